internal import GenerativeModels
internal import LatentGeometry

/// Which of several conditions an anchor has.
struct ConditionAssignment {
  /// The number of conditions, more than 1.
  let count: Int
  /// Whether two conditions serve every pair of anchors.
  let repeatsPairs: Bool

  /// The condition of a latent: that of its number where there are as many as latents, else that of its anchor.
  ///
  /// - Parameters:
  ///   - latent: The latent's number.
  ///   - found: All anchors.
  /// - Returns: The condition's number.
  /// - Throws: ``RequestError`` where there are as many as neither.
  func condition(ofLatent latent: Int, _ found: ResolvedAnchors) throws -> Int {
    if count == found.latents.count { return latent }
    let isOwned = found.owners.count == found.latents.count
    if isOwned, count == (found.owners.last ?? -1) + 1 { return found.owners[latent] }
    if repeatsPairs, count == 2 { return latent % 2 }
    throw wrongCount(for: found.latents.count)
  }

  /// The condition of a picture that is about to be encoded, before all anchors are known.
  ///
  /// - Parameters:
  ///   - latent: The number of its latent.
  ///   - owner: Its anchor's number.
  ///   - anchorCount: The number of anchors.
  /// - Returns: The condition's number.
  /// - Throws: ``RequestError`` where there is none for it.
  func condition(ofPicture latent: Int, owner: Int, anchorCount: Int) throws -> Int {
    if count == anchorCount { return owner }
    if repeatsPairs, count == 2 { return latent % 2 }
    guard latent < count else { throw wrongCount(for: latent + 1) }
    return latent
  }

  private func wrongCount(for anchors: Int) -> RequestError {
    .invalid(
      option: "--condition",
      reason: anchors == 1
        ? "\(count) conditions were given for one anchor; give one"
        : "\(count) conditions were given for \(anchors) anchors; give one for all, or one for each in their order"
    )
  }
}

/// The conditions that pictures are encoded under, where each anchor has its own.
struct EncoderConditions {
  private let rows: [[Float]]
  private let assignment: ConditionAssignment

  /// Conditions for an encoder; nil where one serves all, or it takes none.
  ///
  /// - Parameters:
  ///   - conditions: The request's.
  ///   - repeatsPairs: Whether two serve every pair of anchors.
  ///   - model: The model.
  /// - Throws: What ``OpenConditions`` throws.
  init?(_ conditions: [Condition], repeatsPairs: Bool, for model: GenerativeModel) throws {
    guard !conditions.isEmpty, model.package.encoder?.condition != nil else { return nil }
    let open = try OpenConditions(conditions, for: model)
    guard open.entries.count > 1, let input = try model.encoderCondition() else { return nil }
    rows = try open.entries.map { try input.row(for: $0.value) }
    assignment = ConditionAssignment(count: rows.count, repeatsPairs: repeatsPairs)
  }

  /// The numbers of a picture's condition.
  func row(ofPicture latent: Int, owner: Int, anchorCount: Int) throws -> [Float] {
    rows[try assignment.condition(ofPicture: latent, owner: owner, anchorCount: anchorCount)]
  }
}
