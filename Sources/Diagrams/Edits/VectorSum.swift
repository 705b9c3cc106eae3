public import AttributeVectors

/// A direction that is one attribute vector or a weighted sum of several: `Smiling`, `plat.json:5 - plat.json:31`,
/// `Smiling + 0.5*Young`.
///
/// In JSON a single vector is what `VectorReference` writes, and a sum `{"sum": [{"weight": 1, "vector": {…}}, …]}`.
public struct VectorSum: Sendable, Hashable {
  /// One summand.
  public struct Term: Sendable, Hashable, Codable {
    /// How many times it is added; negative takes it away.
    public let weight: Double
    /// The vector.
    public let vector: VectorReference

    /// A summand.
    ///
    /// - Parameters:
    ///   - weight: How many times it is added.
    ///   - vector: The vector.
    public init(weight: Double = 1, _ vector: VectorReference) {
      self.weight = weight
      self.vector = vector
    }
  }

  /// At least one summand.
  public let terms: [Term]

  /// A sum.
  ///
  /// - Parameter terms: At least one, with finite weights.
  public init(_ terms: [Term]) {
    precondition(!terms.isEmpty && terms.allSatisfy(\.weight.isFinite), "a sum has terms of finite weights")
    self.terms = terms
  }

  /// A single vector.
  ///
  /// - Parameter vector: The vector.
  public init(_ vector: VectorReference) { self.init([Term(vector)]) }

  /// The vector itself, where the sum is one as it is.
  public var single: VectorReference? { terms.count == 1 && terms[0].weight == 1 ? terms[0].vector : nil }

  /// The same sum of other vectors.
  ///
  /// - Parameter transform: Gives each vector another.
  /// - Returns: A sum with the same weights.
  public func mapVectors(_ transform: (VectorReference) throws -> VectorReference) rethrows -> VectorSum {
    VectorSum(try terms.map { Term(weight: $0.weight, try transform($0.vector)) })
  }

  /// Takes a text apart: terms `[NUMBER*]VECTOR` with ` + ` or ` - ` between them, spaces included.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - named: The folders or files of vectors that were named before, such as by `--vectors`.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of files.
  public init(parsing text: String, among named: [String]) throws {
    let pieces = AnchorSum.pieces(of: text)
    if pieces.count == 1, !text.contains("*") {
      self.init(try VectorReference(parsing: text, among: named))
      return
    }
    self.init(
      try pieces.map { piece, isNegative in
        func fail(_ reason: String) -> RequestError { .invalid(option: text, reason: reason) }
        guard !piece.isEmpty else {
          throw fail("a vector is missing beside an operator; write as in Smiling - 0.5*Male")
        }
        let sign: Double = isNegative ? -1 : 1
        guard let star = piece.firstIndex(of: "*") else {
          return Term(weight: sign, try VectorReference(existing: piece, among: named))
        }
        let name = AnchorSum.trimmed(piece[piece.index(after: star)...])
        guard let weight = Double(typed: AnchorSum.trimmed(piece[..<star])), !name.isEmpty else {
          throw fail("\(piece) is no number times a vector; write as in 0.5*Smiling")
        }
        return Term(weight: sign * weight, try VectorReference(existing: name, among: named))
      }
    )
  }

  /// The sum of a text, all of whose vectors must be there.
  init(existing text: String, among named: [String]) throws {
    try self.init(parsing: text, among: named)
    if let single { _ = try single.row(in: VectorSet(named: single.vectors)) }
  }

  /// The text that ``init(parsing:among:)`` reads.
  public var shown: String { written { $0.shown } }

  /// The same with no more than the vectors' names, for labels.
  var label: String { written { $0.name ?? $0.shown.pathEnd } }

  private func written(_ name: (VectorReference) -> String) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      let isNegative = term.weight < 0 && index > 0
      if index > 0 { text += isNegative ? " - " : " + " }
      let weight = isNegative ? -term.weight : term.weight
      text += (weight == 1 ? "" : "\(weight.typed)*") + name(term.vector)
    }
    return text
  }
}

extension VectorSum: Codable {
  private enum CodingKeys: String, CodingKey {
    case sum
  }

  /// Reads a vector, or an object with `sum`.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard let terms = try container.decodeIfPresent([Term].self, forKey: .sum) else {
      self.init(try VectorReference(from: decoder))
      return
    }
    guard !terms.isEmpty, terms.allSatisfy(\.weight.isFinite) else {
      throw DecodingError.dataCorruptedError(forKey: .sum, in: container, debugDescription: "a sum has terms")
    }
    self.init(terms)
  }

  /// Writes the same.
  ///
  /// - Parameter encoder: Receives an object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    if let single {
      try single.encode(to: encoder)
      return
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(terms, forKey: .sum)
  }
}
