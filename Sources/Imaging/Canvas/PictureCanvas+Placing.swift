#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension PictureCanvas {
  /// Lays a tile onto the canvas.
  ///
  /// The tile is resized to the nearest whole number of pixels (``ResampleFilter/bicubic``, as contact sheets do) unless
  /// it has them; between pixels its colours are interpolated linearly, and beyond its edges they go on as at the edge.
  /// Its alpha is that of the form at exactly this place (``TileStencil``). What lies outside the canvas is cut off, even
  /// all of it. Samples are clamped to [0, 1]; NaN becomes 0.
  ///
  /// - Parameters:
  ///   - tile: A picture of one channel, which is grey, or of three.
  ///   - stencil: The form.
  ///   - x: The middle's distance from the left edge, in pixels, a whole number or not.
  ///   - y: Its distance from the top edge.
  ///   - width: Of the tile's box, in pixels, more than 0.
  ///   - height: Of the tile's box.
  ///   - blending: How it meets what lies there already.
  ///   - opacity: 0 … 1, by which the form's alpha is multiplied.
  /// - Complexity: O(width · height).
  public mutating func place(
    _ tile: PlanarImage,
    through stencil: TileStencil,
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    blending: Blending = .over,
    opacity: Double = 1
  ) {
    precondition(tile.channels == 1 || tile.channels == 3, "tiles have 1 or 3 channels")
    precondition(x.isFinite && y.isFinite && width > 0 && height > 0, "a tile needs a place and a size")
    precondition((0...1).contains(opacity), "an opacity lies between 0 and 1")
    let box = PlacedBox(x: x, y: y, width: width, height: height)
    // Compared as floating point: places far away have no whole number.
    guard x + width / 2 > 0, y + height / 2 > 0, x - width / 2 < Double(self.width),
      y - height / 2 < Double(self.height)
    else { return }
    let alpha = placedAlpha(of: stencil, in: box)
    let size = (width: box.wholeWidth, height: box.wholeHeight)
    let resized = tile.resized(width: size.width, height: size.height, filter: .bicubic)
    // Where the tile's first pixel lies.
    let (left, top) = (x - Double(size.width) / 2, y - Double(size.height) / 2)
    let shift = (x: Float(left - floor(left)), y: Float(top - floor(top)))
    let (columns, rows) = (
      max(alpha.x, 0)..<min(alpha.x + alpha.width, self.width),
      max(alpha.y, 0)..<min(alpha.y + alpha.height, self.height)
    )
    guard !columns.isEmpty, !rows.isEmpty else { return }
    let source = TileRows(of: resized, left: Int(floor(left)), top: Int(floor(top)), shift: shift)
    let (canvasWidth, plane, opacity) = (self.width, self.width * self.height, Float(opacity))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * columns.count + 1) { scratch in
      let line = scratch.extracting(..<(columns.count + 1))
      let alphas = scratch.extracting((columns.count + 1)...)
      colors.withUnsafeMutableBufferPointer { colors in
        coverage.withUnsafeMutableBufferPointer { coverage in
          for row in rows {
            let start = (row - alpha.y) * alpha.width + columns.lowerBound - alpha.x
            for index in alphas.indices { alphas[index] = alpha.samples[start + index] * opacity }
            let target = row * canvasWidth + columns.lowerBound
            Self.blend(nil, into: coverage.extracting(target..<target + columns.count), by: alphas, blending)
            for channel in 0..<3 {
              source.fill(line, row: row, firstColumn: columns.lowerBound, channel: channel)
              let place = channel * plane + target
              Self.blend(line, into: colors.extracting(place..<place + columns.count), by: alphas, blending)
            }
          }
        }
      }
    }
  }

  /// The alpha of a form, drawn or remembered.
  private mutating func placedAlpha(of stencil: TileStencil, in box: PlacedBox) -> PlacedAlpha {
    let (wholeX, wholeY) = (floor(box.x), floor(box.y))
    // Differences of neighbouring numbers are exact: the fractions lose nothing.
    let local = PlacedBox(x: box.x - wholeX, y: box.y - wholeY, width: box.width, height: box.height)
    var alpha: PlacedAlpha
    if let lastAlpha, lastAlpha.box == local, lastAlpha.stencil == stencil {
      alpha = lastAlpha.alpha
    } else {
      alpha = stencil.coverage(in: local)
      lastAlpha = PlacedAlpha.Memo(stencil: stencil, box: local, alpha: alpha)
    }
    alpha.x += Int(wholeX)
    alpha.y += Int(wholeY)
    return alpha
  }

  /// A row of one plane: `values` times alpha where there are any, alpha itself otherwise.
  @inline(__always)
  private static func blend(
    _ values: UnsafeMutableBufferPointer<Float>?,
    into target: UnsafeMutableBufferPointer<Float>,
    by alphas: UnsafeMutableBufferPointer<Float>,
    _ blending: Blending
  ) {
    switch (blending, values) {
    case (.over, let values?):
      for index in alphas.indices { target[index] += alphas[index] * (values[index] - target[index]) }
    case (.over, nil):
      for index in alphas.indices { target[index] += alphas[index] * (1 - target[index]) }
    case (.add, let values?):
      for index in alphas.indices { target[index] += alphas[index] * values[index] }
    case (.add, nil):
      for index in alphas.indices { target[index] += alphas[index] }
    }
  }
}
