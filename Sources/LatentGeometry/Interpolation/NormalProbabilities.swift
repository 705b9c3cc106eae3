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
  func centered(_ row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    for index in row.indices { out[index] = Float(erf(standard(row[index]) / 2.0.squareRoot()) / 2) }
  }

  /// m + s Φ⁻¹(½ + Σ c (Φ((x - m) / s) - ½)) for every coordinate.
  ///
  /// - Parameters:
  ///   - rows: The points, equally wide.
  ///   - coefficients: c, one for each.
  ///   - out: The result.
  func combine(
    _ rows: [UnsafeBufferPointer<Float>],
    times coefficients: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let rest = (1 - coefficients.reduce(0, +)) / 2
    for index in out.indices {
      var (lower, upper) = (rest, rest)
      var (lowest, highest) = (Self.smallest, Self.smallest)
      for (row, coefficient) in zip(rows, coefficients) {
        let x = standard(row[index]) / 2.0.squareRoot()
        let (below, above) = (erfc(-x) / 2, erfc(x) / 2)
        lower += coefficient * below
        upper += coefficient * above
        (lowest, highest) = (min(lowest, below), min(highest, above))
      }
      // Beyond 37 sd even the tails are 0.
      let score =
        lower < upper
        ? normalQuantile(max(lower, lowest, 1e-300)) : -normalQuantile(max(upper, highest, 1e-300))
      out[index] = Float(mean + standardDeviation * score)
    }
  }

  private func standard(_ x: Float) -> Double { (Double(x) - mean) / standardDeviation }
}
