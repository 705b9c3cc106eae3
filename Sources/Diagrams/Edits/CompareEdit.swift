public import AttributeVectors

/// What is done to every picture in one row of a comparison: one vector or several, each with an amount or a probability.
///
/// As text: `Smiling:1.5`, `smile.vectors:Smiling:to=0.9`, `Smiling:1 + Male:-0.5`, and with a label before it
/// `biased=plain.vectors:Smiling:1.5`.
public struct CompareEdit: Sendable, Codable, Equatable {
  /// One vector of an edit.
  public struct Term: Sendable, Codable, Equatable {
    /// Which.
    public var vector: VectorReference
    /// How much of it; nil where a probability decides, or else for 1.
    public var amount: Double?
    /// The probability that it should give; nil for the request's, unless there is an amount.
    public var probability: Double?

    /// A term.
    ///
    /// - Parameters:
    ///   - vector: Which vector.
    ///   - amount: How much of it.
    ///   - probability: The probability that it should give.
    public init(_ vector: VectorReference, amount: Double? = nil, probability: Double? = nil) {
      self.vector = vector
      self.amount = amount
      self.probability = probability
    }
  }

  /// What the row is called; nil for the vectors with their amounts.
  public var label: String?
  /// The vectors, at least one.
  public var terms: [Term]

  /// An edit.
  ///
  /// - Parameters:
  ///   - terms: The vectors, at least one.
  ///   - label: What the row is called.
  public init(_ terms: [Term], label: String? = nil) {
    self.terms = terms
    self.label = label
  }

  /// Takes a text apart.
  ///
  /// What stands before the first `=` is a label, unless a colon comes before it.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - vectors: The folders or files of vectors that were named before.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of files.
  public init(parsing text: String, among vectors: [String]) throws {
    var rest = Substring(text)
    if let sign = rest.firstIndex(of: "="), !rest[..<sign].contains(":") {
      label = String(rest[..<sign])
      rest = rest[rest.index(after: sign)...]
    }
    let parts = Self.parts(of: String(rest))
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }), label != "" else {
      throw RequestError.invalid(option: "--edit \(text)", reason: "an edit is written as in Smiling:1.5 + Male:-0.5")
    }
    terms = try parts.map { try Term(parsing: $0, among: vectors) }
  }

  /// The parts between ` + `.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    for word in words {
      if word == "+" {
        parts.append("")
      } else {
        parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
      }
    }
    return parts
  }

  /// The amounts as they count in a request, whose probability stands where a term has none of its own.
  func resolved(to probability: Double?) -> CompareEdit {
    var edit = self
    for index in terms.indices where terms[index].amount == nil && terms[index].probability == nil {
      if let probability { edit.terms[index].probability = probability } else { edit.terms[index].amount = 1 }
    }
    return edit
  }

  /// What the row is called.
  func shown(_ names: [String]) -> String {
    label
      ?? zip(terms, names).map { term, name in
        term.probability.map { "\(name) to \($0.rounded(toPlaces: 3))" }
          ?? "\(name) \((term.amount ?? 1).rounded(toPlaces: 3))"
      }.joined(separator: " + ")
  }
}

extension CompareEdit.Term {
  fileprivate init(parsing text: String, among vectors: [String]) throws {
    if let colon = text.lastIndex(of: ":") {
      let (name, tail) = (String(text[..<colon]), text[text.index(after: colon)...])
      if tail.hasPrefix("to=") {
        guard let probability = Double(tail.dropFirst(3)) else {
          throw RequestError.invalid(option: "--edit \(text)", reason: "a probability is written as in Smiling:to=0.9")
        }
        self.init(try VectorReference(parsing: name, among: vectors), probability: probability)
        return
      }
      let isKnown = try vectors.contains { try VectorSet(named: $0).names.contains(name) }
      if let amount = Double(tail) {
        // `plat.json:3` is a vector without an amount: the number is a row of the file.
        if isKnown || !Self.hasSeveral(name) {
          self.init(try VectorReference(parsing: name, among: vectors), amount: amount)
          return
        }
      } else if isKnown {
        throw RequestError.invalid(
          option: "--edit \(text)",
          reason: "\(tail) is no amount; write \(name):1.5, or \(name):to=0.9 for a probability"
        )
      }
    }
    self.init(try VectorReference(parsing: text, among: vectors))
  }

  /// Whether a text is the name of a folder or file with more than one vector.
  private static func hasSeveral(_ name: String) -> Bool {
    guard let set = try? VectorSet(named: name) else { return false }
    return set.entries.count > 1
  }
}
