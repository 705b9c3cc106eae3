public import AttributeVectors

/// A multiple of an attribute vector that is added to every latent before it is decoded.
///
/// As a person names it: `unblur:-1.0`, `smile.vectors:Smiling:0.5`, `plat.json:3:2`, or `Smiling`, once.
public struct LatentOffset: Sendable, Equatable, Codable {
  /// The vector.
  public var reference: VectorReference
  /// How many times it is added; negative takes it away.
  public var amount: Double

  /// An offset.
  ///
  /// - Parameters:
  ///   - reference: The vector.
  ///   - amount: How many times it is added.
  public init(_ reference: VectorReference, amount: Double = 1) {
    self.reference = reference
    self.amount = amount
  }

  /// Takes a text apart.
  ///
  /// A text that is a vector's name as a whole is that vector, so that `plat.json:3` is row 3 of a file with as many rows.
  ///
  /// - Parameters:
  ///   - text: `NAME` or `NAME:AMOUNT`.
  ///   - named: The folders or files of vectors that were named before, such as by `--vectors`.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of files.
  public init(parsing text: String, among named: [String]) throws {
    let whole = Result { try VectorReference(existing: text, among: named) }
    if case .success(let reference) = whole {
      self.init(reference)
      return
    }
    func fail(_ reason: String) -> RequestError { .invalid(option: "--offset \(text)", reason: reason) }
    guard let colon = text.lastIndex(of: ":") else {
      self.init(try whole.get())
      return
    }
    let (name, tail) = (String(text[..<colon]), text[text.index(after: colon)...])
    guard !tail.isEmpty else { throw fail("an amount follows the colon, as in \(name):-0.5") }
    if let number = Double(String(tail)), !number.isFinite { throw fail("the amount \(tail) is no number to move by") }
    guard Double.isLikelyTyped(tail) else {
      self.init(try whole.get())
      return
    }
    guard let amount = Double(typed: tail) else {
      throw fail("the amount \(tail) is no number; write it as in \(name):-0.5")
    }
    guard !name.isEmpty else { throw fail("a vector's name stands before the colon, as in unblur:-0.5") }
    self.init(try VectorReference(existing: name, among: named), amount: amount)
  }

  /// The text that ``init(parsing:among:)`` reads.
  public var shown: String { "\(reference.shown):\(amount.typed)" }
}

extension VectorReference {
  /// The vector of a name, which must be there.
  init(existing text: String, among named: [String]) throws {
    try self.init(parsing: text, among: named)
    _ = try row(in: VectorSet(named: vectors))
  }
}
