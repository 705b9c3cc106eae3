extension PlanarImage {
  /// Puts another picture over a part of this one; grey is repeated into colour.
  ///
  /// - Parameters:
  ///   - image: A picture of one channel or of as many as this one.
  ///   - x: Its left edge in this picture.
  ///   - y: Its top edge; the whole of it must lie inside.
  public mutating func paste(_ image: PlanarImage, x: Int, y: Int) {
    precondition(image.channels == 1 || image.channels == channels, "colour does not go into grey")
    precondition(
      x >= 0 && y >= 0 && x + image.width <= width && y + image.height <= height,
      "the pasted picture must lie inside"
    )
    let (channels, width, height) = (channels, width, height)
    samples.withUnsafeMutableBufferPointer { output in
      image.samples.withUnsafeBufferPointer { input in
        for channel in 0..<channels {
          let plane = image.channels == 1 ? 0 : channel
          for row in 0..<image.height {
            let target = (channel * height + y + row) * width + x
            let source = (plane * image.height + row) * image.width
            _ = output.extracting(target..<target + image.width)
              .update(fromContentsOf: input.extracting(source..<source + image.width))
          }
        }
      }
    }
  }

  /// Pictures one below another at the left edge, on white.
  ///
  /// The result is as wide as the widest, and in colour when any of them is.
  ///
  /// - Parameters:
  ///   - images: At least one picture, of 1 or 3 channels.
  ///   - gap: The rows left white between two of them.
  /// - Throws: ``ContactSheetError/tooLarge(width:height:)``.
  public init(stacking images: [PlanarImage], gap: Int = 0) throws {
    precondition(!images.isEmpty && gap >= 0, "at least one picture is needed, and no negative gap")
    let width = images.reduce(0) { max($0, $1.width) }
    let height = images.reduce(gap * (images.count - 1)) { $0 + $1.height }
    try ContactSheetError.check(width: Double(width), height: Double(height))
    self.init(
      channels: images.reduce(1) { max($0, $1.channels) },
      height: height,
      width: width,
      repeating: 1
    )
    var y = 0
    for image in images {
      paste(image, x: 0, y: y)
      y += image.height + gap
    }
  }
}
