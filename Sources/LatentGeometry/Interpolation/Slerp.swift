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
/// Degenerate pairs, each with a finite result for every t whose weights single precision can hold (|t| up to 1e30):
/// - parallel (θ = 0) and either end zero: the limit, linear interpolation;
/// - antipodal (π - θ < 1e-6): no great circle is distinguished, so the one through ``detour(around:)`` is taken, with
///   length (1 - t) ‖a‖ + t ‖b‖; in one dimension, where there is none, linear interpolation;
/// - t outside [0, 1]: extrapolation along the same circle.
struct SlerpPair {
  enum Shape {
    case straight
    case arc(angle: Double, sine: Double, cosine: Double)
    case narrowArc(angle: Double)
    case antipodal(fromLength: Double, toLength: Double)
  }

  let shape: Shape

  init(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) {
    let (aa, bb, ab) = VectorSums.products(a, b)
    guard aa > 0, bb > 0 else {
      shape = .straight
      return
    }
    // The cosine tells the angle, except where the ends are nearly parallel or antipodal and it hardly changes: there
    // 2 atan2(‖u - v‖, ‖u + v‖) of the unit vectors u and v is taken, and the large weights of nearly antipodal ends,
    // which cancel, are applied in double precision.
    let cosine = ab / (aa * bb).squareRoot()
    guard abs(cosine) >= 0.99 else {
      shape = .arc(angle: acos(cosine), sine: ((1 - cosine) * (1 + cosine)).squareRoot(), cosine: cosine)
      return
    }
    let (aLength, bLength) = (aa.squareRoot(), bb.squareRoot())
    let (difference, sum) = VectorSums.squaresOfDifferenceAndSum(a, times: 1 / aLength, b, times: 1 / bLength)
    let angle = 2 * atan2(difference.squareRoot(), sum.squareRoot())
    if angle == 0 {
      shape = .straight
    } else if Double.pi - angle < 1e-6 {
      shape = a.count > 1 ? .antipodal(fromLength: aLength, toLength: bLength) : .straight
    } else {
      shape = .narrowArc(angle: angle)
    }
  }

  /// Writes slerp(a, b; t) for the pair that this was made of.
  func interpolate(
    _ a: UnsafeBufferPointer<Float>,
    _ b: UnsafeBufferPointer<Float>,
    at t: Double,
    into out: UnsafeMutableBufferPointer<Float>,
    _ destination: VectorSums.Destination
  ) {
    // The ends are exact whatever the shape.
    guard t != 0, t != 1 else {
      VectorSums.combine(a, times: Float(1 - t), b, times: Float(t), into: out, destination)
      return
    }
    switch shape {
    case .straight:
      VectorSums.combine(a, times: Float(1 - t), b, times: Float(t), into: out, destination)
    case .arc(let angle, let sine, let cosine):
      // sin((1 - t) θ) = sin θ cos(t θ) - cos θ sin(t θ): one sine and cosine instead of two sines.
      let q = sin(t * angle) / sine
      let p = cos(t * angle) - cosine * q
      VectorSums.combine(a, times: Float(p), b, times: Float(q), into: out, destination)
    case .narrowArc(let angle):
      let (p, q) = (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle))
      for index in 0..<out.count { out[index] = Float(p * Double(a[index]) + q * Double(b[index])) }
    case .antipodal(let fromLength, let toLength):
      let length = (1 - t) * fromLength + t * toLength
      let detour = Self.detour(around: a)
      let (along, aside) = (length * cos(.pi * t) / fromLength, length * sin(.pi * t))
      for index in 0..<out.count {
        out[index] = Float(along * Double(a[index]) + aside * detour[index])
      }
    }
  }

  /// A unit vector at right angles to `a`, the same for a and -a: the axis of a's smallest coordinate, less its part
  /// along a.
  static func detour(around a: UnsafeBufferPointer<Float>) -> [Double] {
    let square = VectorSums.squares(a)
    var axis = 0
    for index in 1..<a.count where abs(a[index]) < abs(a[axis]) { axis = index }
    let part = Double(a[axis]) / square
    var vector = a.map { -part * Double($0) }
    vector[axis] += 1
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }
}
