public import AttributeVectors

/// A weighted sum of anchors and attribute vectors, which is an anchor itself: `set:17 + 0.8*Smiling`.
///
/// z = Σ wᵢzᵢ, summed in Double. Each term is one latent or one vector, and at least one is a latent. A sum has no original
/// picture, whatever its terms are: none of them is what is decoded.
public struct AnchorSum: Sendable, Equatable {
  /// One summand.
  public struct Term: Sendable, Equatable {
    /// What is added.
    public enum Value: Sendable, Equatable {
      /// A latent.
      case anchor(Anchor)
      /// A direction.
      case vector(VectorReference)
    }

    /// How many times it is added; negative takes it away.
    public let weight: Double
    /// What is added.
    public let value: Value

    /// A summand.
    ///
    /// - Parameters:
    ///   - weight: How many times it is added.
    ///   - value: What is added.
    public init(weight: Double = 1, _ value: Value) {
      self.weight = weight
      self.value = value
    }
  }

  /// The summands; none of them is a sum.
  public let terms: [Term]

  /// A sum; sums among its terms are taken in.
  ///
  /// - Parameter terms: At least one, and at least one anchor among them.
  /// - Throws: ``RequestError/invalid(option:reason:)`` where there is no anchor or a weight is not finite.
  public init(_ terms: [Term]) throws(RequestError) {
    self.terms = terms.flatMap { term -> [Term] in
      guard case .anchor(.sum(let inner)) = term.value else { return [term] }
      return inner.terms.map { Term(weight: term.weight * $0.weight, $0.value) }
    }
    guard !self.terms.isEmpty else {
      throw .invalid(option: "a sum", reason: "it has no terms; write as in set:17 + 0.8*Smiling")
    }
    guard self.terms.allSatisfy(\.weight.isFinite) else {
      throw .invalid(option: shown, reason: "every weight must be a number")
    }
    guard !anchors.isEmpty else {
      throw .invalid(
        option: shown,
        reason: "vectors alone are no latent; add them to an anchor, as in set:17 + \(shown)"
      )
    }
  }

  /// The terms that are anchors, in order.
  public var anchors: [Anchor] {
    terms.compactMap { term in
      if case .anchor(let anchor) = term.value { anchor } else { nil }
    }
  }

  /// The same sum over other anchors.
  func mapAnchors(_ transform: (Anchor) -> Anchor) -> AnchorSum {
    AnchorSum(
      unchecked: terms.map { term in
        guard case .anchor(let anchor) = term.value else { return term }
        return Term(weight: term.weight, .anchor(transform(anchor)))
      }
    )
  }

  private init(unchecked terms: [Term]) { self.terms = terms }

  /// The text that ``init(parsing:among:anchor:)`` reads: weights of 1 are left out.
  public var shown: String { written(\.shown) }

  /// The same for a place that is small: of paths only their ends.
  var label: String { written { $0.shown.pathEnd } }

  private func written(_ name: (Term.Value) -> String) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      let isNegative = term.weight < 0 && index > 0
      if index > 0 { text += isNegative ? " - " : " + " }
      let weight = isNegative ? -term.weight : term.weight
      text += (weight == 1 ? "" : "\(weight.typed)*") + name(term.value)
    }
    // A single anchor would be no sum.
    return terms.count == 1 && terms[0].weight == 1 ? "1*\(text)" : text
  }
}

extension String {
  /// What follows the last slash, by which a path is known.
  var pathEnd: String { String(split(separator: "/").last ?? "") }
}

extension AnchorSum.Term.Value {
  /// What a person calls it.
  var shown: String {
    switch self {
    case .anchor(let anchor): anchor.shown
    case .vector(let reference): reference.shown
    }
  }
}

extension AnchorSum.Term: Codable {
  private enum CodingKeys: String, CodingKey {
    case weight, anchor, vector
  }

  /// Reads `{"weight": 0.8, "vector": {…}}` or `{"weight": 1, "anchor": …}`.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let vector = try container.decodeIfPresent(VectorReference.self, forKey: .vector)
    self.init(
      weight: try container.decode(Double.self, forKey: .weight),
      try vector.map(Value.vector) ?? .anchor(container.decode(Anchor.self, forKey: .anchor))
    )
  }

  /// Writes the same.
  ///
  /// - Parameter encoder: Receives an object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(weight, forKey: .weight)
    switch value {
    case .anchor(let anchor): try container.encode(anchor, forKey: .anchor)
    case .vector(let reference): try container.encode(reference, forKey: .vector)
    }
  }
}
