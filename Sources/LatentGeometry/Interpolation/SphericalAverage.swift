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
/// which for two vectors are slerp's coefficients. Each step of the search goes along the mean of the logarithms, in the space
/// that the vectors span, whatever their dimension. It converges where the vectors lie within a hemisphere, where the average
/// is unique; elsewhere it ends at a local minimum that does not depend on the coordinates, nor on the order of the vectors
/// unless their linear average vanishes: then the search has nowhere to begin but at the heaviest vector, of several the first.
/// For vectors all around, the denominator of c goes to 0 and below; from 0.1 down to 0.02 the smallest coefficients that
/// give q take the place of these, which are the same unless there are more vectors than dimensions.
///
/// Source: Buss and Fillmore, "Spherical averages and applications to spherical splines and interpolation", ACM
/// Transactions on Graphics 20 (2001), algorithm A1; the length of a step as in Barzilai and Borwein, "Two-point step size
/// gradient methods", IMA Journal of Numerical Analysis 8 (1988).
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
  /// - Complexity: O(n r) a step for vectors that span r dimensions, 5 to 20 steps as a rule, after O(n r²).
  public static func coefficients(cosines: [Double], weights: [Double]) -> [Double] {
    let count = weights.count
    precondition(cosines.count == count * count, "n × n cosines are needed")
    let sum = weights.reduce(0, +)
    precondition(sum > 0 && sum.isFinite, "the weights need a positive sum")
    let span = SpanCoordinates(cosines: cosines, count: count)
    let towards = average(span, weights.map { max($0, 0) })
    let outside = weights.map { max(-$0, 0) }
    let away = outside.reduce(0, +)
    guard away > 0 else { return towards.coefficients }
    let from = average(span, outside)
    let t = 1 + away / sum
    let ends = zip(from.point, towards.point)
    let difference = ends.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let total = ends.reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }
    let angle = 2 * atan2(difference.squareRoot(), total.squareRoot())
    if Double.pi - angle < 1e-6 { return towards.coefficients }
    let sine = sin(angle)
    let (p, q) = angle < 1e-6 ? (1 - t, t) : (sin((1 - t) * angle) / sine, sin(t * angle) / sine)
    return zip(from.coefficients, towards.coefficients).map { p * $0 + q * $1 }
  }

  /// The average for weights that are not negative, and its coefficients.
  private static func average(
    _ span: SpanCoordinates,
    _ weights: [Double]
  ) -> (point: [Double], coefficients: [Double]) {
    let sum = weights.reduce(0, +)
    let weights = weights.map { $0 / sum }
    // From the normalised linear average; where that is no longer than rounding makes it, from the heaviest vector.
    var q = span.sum(weights)
    if dot(q, q) < 1e-12 {
      let heaviest = weights.firstIndex(of: weights.max() ?? 0)
      q = span.sum(weights.indices.map { $0 == heaviest ? 1 : 0 })
    }
    normalize(&q)
    var pulls = weights
    var along = 1.0
    var last: (step: [Double], stretch: Double)?
    for _ in 0..<200 {
      along = 0
      for index in weights.indices where weights[index] > 0 {
        let cosine = min(1, max(-1, span.cosine(index, q)))
        let angle = acos(cosine)
        // Opposite the average the pull is infinite: it ends where slerp's own antipodes begin.
        pulls[index] = weights[index] * (angle < 1e-4 ? 1 : angle / max(sin(angle), 1e-6))
        along += pulls[index] * cosine
      }
      let step = zip(span.sum(pulls), q).map { $0 - along * $1 }
      let length = dot(step, step).squareRoot()
      // From here the equation above doubles the digits.
      if length < 1e-8 { break }
      // A step of 1 never leads uphill, but many vectors at nearly right angles to their average would take hundreds of them:
      // the curvature along the last step says how much further this one may go.
      var stretch = 1.0
      if let last {
        let moved = last.stretch * dot(last.step, last.step)
        let change = dot(last.step, zip(last.step, step).map { $0 - $1 })
        if change > 0 { stretch = max(1, min(moved / change, 0.3 / length, 50)) }
      }
      last = (step, stretch)
      let turn = stretch * length
      q = zip(q, step).map { cos(turn) * $0 + sin(turn) / length * $1 }
      normalize(&q)
    }
    let share = min(1, max(0, (along - 0.02) / 0.08))
    if share == 1 { return (q, pulls.map { $0 / along }) }
    let smallest = span.smallestCoefficients(of: q)
    return (q, share == 0 ? smallest : zip(pulls, smallest).map { share * $0 / along + (1 - share) * $1 })
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double { SpanCoordinates.dot(x, y) }

  private static func normalize(_ q: inout [Double]) {
    let length = dot(q, q).squareRoot()
    for index in q.indices { q[index] /= length }
  }
}
