internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What lies under the tiles of a canvas: a colour, such as `white` or `#203040`, a picture, by its path, or `none`.
public enum CanvasBackground: Sendable, Equatable {
  /// Nothing: PNG and WebP keep alpha.
  case none
  /// A colour of 8 bits a channel.
  case color(red: UInt8, green: UInt8, blue: UInt8)
  /// A picture, whose middle fills the canvas.
  case picture(path: String)

  /// White paper.
  public static let white = CanvasBackground.color(red: 255, green: 255, blue: 255)
  /// Black, on which added tiles glow.
  public static let black = CanvasBackground.color(red: 0, green: 0, blue: 0)

  /// What has a name.
  private static let named: [(name: String, color: CanvasBackground)] = [
    ("none", .none), ("white", .white), ("black", .black), ("gray", .color(red: 128, green: 128, blue: 128)),
    ("grey", .color(red: 128, green: 128, blue: 128)),
  ]

  /// The background that a text names.
  ///
  /// - Parameter text: `none`, `white`, `black`, `gray`, `#rgb`, `#rrggbb`, or a picture's file.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a colour that is none.
  public init(parsing text: String) throws {
    if let found = Self.named.first(where: { $0.name == text }) {
      self = found.color
    } else if text.hasPrefix("#"), !FileManager.default.fileExists(atPath: text) {
      guard let color = Self.color(hexadecimal: text.dropFirst()) else {
        throw RequestError.invalid(
          option: "--background \(text)",
          reason:
            "a colour is #rgb or #rrggbb with digits 0 to f, white, black, gray or none; anything else is a picture's file"
        )
      }
      self = color
    } else {
      self = .picture(path: text)
    }
  }

  private static func color(hexadecimal digits: Substring) -> CanvasBackground? {
    let values = digits.compactMap(\.hexDigitValue)
    guard values.count == digits.count, values.count == 3 || values.count == 6 else { return nil }
    let step = values.count / 3
    let channels = (0..<3).map { UInt8(16 * values[$0 * step] + values[$0 * step + step - 1]) }
    return .color(red: channels[0], green: channels[1], blue: channels[2])
  }

  /// The text that ``init(parsing:)`` reads.
  public var shown: String {
    switch self {
    case .none: return "none"
    case .picture(let path): return path
    case .color(let red, let green, let blue):
      if let found = Self.named.first(where: { $0.color == self }) { return found.name }
      return "#"
        + [red, green, blue].map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }

  /// Whether it is a picture.
  var isPicture: Bool { if case .picture = self { true } else { false } }
}

/// In JSON a background is its text; a picture that would read as a colour is `{"image": "white"}`.
extension CanvasBackground: Codable {
  /// Reads a background.
  ///
  /// - Parameter decoder: Over a text or an object.
  /// - Throws: `DecodingError` or ``RequestError``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let image = try? container.decode([String: String].self), let path = image["image"] {
      self = .picture(path: path)
    } else {
      try self.init(parsing: container.decode(String.self))
    }
  }

  /// Writes a background.
  ///
  /// - Parameter encoder: Receives a text or an object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if case .picture(let path) = self, path.hasPrefix("#") || Self.named.contains(where: { $0.name == path }) {
      try container.encode(["image": path])
    } else {
      try container.encode(shown)
    }
  }
}
