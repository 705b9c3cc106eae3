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
      Self.eachEight(row, into: out) { Self.uniformScores($0, low: low, high: high) }
    case .truncated(let mean, let sd, let bound, _):
      let (below, mass) = Self.truncation(bound)
      for index in row.indices {
        let x = (Double(row[index]) - mean) / sd
        // From the nearer bound, where the difference loses nothing.
        let p = (erfc(abs(x) / 2.0.squareRoot()) / 2 - below) / mass
        let score = -normalQuantile(min(0.5, max(p, Double(NormalLanes.smallestTail))))
        // A minimum with NaN is a number.
        out[index] = x.isNaN ? .nan : Float(x < 0 ? -score : score)
      }
    }
  }

  /// Writes F⁻¹(Φ(z)) of every coordinate.
  func latents(of row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .uniform(let low, let high):
      Self.eachEight(row, into: out) { Self.uniformLatents($0, low: low, high: high) }
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

  /// Φ(-bound), and the share of N(0, 1) within ± bound.
  private static func truncation(_ bound: Double) -> (below: Double, mass: Double) {
    (erfc(bound / 2.0.squareRoot()) / 2, erf(bound / 2.0.squareRoot()))
  }

  @inline(__always)
  private static func uniformScores(_ x: SIMD8<Float>, low: Float, high: Float) -> SIMD8<Float> {
    // Distances to the bounds are exact near them, where a score depends on them most.
    let (above, below) = (x - low, high - x)
    let isBelow = above .< below
    let nearer = below.replacing(with: above, where: isBelow) * (1 / (high - low))
    let p = nearer.clamped(
      lowerBound: SIMD8(repeating: NormalLanes.smallestTail),
      upperBound: SIMD8(repeating: 0.5)
    )
    let score = NormalLanes.score(ofTail: p)
    // Clamping NaN gives a number.
    return score.replacing(with: -score, where: isBelow).replacing(with: x, where: x .!= x)
  }

  @inline(__always)
  private static func uniformLatents(_ z: SIMD8<Float>, low: Float, high: Float) -> SIMD8<Float> {
    let isBelow = z .< 0
    let part = NormalLanes.tail(z.replacing(with: -z, where: isBelow)) * (high - low)
    return (high - part).replacing(with: part + low, where: isBelow).replacing(with: z, where: z .!= z)
  }

  /// Applies `body` to eight coordinates after another; the last ones are filled up.
  @inline(__always)
  private static func eachEight(
    _ row: UnsafeBufferPointer<Float>,
    into out: UnsafeMutableBufferPointer<Float>,
    _ body: (SIMD8<Float>) -> SIMD8<Float>
  ) {
    guard let source = row.baseAddress, let target = out.baseAddress else { return }
    var index = 0
    while index + 8 <= row.count {
      let eight = body(UnsafeRawPointer(source + index).loadUnaligned(as: SIMD8<Float>.self))
      UnsafeMutableRawPointer(target + index).storeBytes(of: eight, as: SIMD8<Float>.self)
      index += 8
    }
    guard index < row.count else { return }
    var rest = SIMD8<Float>(repeating: row[index])
    for lane in 0..<row.count - index { rest[lane] = row[index + lane] }
    let result = body(rest)
    for lane in 0..<row.count - index { out[index + lane] = result[lane] }
  }
}
