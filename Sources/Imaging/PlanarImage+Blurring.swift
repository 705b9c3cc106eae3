#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension PlanarImage {
  /// The picture convolved with a Gaussian, first along rows, then along columns.
  ///
  ///     w(k) = exp(-k² / 2 sd²) / Σ,  |k| ≤ ⌈4 sd⌉
  ///
  /// Beyond its edges the picture goes on with its outermost pixels. Not rounded in between.
  ///
  /// - Parameter sd: The standard deviation in pixels; 0 or less gives the picture itself.
  /// - Returns: A picture of the same size.
  /// - Complexity: O(c h w sd).
  public func blurred(sd: Double) -> PlanarImage {
    precondition(sd.isFinite, "a blur needs a finite standard deviation")
    guard sd > 0 else { return self }
    let reach = Int((4 * sd).rounded(.up))
    let raw = (-reach...reach).map { exp(-Double($0 * $0) / (2 * sd * sd)) }
    let sum = raw.reduce(0, +)
    let weights = raw.map { Float($0 / sum) }
    var along = [Float](repeating: 0, count: samples.count)
    var result = along
    samples.withUnsafeBufferPointer { input in
      along.withUnsafeMutableBufferPointer { output in
        for row in 0..<channels * height {
          let start = row * width
          for x in 0..<width {
            var total: Float = 0
            for (tap, weight) in weights.enumerated() {
              total += weight * input[start + min(max(x + tap - reach, 0), width - 1)]
            }
            output[start + x] = total
          }
        }
      }
    }
    along.withUnsafeBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        for channel in 0..<channels {
          let plane = channel * height * width
          for y in 0..<height {
            for (tap, weight) in weights.enumerated() {
              let source = plane + min(max(y + tap - reach, 0), height - 1) * width
              for x in 0..<width { output[plane + y * width + x] += weight * input[source + x] }
            }
          }
        }
      }
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: result)
  }
}
