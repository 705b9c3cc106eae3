/// The rows of a picture that lies between the pixels of a canvas.
struct TileRows {
  private let tile: PlanarImage
  private let left: Int
  private let top: Int
  private let shift: (x: Float, y: Float)

  /// - Parameters:
  ///   - tile: The picture.
  ///   - left: The canvas's column in which its left edge lies.
  ///   - top: The canvas's row in which its top edge lies.
  ///   - shift: By how much of a pixel the picture lies farther right and farther down, 0 ..< 1.
  init(of tile: PlanarImage, left: Int, top: Int, shift: (x: Float, y: Float)) {
    (self.tile, self.left, self.top, self.shift) = (tile, left, top, shift)
  }

  /// The colours of a row of the canvas, all but the last number of `line`; that one is overwritten.
  ///
  /// The pixel in the middle of which the canvas's falls is shared between two: (1 - shift) of it and shift of the one
  /// before.
  func fill(_ line: UnsafeMutableBufferPointer<Float>, row: Int, firstColumn: Int, channel: Int) {
    let plane = (tile.channels == 1 ? 0 : channel) * tile.height
    func start(_ row: Int) -> Int { (plane + min(max(row - top, 0), tile.height - 1)) * tile.width }
    tile.samples.withUnsafeBufferPointer { samples in
      let first = firstColumn - left - 1
      let (here, above) = (start(row), start(row - 1))
      // Columns before the first and after the last repeat them.
      let inside =
        min(max(-first, 0), line.count)..<max(min(tile.width - first, line.count), min(max(-first, 0), line.count))
      if shift.y == 0 {
        for index in inside { line[index] = Self.clamped(samples[here + first + index]) }
      } else {
        for index in inside {
          let (upper, lower) = (
            Self.clamped(samples[above + first + index]), Self.clamped(samples[here + first + index])
          )
          line[index] = lower + shift.y * (upper - lower)
        }
      }
      func repeated(_ column: Int) -> Float {
        let (upper, lower) = (Self.clamped(samples[above + column]), Self.clamped(samples[here + column]))
        return lower + shift.y * (upper - lower)
      }
      if inside.lowerBound > 0 { line.extracting(..<inside.lowerBound).update(repeating: repeated(0)) }
      if inside.upperBound < line.count {
        line.extracting(inside.upperBound...).update(repeating: repeated(tile.width - 1))
      }
    }
    for index in 0..<line.count - 1 { line[index] = line[index + 1] + shift.x * (line[index] - line[index + 1]) }
  }

  @inline(__always)
  private static func clamped(_ sample: Float) -> Float { sample > 0 ? min(sample, 1) : 0 }
}
