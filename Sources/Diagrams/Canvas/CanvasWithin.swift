internal import Imaging

/// The part of a canvas that tiles are laid in: an ellipse, `disc` or `disc:0.8`, or where a picture is bright, by its path.
public enum CanvasWithin: Sendable, Equatable {
  /// Tiles with their middle in the ellipse of this share of the canvas.
  case disc(radius: Double)
  /// Tiles with their middle where a picture, stretched over the canvas, is bright.
  case picture(path: String)

  /// The part that a text names.
  ///
  /// - Parameter text: `disc`, `disc:RADIUS`, or a picture's file.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a radius that is none.
  public init(parsing text: String) throws {
    guard text == "disc" || text.hasPrefix("disc:") else {
      self = .picture(path: text)
      return
    }
    guard text != "disc" else {
      self = .disc(radius: 1)
      return
    }
    guard let radius = Double(String(text.dropFirst(5))), radius > 0, radius <= 2 else {
      throw RequestError.invalid(
        option: "--within \(text)",
        reason: "a disc's radius is a share of the canvas, above 0 and at most 2, as in disc:0.8"
      )
    }
    self = .disc(radius: radius)
  }

  /// The text that ``init(parsing:)`` reads.
  public var shown: String {
    switch self {
    case .disc(let radius): radius == 1 ? "disc" : "disc:\(radius.typed)"
    case .picture(let path): path
    }
  }

  /// Those places of a layout that lie in the part.
  func applied(to layout: CanvasLayout, mask: PlanarImage?) throws(CanvasLayoutError) -> CanvasLayout {
    switch self {
    case .disc(let radius): return try layout.keepingDisc(radius: radius)
    case .picture:
      guard let mask else { preconditionFailure("the mask was read before") }
      return try layout.keeping(brightPartsOf: mask)
    }
  }
}

/// In JSON it is its text.
extension CanvasWithin: Codable {
  /// Reads the text.
  ///
  /// - Parameter decoder: Over a single text.
  /// - Throws: `DecodingError` or ``RequestError``.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text.
  ///
  /// - Parameter encoder: Receives a single text.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(shown)
  }
}
