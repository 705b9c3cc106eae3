#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension TileMask: CustomStringConvertible {
  /// A form as people write it: a name and, after a colon, its numbers; or the name of a picture's file.
  ///
  /// - Parameter text: Such as `hexagon`, `hexagon:0.2` (softness), `rounded:0.25,0.1` (radius, softness), `star.png`.
  /// - Throws: ``TileMaskError``, which suggests names and tells ranges.
  public init(_ text: String) throws(TileMaskError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let form = Self.form(named: String(parts[0])) else {
      guard ImageFormat(extension: URL(fileURLWithPath: text)) != nil else { throw .unknown(text) }
      self.init(.picture(path: text))
      return
    }
    let words = parts.count == 2 ? parts[1].split(separator: ",", omittingEmptySubsequences: false) : []
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count, numbers.allSatisfy({ (0...1).contains($0) }) else { throw .numbers(text) }
    if case .rounded(let radius) = form {
      guard numbers.count <= 2 else { throw .numbers(text) }
      self.init(.rounded(radius: numbers.first ?? radius), softness: numbers.count == 2 ? numbers[1] : 0)
    } else {
      guard numbers.count <= 1 else { throw .numbers(text) }
      self.init(form, softness: numbers.first ?? 0)
    }
  }

  /// As ``init(_:)`` reads it.
  public var description: String {
    if case .picture(let path) = shape { return path }
    let name = Self.named.first { Self.isSameForm($0.form, shape) }?.name ?? ""
    var numbers: [Double] = []
    if case .rounded(let radius) = shape { numbers.append(radius) }
    if softness > 0 { numbers.append(softness) }
    return numbers.isEmpty ? name : "\(name):\(numbers.map(\.asAmount).joined(separator: ","))"
  }

  /// How all forms are written, in one line.
  public static let forms =
    "square[:SOFTNESS], circle[:SOFTNESS], hexagon[:SOFTNESS], flat-hexagon[:SOFTNESS], rounded[:RADIUS[,SOFTNESS]] or a picture's file"

  /// The names, with what they mean without numbers.
  static let named: [(name: String, form: Shape)] = [
    ("square", .square), ("circle", .circle), ("hexagon", .hexagon), ("flat-hexagon", .flatHexagon),
    ("rounded", .rounded(radius: 0.25)),
  ]

  private static func form(named name: String) -> Shape? { named.first { $0.name == name }?.form }

  private static func isSameForm(_ first: Shape, _ second: Shape) -> Bool {
    if case .rounded = first, case .rounded = second { return true }
    return first == second
  }
}

/// As a text, `"hexagon:0.2"`.
extension TileMask: Codable {
  /// Reads a form.
  ///
  /// - Parameter decoder: Over a text.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(container.decode(String.self))
    } catch let error as TileMaskError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes a form.
  ///
  /// - Parameter encoder: Receives a text.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
