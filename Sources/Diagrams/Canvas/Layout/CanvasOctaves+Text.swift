extension CanvasOctaves.Amount: CustomStringConvertible {
  /// An amount as people write it: a share with a percent sign, or a number of tiles.
  ///
  /// - Parameter text: Such as `50%` or `12`.
  /// - Throws: ``CanvasLayoutError/arrangement(reason:)``.
  public init(_ text: String) throws(CanvasLayoutError) {
    if text.hasSuffix("%"), let percent = Double(typed: text.dropLast()), (0...100).contains(percent) {
      self = .share(percent / 100)
    } else if let count = Int(text), count >= 0 {
      self = .count(count)
    } else {
      throw .arrangement(
        reason: "\(text): an octave's amount is a share of what is free, such as 50%, or a number of tiles, such as 12"
      )
    }
  }

  /// As ``init(_:)`` reads it.
  public var description: String {
    switch self {
    case .share(let share): "\((share * 100).typed)%"
    case .count(let count): "\(count)"
    }
  }
}

/// As a text, `"50%"`.
extension CanvasOctaves.Amount: Codable {
  /// Reads an amount.
  ///
  /// - Parameter decoder: Over a text.
  /// - Throws: `DecodingError` or ``CanvasLayoutError``.
  public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  /// Writes the amount.
  ///
  /// - Parameter encoder: Receives a text.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
