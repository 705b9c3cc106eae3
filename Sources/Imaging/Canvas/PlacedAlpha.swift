#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Where a tile lies: its middle and its size in pixels, whole or not.
struct PlacedBox: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

/// A tile's alpha on the canvas's pixels: a rectangle of samples, and where it begins.
struct PlacedAlpha: Sendable, Equatable {
  /// The left edge on the canvas, which may lie outside it.
  var x: Int
  /// The top edge.
  var y: Int
  let width: Int
  let height: Int
  /// width × height samples, row after row, 0 … 1.
  let samples: [Float]

  /// An alpha that can be used again, with what it depends on.
  struct Memo: Sendable {
    let stencil: TileStencil
    /// The size, and the fractions of the middle.
    let box: PlacedBox
    /// For a middle whose whole part is 0.
    let alpha: PlacedAlpha
  }

  private init(x: Int, y: Int, width: Int, height: Int, samples: [Float]) {
    (self.x, self.y, self.width, self.height, self.samples) = (x, y, width, height, samples)
  }

  /// The alpha of an outline.
  init(of mask: TileMask, in box: PlacedBox) {
    let frame = Self.frame(of: box)
    let outline = TileMask.extent(of: mask.shape, width: box.width, height: box.height)
    let shrunk = 1 - mask.softness / 2
    let corners = TileOutline.corners(of: mask.shape, width: outline.width * shrunk, height: outline.height * shrunk)
    var area = OutlineArea(width: frame.width, height: frame.height)
    let (left, top) = (box.x - Double(frame.x), box.y - Double(frame.y))
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      area.addEdge(from: (corner.x + left, corner.y + top), to: (next.x + left, next.y + top))
    }
    var samples = area.coverage
    if mask.softness > 0 {
      let radius = mask.softness / 4
      TriangleAverage(radius: radius * outline.width).applyAlongRows(of: &samples, width: frame.width)
      TriangleAverage(radius: radius * outline.height).applyAlongColumns(of: &samples, width: frame.width)
      // Weights add up to 1 but for rounding.
      for index in samples.indices { samples[index] = min(samples[index], 1) }
    }
    self.init(x: frame.x, y: frame.y, width: frame.width, height: frame.height, samples: samples)
  }

  /// The alpha of a picture that is as large as the tile to the pixel, shifted by fractions of a pixel.
  init(of picture: PlanarImage, in box: PlacedBox) {
    let (width, height) = (box.wholeWidth, box.wholeHeight)
    let resized = picture.resized(width: width, height: height, filter: .bilinear)
    let (left, top) = (box.x - Double(width) / 2, box.y - Double(height) / 2)
    let (x, y) = (floor(left), floor(top))
    let (alongX, alongY) = (Float(left - x), Float(top - y))
    let (outerWidth, outerHeight) = (width + (alongX > 0 ? 1 : 0), height + (alongY > 0 ? 1 : 0))
    var samples = [Float](repeating: 0, count: outerWidth * outerHeight)
    // Every sample is shared out among the four pixels it lies on, so that the sum stays.
    for row in 0..<height {
      for column in 0..<width {
        let value = min(max(resized.samples[row * width + column], 0), 1)
        let target = row * outerWidth + column
        samples[target] += value * (1 - alongX) * (1 - alongY)
        if alongX > 0 { samples[target + 1] += value * alongX * (1 - alongY) }
        if alongY > 0 { samples[target + outerWidth] += value * (1 - alongX) * alongY }
        if alongX > 0 && alongY > 0 { samples[target + outerWidth + 1] += value * alongX * alongY }
      }
    }
    self.init(x: Int(x), y: Int(y), width: outerWidth, height: outerHeight, samples: samples)
  }

  /// The pixels that a box touches, at least one.
  private static func frame(of box: PlacedBox) -> PixelRectangle {
    let (left, top) = (floor(box.x - box.width / 2), floor(box.y - box.height / 2))
    return PixelRectangle(
      x: Int(left),
      y: Int(top),
      width: max(Int(ceil(box.x + box.width / 2) - left), 1),
      height: max(Int(ceil(box.y + box.height / 2) - top), 1)
    )
  }
}

extension PlacedBox {
  /// The width of a picture that fills the box: the nearest whole number, at least 1.
  var wholeWidth: Int { max(Int(width.rounded()), 1) }
  /// The height of a picture that fills the box.
  var wholeHeight: Int { max(Int(height.rounded()), 1) }
}
