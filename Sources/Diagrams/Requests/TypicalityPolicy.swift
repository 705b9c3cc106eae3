internal import LatentGeometry
internal import SafeFiles

/// What happens to latents that lie far from the prior before they are decoded.
public enum TypicalityPolicy: String, Sendable, Codable, CaseIterable {
  /// They are decoded as they are, and a line says how many and how far.
  case warn
  /// Lengths beyond ``Typicality/limit`` sd are brought to that distance, coordinates outside the support to its edge.
  ///
  /// All others stay as they are, bit for bit, and a path stays continuous.
  case rescale
  /// They are decoded as they are.
  case off

  /// The latents that are decoded.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - prior: The model's prior.
  /// - Returns: The same shape.
  func applied(to latents: LatentBatch, prior: Prior) -> LatentBatch {
    guard self == .rescale else { return latents }
    return latents.rescaled(within: Typicality.limit, of: prior)
  }
}

extension Typicality {
  /// One line about latents beyond ``limit``; nil where there are none.
  ///
  /// - Parameters:
  ///   - policy: `off` says nothing, `rescale` what it could not mend.
  ///   - prior: The model's prior.
  ///   - dimension: The number of a latent's coordinates.
  ///   - model: The model's name where there are several.
  ///   - name: What a latent is called where it stands, such as "row 5, column 7".
  ///   - one: What a latent is called.
  ///   - anchors: How far those latents lie that the others were made from, where there are any.
  ///   - cure: Another option that mends it, such as `--analogy matched`, as long as the anchors lie within 3 sd themselves:
  ///     what keeps the law of draws does not bring others back to it.
  ///   - anchorCure: An option that brings the anchors themselves nearer, where there is one.
  /// - Returns: How many, which, how far, and what mends it.
  func warning(
    policy: TypicalityPolicy,
    prior: Prior,
    dimension: Int,
    model: String?,
    naming name: (Int) -> String,
    called one: String = "cell",
    anchors: Typicality? = nil,
    cure: String? = nil,
    anchorCure: String? = nil
  ) -> String? {
    let atypical = atypical
    // What is brought back may leave a support again, where it then ends at the edge.
    guard policy != .off, !atypical.isEmpty,
      let furthest = furthest(from: prior.lengthLaw(dimension: dimension).mean)
    else { return nil }
    let distance =
      deviations[furthest].map { "\(abs($0).rounded(toPlaces: 1)) sd \($0 > 0 ? "too long" : "too short")" }
      ?? "off the prior's sphere, with length \(lengths[furthest].rounded(toPlaces: 2))"
    let isOnly = deviations.count == 1
    let count = isOnly ? "the only \(one)" : "\(atypical.count) of \(deviations.count) \(one)s"
    var line =
      "\(model.map { "\($0): " } ?? "")\(count) \(atypical.count.form("lies", "lie")) over \(Int(Self.limit)) sd from the prior"
    line += isOnly ? ", \(distance)" : ", the furthest (\(name(furthest))) \(distance)"
    if let share = outsideSupport?[furthest], share > 0 {
      line += " and with \((100 * share).rounded(toPlaces: 1)) % of its numbers outside the prior's range"
    }
    let far = anchors?.atypical.count ?? 0
    if let anchors, far > 0 {
      let all = anchors.deviations.count
      switch (far, all) {
      case (_, 1): line += ", as the only anchor does"
      case (2, 2): line += ", as both anchors do"
      case (all, _): line += ", as all \(all) anchors do"
      default: line += ", as \(far) of the \(all) anchors \(far.form("does", "do"))"
      }
    }
    guard policy == .warn else {
      return line + " even so, at the edge of the prior's range; --typical off silences this"
    }
    let areUsual = anchors?.deviations.allSatisfy { abs($0 ?? .infinity) <= 3 } ?? true
    let way =
      areUsual
      ? cure.map { "\($0) keeps to the prior, " }
      : anchorCure.map { "\($0) encodes pictures where the prior is, " }
    line += "; " + (way ?? "")
    return line + "--typical rescale brings them to \(Int(Self.limit)) sd, --typical off silences this"
  }
}
