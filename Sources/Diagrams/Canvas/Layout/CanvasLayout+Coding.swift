internal import Imaging

/// As JSON, with everything in pixels of the canvas:
///
///     {"format": "sextant-canvas-layout", "version": 1, "width": 512, "height": 256, "places": [
///       {"x": 32, "y": 32, "size": 64, "anchor": 0},
///       {"x": 96, "y": 40.5, "width": 64, "height": 48, "position": [0.2, 0.9]}]}
///
/// `x` and `y` are the tile's middle; `size` stands for equal `width` and `height`. `anchor` (counted from 0) and
/// `position` ([u, v], 0 … 1) may be left out, as may `format` and `version`. `form`, such as `"hexagon"`, and `blend`, `"over"`
/// or `"add"`, say how tiles are drawn where nobody says otherwise. Other keys are passed over.
extension CanvasLayout: Codable {
  private enum CodingKeys: String, CodingKey { case format, version, width, height, form, blend, places }

  private static let format = "sextant-canvas-layout"

  /// Reads a layout.
  ///
  /// - Parameter decoder: Over an object.
  /// - Throws: `DecodingError`, or ``CanvasLayoutError`` with the number of a place.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decodeIfPresent(Int.self, forKey: .version) ?? 1
    guard version == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .version,
        in: container,
        debugDescription: "is \(version), and only 1 is known; use a newer Sextant"
      )
    }
    try self.init(
      width: container.decode(Int.self, forKey: .width),
      height: container.decode(Int.self, forKey: .height),
      places: container.decode([CanvasPlace].self, forKey: .places)
    )
    form = try container.decodeIfPresent(String.self, forKey: .form).map { text in
      do {
        return try TileMask(text)
      } catch {
        throw DecodingError.dataCorruptedError(forKey: .form, in: container, debugDescription: "cannot be: \(error)")
      }
    }
    blending = try container.decodeIfPresent(String.self, forKey: .blend).map { text in
      guard let blending = PictureCanvas.Blending(rawValue: text) else {
        throw DecodingError.dataCorruptedError(
          forKey: .blend,
          in: container,
          debugDescription: "is '\(text)'; tiles meet by over or add"
        )
      }
      return blending
    }
  }

  /// Writes the layout.
  ///
  /// - Parameter encoder: Receives an object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(1, forKey: .version)
    try container.encode(width, forKey: .width)
    try container.encode(height, forKey: .height)
    try container.encodeIfPresent(form, forKey: .form)
    try container.encodeIfPresent(blending, forKey: .blend)
    try container.encode(places, forKey: .places)
  }
}

extension CanvasPlace: Codable {
  private enum CodingKeys: String, CodingKey { case x, y, width, height, size, anchor, position }

  /// Reads a place.
  ///
  /// - Parameter decoder: Over an object with `x`, `y` and `size`, or `width` and `height`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let size = try container.decodeIfPresent(Double.self, forKey: .size)
    try self.init(
      x: container.decode(Double.self, forKey: .x),
      y: container.decode(Double.self, forKey: .y),
      width: size ?? container.decode(Double.self, forKey: .width),
      height: size ?? container.decode(Double.self, forKey: .height),
      anchor: container.decodeIfPresent(Int.self, forKey: .anchor),
      position: container.decodeIfPresent(CanvasPosition.self, forKey: .position)
    )
  }

  /// Writes the place.
  ///
  /// - Parameter encoder: Receives an object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(x, forKey: .x)
    try container.encode(y, forKey: .y)
    if width == height {
      try container.encode(width, forKey: .size)
    } else {
      try container.encode(width, forKey: .width)
      try container.encode(height, forKey: .height)
    }
    try container.encodeIfPresent(anchor, forKey: .anchor)
    try container.encodeIfPresent(position, forKey: .position)
  }
}

extension CanvasPosition: Codable {
  /// Reads two numbers.
  ///
  /// - Parameter decoder: Over `[u, v]`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    try self.init(u: container.decode(Double.self), v: container.decode(Double.self))
    guard container.isAtEnd else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be two numbers, [u, v]")
    }
  }

  /// Writes `[u, v]`.
  ///
  /// - Parameter encoder: Receives a list.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(u)
    try container.encode(v)
  }
}
