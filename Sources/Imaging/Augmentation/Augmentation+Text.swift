extension Augmentation: CustomStringConvertible {
  /// A change as people write it: a kind and, after a colon, its amounts with commas between.
  ///
  /// - Parameter text: Such as `blur:1.5`, `shift:3,-2`, `grayscale`.
  /// - Throws: ``AugmentationError``, which suggests names and tells ranges.
  public init(_ text: String) throws(AugmentationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = Kind(rawValue: String(parts[0])) else { throw .unknown(String(parts[0])) }
    guard parts.count == 2 else {
      try self.init(kind, amounts: [])
      return
    }
    let amounts = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    let numbers = amounts.compactMap { $0 }
    guard numbers.count == amounts.count else { throw .amounts(text, of: kind) }
    try self.init(kind, amounts: numbers)
  }

  /// As ``init(_:)`` reads it; amounts that are the default are left out at the end.
  public var description: String {
    let parameters = kind.parameters
    var shown = amounts
    while let last = shown.last, parameters[shown.count - 1].standard == last { shown.removeLast() }
    return Self.text(kind, shown)
  }

  /// How all kinds are written, in one line.
  public static var forms: String { Kind.allCases.map(\.form).joined(separator: ", ") }

  static func text(_ kind: Kind, _ amounts: [Double]) -> String {
    amounts.isEmpty ? kind.rawValue : "\(kind.rawValue):\(amounts.map(\.asAmount).joined(separator: ","))"
  }
}

/// As a text, `"blur:1.5"`.
extension Augmentation: Codable {
  /// Reads a change.
  ///
  /// - Parameter decoder: Over a text.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(container.decode(String.self))
    } catch let error as AugmentationError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes a change.
  ///
  /// - Parameter encoder: Receives a text.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Double {
  /// The shortest text that means this number: "2", "1.5".
  var asAmount: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
