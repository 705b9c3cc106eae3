#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension PictureCanvas {
  /// What is seen in a box, to be encoded again.
  ///
  /// The box's size is rounded to whole pixels around its middle; between pixels the canvas is interpolated linearly, and
  /// beyond its edges it goes on as at the edge.
  ///
  /// - Parameters:
  ///   - x: The middle's distance from the left edge, in pixels, a whole number or not.
  ///   - y: Its distance from the top edge.
  ///   - width: In pixels, more than 0.
  ///   - height: In pixels.
  /// - Returns: The canvas over its background, three channels of round(height) × round(width), and the share of the box
  ///   that tiles cover, 0 … 1; what lies outside the canvas counts as bare.
  public func region(x: Double, y: Double, width: Double, height: Double) -> (picture: PlanarImage, coverage: Double) {
    precondition(x.isFinite && y.isFinite && width > 0 && height > 0, "a region needs a place and a size")
    let box = PlacedBox(x: x, y: y, width: width, height: height)
    let columns = Span(middle: x, length: box.wholeWidth, limit: self.width)
    let rows = Span(middle: y, length: box.wholeHeight, limit: self.height)
    let part = PixelRectangle(
      x: columns.touched.lowerBound,
      y: rows.touched.lowerBound,
      width: columns.touched.count,
      height: rows.touched.count
    )
    // The canvas is to the box what a tile is to the canvas.
    let source = TileRows(
      of: seen(part),
      left: columns.sourceStart,
      top: rows.sourceStart,
      shift: (columns.shift, rows.shift)
    )
    var samples = [Float](repeating: 0, count: 3 * columns.length * rows.length)
    samples.withUnsafeMutableBufferPointer { output in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: columns.length + 1) { line in
        for channel in 0..<3 {
          for row in 0..<rows.length {
            source.fill(line, row: row, firstColumn: 0, channel: channel)
            let target = (channel * rows.length + row) * columns.length
            _ = output.extracting(target..<target + columns.length)
              .update(fromContentsOf: line.extracting(..<columns.length))
          }
        }
      }
    }
    var covered = 0.0
    for row in rows.touched {
      var sum = 0.0
      for column in columns.touched {
        sum += Double(min(coverage[row * self.width + column], 1)) * columns.overlap(with: column)
      }
      covered += sum * rows.overlap(with: row)
    }
    let picture = PlanarImage(channels: 3, height: rows.length, width: columns.length, samples: samples)
    return (picture, covered / Double(columns.length * rows.length))
  }

  /// A box along one axis, and the canvas's pixels that it touches.
  private struct Span {
    let length: Int
    let start: Double
    /// At least one pixel: the nearest where the box lies outside.
    let touched: Range<Int>
    /// The box's pixel in which the first touched one begins, and by how much of a pixel farther.
    let sourceStart: Int
    let shift: Float

    init(middle: Double, length: Int, limit: Int) {
      self.length = length
      // Far away everything is edge, wherever it is.
      start = min(max(middle - Double(length) / 2, -Double(length) - 1), Double(limit) + 1)
      let first = min(max(Int(floor(start)), 0), limit - 1)
      // Between pixels, the one after the last has a share.
      touched = first..<min(max(Int(ceil(start)) + length, first + 1), limit)
      let source = Double(first) - start
      sourceStart = Int(floor(source))
      shift = Float(source - floor(source))
    }

    /// How much of a pixel the box covers.
    func overlap(with pixel: Int) -> Double {
      max(min(Double(pixel + 1), start + Double(length)) - max(Double(pixel), start), 0)
    }
  }
}
