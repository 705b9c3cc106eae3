#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension PlanarImage {
  /// Turned counterclockwise about the centre.
  func turned(byDegrees degrees: Double) -> PlanarImage {
    let (sine, cosine) = sineAndCosine(ofDegrees: degrees)
    return warped(AffineMap(xx: cosine, xy: -sine, yx: sine, yy: cosine, centre: centre))
  }

  /// Magnified about the centre.
  func zoomed(by factor: Double) -> PlanarImage {
    warped(AffineMap(xx: 1 / factor, xy: 0, yx: 0, yy: 1 / factor, centre: centre))
  }

  /// Moved right and down.
  func shifted(x: Double, y: Double) -> PlanarImage {
    warped(AffineMap(xx: 1, xy: 0, yx: 0, yy: 1, x: -x, y: -y))
  }

  private var centre: (x: Double, y: Double) { (Double(width - 1) / 2, Double(height - 1) / 2) }

  /// The picture whose pixel at p has what this one has at the map's image of p.
  private func warped(_ map: AffineMap) -> PlanarImage {
    let plane = width * height
    let warped = [Float](unsafeUninitializedCapacity: samples.count) { output, count in
      samples.withUnsafeBufferPointer { input in
        for y in 0..<height {
          for x in 0..<width {
            let source = map.image(Double(x), Double(y))
            let columns = CubicTaps(at: source.x, limit: width)
            let rows = CubicTaps(at: source.y, limit: height)
            for channel in 0..<channels {
              var total: Float = 0
              for row in 0..<4 {
                let start = channel * plane + rows.places[row] * width
                var line: Float = 0
                for column in 0..<4 { line += columns.weights[column] * input[start + columns.places[column]] }
                total += rows.weights[row] * line
              }
              output[channel * plane + y * width + x] = total
            }
          }
        }
      }
      count = samples.count
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: warped)
  }

  /// Exact for quarter turns, which the functions miss by a rounding of π.
  private func sineAndCosine(ofDegrees degrees: Double) -> (sine: Double, cosine: Double) {
    let quarters = (degrees / 90).truncatingRemainder(dividingBy: 4)
    guard quarters == quarters.rounded() else {
      let angle = degrees * .pi / 180
      return (sin(angle), cos(angle))
    }
    return [(0, 1), (1, 0), (0, -1), (-1, 0)][(Int(quarters) + 4) % 4]
  }
}

/// p ↦ A p + t in the plane.
private struct AffineMap {
  var xx: Double
  var xy: Double
  var yx: Double
  var yy: Double
  var x = 0.0
  var y = 0.0

  init(xx: Double, xy: Double, yx: Double, yy: Double, x: Double, y: Double) {
    (self.xx, self.xy, self.yx, self.yy, self.x, self.y) = (xx, xy, yx, yy, x, y)
  }

  /// A linear map about a point that stays.
  init(xx: Double, xy: Double, yx: Double, yy: Double, centre: (x: Double, y: Double)) {
    self.init(
      xx: xx,
      xy: xy,
      yx: yx,
      yy: yy,
      x: centre.x - xx * centre.x - xy * centre.y,
      y: centre.y - yx * centre.x - yy * centre.y
    )
  }

  func image(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (xx * x + xy * y + self.x, yx * x + yy * y + self.y)
  }
}

/// The four pixels around a place on a line and their weights.
///
/// Source: Keys, "Cubic convolution interpolation for digital image processing" (1981), with a = -1/2.
private struct CubicTaps {
  let places: SIMD4<Int>
  let weights: SIMD4<Float>

  /// - Parameters:
  ///   - place: Anywhere; beyond the edges the outermost pixels are repeated.
  ///   - limit: The number of pixels.
  init(at place: Double, limit: Int) {
    let first = place.rounded(.down)
    let t = Float(place - first)
    weights = SIMD4(
      ((-0.5 * t + 1) * t - 0.5) * t,
      (1.5 * t - 2.5) * t * t + 1,
      ((-1.5 * t + 2) * t + 0.5) * t,
      (0.5 * t - 0.5) * t * t
    )
    places = (SIMD4(-1, 0, 1, 2) &+ Int(first)).clamped(
      lowerBound: .zero,
      upperBound: SIMD4(repeating: limit - 1)
    )
  }
}
