#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Latents as the normal law's cumulative probabilities: what plat's Gaussian methods work on.
///
/// A probability is kept as both tails, Φ(x) and Φ(-x), so that neither end loses accuracy.
struct NormalProbabilities: Sendable {
  let mean: Double
  let standardDeviation: Double

  /// Probabilities end here, as in plat, unless a point lies further out.
  static let smallest = 0.001

  /// Φ((x - m) / s) - ½ of every coordinate: what the spherical method turns.
  func centered(_ row: UnsafeBufferPointer<Float>) -> [Float] {
    row.map { Float(erf(standard($0) / 2.0.squareRoot()) / 2) }
  }

  /// m + s Φ⁻¹(½ + Σ c (Φ((x - m) / s) - ½) + e) for every coordinate.
  ///
  /// - Parameters:
  ///   - rows: The points, equally wide.
  ///   - coefficients: c, one for each.
  ///   - aside: e, one for each coordinate; nil for 0.
  ///   - out: The result.
  func combine(
    _ rows: [UnsafeBufferPointer<Float>],
    times coefficients: [Double],
    plus aside: [Double]?,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let rest = (1 - coefficients.reduce(0, +)) / 2
    for index in out.indices {
      var (lower, upper) = (rest, rest)
      if let aside {
        lower += aside[index]
        upper -= aside[index]
      }
      var (lowest, highest) = (Self.smallest, Self.smallest)
      for (row, coefficient) in zip(rows, coefficients) {
        let x = standard(row[index]) / 2.0.squareRoot()
        let (below, above) = (erfc(-x) / 2, erfc(x) / 2)
        lower += coefficient * below
        upper += coefficient * above
        (lowest, highest) = (min(lowest, below), min(highest, above))
      }
      // Beyond 37 sd even the tails are 0. Weights beyond 1e16 leave nothing but rounding, of which both tails may be above ½.
      let tail = lower < upper ? max(lower, lowest, 1e-300) : max(upper, highest, 1e-300)
      let score = normalQuantile(tail > 0.5 ? 0.5 : tail)
      out[index] = Float(mean + standardDeviation * (lower < upper ? score : -score))
    }
  }

  private func standard(_ x: Float) -> Double { (Double(x) - mean) / standardDeviation }
}
