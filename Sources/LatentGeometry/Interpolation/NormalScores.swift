internal import CNormalLaw

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The way from a prior of independent coordinates to N(0, I) and back: z = Φ⁻¹(F(x)), x = F⁻¹(Φ(z)).
///
/// A coordinate outside the support has the score ±7.05, beyond which one draw in 10¹² lies; no score leads outside.
enum NormalScores: Sendable {
  /// Uniform on [low, high].
  case uniform(low: Float, high: Float)
  /// N(mean, sd²) within mean ± bound · sd, which is `support` in single precision.
  case truncated(mean: Double, standardDeviation: Double, bound: Double, support: ClosedRange<Float>)

  /// N(mean, sd²) within mean ± bound · sd, as a prior holds it.
  static func truncated(mean: Float, _ sd: Float, bound: Float) -> NormalScores {
    let support = (mean - bound * sd)...(mean + bound * sd)
    return .truncated(mean: Double(mean), standardDeviation: Double(sd), bound: Double(bound), support: support)
  }

  /// Writes Φ⁻¹(F(x)) of every coordinate.
  func scores(of row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .uniform(let low, let high):
      sextant_uniform_scores(row.baseAddress, out.baseAddress, row.count, low, high)
    case .truncated(let mean, let sd, let bound, _):
      let (below, mass) = Self.truncation(bound)
      for index in row.indices {
        let x = (Double(row[index]) - mean) / sd
        // From the nearer bound, where the difference loses nothing.
        let p = (erfc(abs(x) / 2.0.squareRoot()) / 2 - below) / mass
        let score = -normalQuantile(min(0.5, max(p, Self.smallestTail)))
        // A minimum with NaN is a number.
        out[index] = x.isNaN ? .nan : Float(x < 0 ? -score : score)
      }
    }
  }

  /// Writes F⁻¹(Φ(z)) of every coordinate.
  func latents(of row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .uniform(let low, let high):
      sextant_uniform_numbers(row.baseAddress, out.baseAddress, row.count, low, high)
    case .truncated(let mean, let sd, let bound, let support):
      let (below, mass) = Self.truncation(bound)
      for index in row.indices {
        let z = Double(row[index])
        let p = below + mass * erfc(abs(z) / 2.0.squareRoot()) / 2
        let size = -normalQuantile(min(0.5, p))
        let x = min(support.upperBound, max(support.lowerBound, Float(mean + sd * (z < 0 ? -size : size))))
        out[index] = z.isNaN ? .nan : x
      }
    }
  }

  /// The tail of a coordinate at the edge of the support, where the score is ±7.05.
  private static let smallestTail = 0x1p-40

  /// Φ(-bound), and the share of N(0, 1) within ± bound.
  private static func truncation(_ bound: Double) -> (below: Double, mass: Double) {
    (erfc(bound / 2.0.squareRoot()) / 2, erf(bound / 2.0.squareRoot()))
  }
}
