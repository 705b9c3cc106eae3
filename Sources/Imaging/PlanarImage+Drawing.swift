extension PlanarImage {
  /// Draws an SVG document on white.
  ///
  /// Without a size the document's own is taken, and with one side the other follows from its proportions. Nothing
  /// outside the document is loaded.
  ///
  /// - Parameters:
  ///   - svg: The document.
  ///   - width: The width in pixels, 1 ... 32,767.
  ///   - height: The height in pixels, 1 ... 32,767.
  ///   - channels: 3 for colour, 1 for grey.
  /// - Throws: ``DrawingError``.
  public init(svg: String, width: Int? = nil, height: Int? = nil, channels: Int = 3) throws {
    let drawing = VectorDrawing(svg)
    let size: (width: Int, height: Int)
    if let width, let height {
      size = (width, height)
    } else {
      let own = try drawing.size()
      guard own.width > 0, own.height > 0 else { throw DrawingError.size(width: width ?? 0, height: height ?? 0) }
      func scaled(_ length: Int, by side: Int, of other: Int) -> Int {
        Int(min((Double(length) * Double(side) / Double(other)).rounded(), Double(VectorDrawing.sideLimit) + 1))
      }
      size = (
        width ?? height.map { scaled(own.width, by: $0, of: own.height) } ?? own.width,
        height ?? width.map { scaled(own.height, by: $0, of: own.width) } ?? own.height
      )
    }
    let pixels = try drawing.pixels(width: size.width, height: size.height)
    let plane = size.width * size.height
    let samples = [Float](unsafeUninitializedCapacity: 3 * plane) { output, count in
      for channel in 0..<3 {
        for index in 0..<plane { output[channel * plane + index] = Float(pixels[index * 3 + channel]) / 255 }
      }
      count = 3 * plane
    }
    self = PlanarImage(channels: 3, height: size.height, width: size.width, samples: samples)
      .converted(toChannels: channels)
  }
}
