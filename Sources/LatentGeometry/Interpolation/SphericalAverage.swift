#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The spherical weighted average of directions.
///
/// For unit vectors u and weights w ≥ 0 with Σ w = 1 it is the point q of the sphere for which Σ w θ(q, u)² is least, θ the
/// angle. There Σ w log_q(u) = 0, so that
///
///     q = Σ c u,   c_i = w_i θ_i / sin θ_i / Σ_j w_j θ_j cot θ_j
///
/// which for two vectors are slerp's coefficients. The iteration runs on these coefficients and the vectors' cosines alone:
/// one step goes along the mean of the logarithms, whatever the dimension, in O(n²). It converges where the vectors lie
/// within a hemisphere, where the average is unique; elsewhere it ends, after at most 100 steps, at a local minimum that
/// depends neither on the order of the vectors nor on the coordinates.
///
/// Source: Buss and Fillmore, "Spherical averages and applications to spherical splines and interpolation", ACM
/// Transactions on Graphics 20 (2001), algorithm A1.
public enum SphericalAverage {
  /// The coefficients c of the average in the vectors.
  ///
  /// Negative weights: with W₊ and W₋ the sums of the positive weights and of the others' sizes, the average of the former is
  /// moved away from that of the latter, to t = W₊ / (W₊ - W₋) on their great circle. Where those two are opposite, so that
  /// there are many such circles, it stays where it is.
  ///
  /// - Parameters:
  ///   - cosines: uᵢ · uⱼ, shape [n, n], row after row.
  ///   - weights: n finite numbers whose sum is positive; they are divided by it.
  /// - Returns: n numbers; Σ c u has length 1.
  /// - Complexity: O(n²) a step, up to some 30 steps where the vectors are less than 90° from their average.
  public static func coefficients(cosines: [Double], weights: [Double]) -> [Double] {
    let count = weights.count
    precondition(cosines.count == count * count, "n × n cosines are needed")
    let sum = weights.reduce(0, +)
    precondition(sum > 0 && sum.isFinite, "the weights need a positive sum")
    let towards = average(cosines, weights.map { max($0, 0) })
    let outside = weights.map { max(-$0, 0) }
    let away = outside.reduce(0, +)
    guard away > 0 else { return towards }
    let from = average(cosines, outside)
    let t = 1 + away / sum
    let angle = acos(min(1, max(-1, dot(cosines, from, towards))))
    let sine = sin(angle)
    if sine < 1e-6 { return angle > 1 ? towards : zip(from, towards).map { (1 - t) * $0 + t * $1 } }
    let (p, q) = (sin((1 - t) * angle) / sine, sin(t * angle) / sine)
    return zip(from, towards).map { p * $0 + q * $1 }
  }

  /// The average for weights that are not negative.
  private static func average(_ cosines: [Double], _ weights: [Double]) -> [Double] {
    let count = weights.count
    let sum = weights.reduce(0, +)
    let weights = weights.map { $0 / sum }
    // From the normalised linear average; where that vanishes, from the heaviest vector.
    var c = weights
    let square = dot(cosines, c, c)
    if square > 1e-20 {
      c = c.map { $0 / square.squareRoot() }
    } else {
      let heaviest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
      c = weights.indices.map { $0 == heaviest ? 1 : 0 }
    }
    var pulls = weights
    for _ in 0..<100 {
      var along = 0.0
      for i in 0..<count where weights[i] > 0 {
        var cosine = 0.0
        for j in 0..<count { cosine += cosines[i * count + j] * c[j] }
        cosine = min(1, max(-1, cosine))
        let angle = acos(cosine)
        // Opposite the average the pull is infinite: it ends where slerp's own antipodes begin.
        pulls[i] = weights[i] * (angle < 1e-4 ? 1 : angle / max(sin(angle), 1e-6))
        along += pulls[i] * cosine
      }
      let step = (0..<count).map { pulls[$0] - along * c[$0] }
      let length = max(0, dot(cosines, step, step)).squareRoot()
      // The cosines' own rounding leaves about 1e-8 of a step; from there the equation above gives the coefficients.
      if length < 3e-8 {
        return along > 0 ? pulls.map { $0 / along } : c
      }
      let (p, q) = (cos(length), sin(length) / length)
      c = (0..<count).map { p * c[$0] + q * step[$0] }
      let scale = 1 / max(dot(cosines, c, c), 1e-300).squareRoot()
      c = c.map { $0 * scale }
    }
    return c
  }

  /// Σ x_i y_j cos_ij.
  private static func dot(_ cosines: [Double], _ x: [Double], _ y: [Double]) -> Double {
    let count = x.count
    var sum = 0.0
    for i in 0..<count where x[i] != 0 {
      for j in 0..<count { sum += x[i] * y[j] * cosines[i * count + j] }
    }
    return sum
  }
}
