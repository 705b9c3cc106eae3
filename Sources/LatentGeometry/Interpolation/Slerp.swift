#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The spherical linear interpolation of one pair: its angle, and its weights at any t.
///
///     slerp(a, b; t) = sin((1 - t) θ) / sin θ · a + sin(t θ) / sin θ · b
///
/// θ is the angle between the *unnormalised* ends, so that the length travels with the direction. Sources: Shoemake,
/// "Animating rotation with quaternion curves", SIGGRAPH 1985; White 2016, section 2.
///
/// Degenerate pairs, each with a finite result for every t:
/// - parallel (θ = 0) and either end zero: the limit, linear interpolation;
/// - antipodal (π - θ < 1e-6): no great circle is distinguished, so the one through ``Detour`` is taken, with length
///   (1 - t) ‖a‖ + t ‖b‖; in one dimension, where there is none, linear interpolation;
/// - t outside [0, 1]: extrapolation along the same circle.
struct SlerpPair {
  enum Shape {
    case straight
    case arc(angle: Double, sine: Double, cosine: Double)
    case narrowArc(angle: Double)
    case antipodal
  }

  let shape: Shape
  /// ‖a‖ and ‖b‖.
  let lengths: (from: Double, to: Double)

  init(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) {
    let (aa, bb, ab) = VectorSums.products(a, b)
    let (aLength, bLength) = (aa.squareRoot(), bb.squareRoot())
    lengths = (aLength, bLength)
    guard aa > 0, bb > 0 else {
      shape = .straight
      return
    }
    // The cosine tells the angle, except where the ends are nearly parallel or antipodal and it hardly changes: there
    // 2 atan2(‖u - v‖, ‖u + v‖) of the unit vectors u and v is taken, and the large weights of nearly antipodal ends,
    // which cancel, are applied in double precision.
    let cosine = ab / (aa * bb).squareRoot()
    // Near opposite ends the sum of a and b is what is left of them and takes the error of the angle many times over: 1e-5 of
    // the length at -0.99, 1e-6 at -0.9.
    guard cosine >= 0.99 || cosine < -0.9 else {
      shape = .arc(angle: acos(cosine), sine: ((1 - cosine) * (1 + cosine)).squareRoot(), cosine: cosine)
      return
    }
    let (difference, sum) = VectorSums.squaresOfDifferenceAndSum(a, times: 1 / aLength, b, times: 1 / bLength)
    let angle = 2 * atan2(difference.squareRoot(), sum.squareRoot())
    if angle == 0 {
      shape = .straight
    } else if Double.pi - angle < 1e-6 {
      shape = a.count > 1 ? .antipodal : .straight
    } else {
      shape = .narrowArc(angle: angle)
    }
  }

  /// slerp(a, b; t), the length travelling as the paper's formula lets it.
  func point(at t: Double) -> PairSum {
    switch shape {
    case .straight:
      return .sum(1 - t, t)
    case .arc, .narrowArc:
      let (p, q, isNarrow) = weights(at: t)
      return isNarrow ? .exactSum(p, q) : .sum(p, q)
    case .antipodal:
      let length = (1 - t) * lengths.from + t * lengths.to
      return .halfCircle(along: length * cos(.pi * t) / lengths.from, aside: length * sin(.pi * t))
    }
  }

  /// The point of the arc between the directions of a and b, at a length that is given.
  ///
  /// Where one end is zero it has the direction of the other; where both are, the result is zero.
  func point(at t: Double, length: Double) -> PairSum {
    let (aScale, bScale) = (length / lengths.from, length / lengths.to)
    switch shape {
    case .straight:
      guard lengths.from > 0 else { return .sum(0, lengths.to > 0 ? bScale : 0) }
      guard lengths.to > 0 else { return .sum(aScale, 0) }
      return .sum((1 - t) * aScale, t * bScale)
    case .arc, .narrowArc:
      let (p, q, isNarrow) = weights(at: t)
      return isNarrow ? .exactSum(p * aScale, q * bScale) : .sum(p * aScale, q * bScale)
    case .antipodal:
      return .halfCircle(along: aScale * cos(.pi * t), aside: length * sin(.pi * t))
    }
  }

  private func weights(at t: Double) -> (Double, Double, isNarrow: Bool) {
    switch shape {
    case .straight, .antipodal:
      return (1 - t, t, false)
    case .arc(let angle, let sine, let cosine):
      // sin((1 - t) θ) = sin θ cos(t θ) - cos θ sin(t θ): one sine and cosine instead of two sines.
      let q = sin(t * angle) / sine
      return (cos(t * angle) - cosine * q, q, false)
    case .narrowArc(let angle):
      return (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle), true)
    }
  }
}

/// Where to go around when two directions are opposite and every way is as short as another.
enum Detour {
  /// A unit vector at right angles to `a`, the same for a and -a: the axis of a's smallest coordinate, less its part
  /// along a; the first axis where a is zero, and in one dimension, where nothing is at right angles.
  static func direction(around a: some Collection<Float>) -> [Double] {
    let a = a.map(Double.init)
    return direction(around: a, awayFrom: a)
  }

  /// The same for ends a and b that are opposite to about 1e-6: exchanging them gives the same vector to that accuracy.
  ///
  /// The smallest coordinate is that of the difference of their directions, whose sign alone changes. Of a itself and of b
  /// the smallest of several equally small ones might be another, and its axis far from it.
  static func direction(between a: some Collection<Float>, and b: some Collection<Float>) -> [Double] {
    let (a, b) = (a.map(Double.init), b.map(Double.init))
    let (p, q) = (length(a), length(b))
    guard p > 0, q > 0 else { return p > 0 ? direction(around: a, awayFrom: a) : direction(around: b, awayFrom: b) }
    // Weights of different signs make the sum of rows of one direction vanish: there the sum is long and the difference 0.
    let (u, v) = (a.map { $0 / p }, b.map { $0 / q })
    let (difference, sum) = (zip(u, v).map { $0 - $1 }, zip(u, v).map { $0 + $1 })
    return direction(around: a, awayFrom: length(difference) > length(sum) ? difference : sum)
  }

  private static func direction(around a: [Double], awayFrom difference: [Double]) -> [Double] {
    var axis = 0
    for index in 1..<max(a.count, 1) where abs(difference[index]) < abs(difference[axis]) { axis = index }
    var vector = [Double](repeating: 0, count: a.count)
    vector[axis] = 1
    let size = length(a)
    guard size > 0, a.count > 1 else { return vector }
    let part = a[axis] / size
    vector = zip(vector, a).map { $0 - part * ($1 / size) }
    let rest = length(vector)
    return vector.map { $0 / rest }
  }

  private static func length(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
