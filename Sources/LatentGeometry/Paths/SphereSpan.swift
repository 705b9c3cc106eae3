#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The sphere of directions within the span of four unit vectors, in their coefficients.
///
/// Lengths and angles of combinations follow from the vectors' cosines alone, so that a curve costs the same in any number
/// of dimensions until its points are written out.
struct SphereSpan: Sendable {
  typealias Coefficients = SIMD4<Double>

  /// The cosines between the four vectors, row by row, symmetric, 1 on the diagonal.
  private let cosines: (Coefficients, Coefficients, Coefficients, Coefficients)

  init(cosines: [Double]) {
    precondition(cosines.count == 16, "4 × 4 cosines are needed")
    func row(_ index: Int) -> Coefficients {
      Coefficients(cosines[4 * index], cosines[4 * index + 1], cosines[4 * index + 2], cosines[4 * index + 3])
    }
    self.cosines = (row(0), row(1), row(2), row(3))
  }

  /// One of the four vectors.
  static func vector(_ index: Int) -> Coefficients {
    var vector = Coefficients.zero
    vector[index] = 1
    return vector
  }

  func product(_ x: Coefficients, _ y: Coefficients) -> Double {
    var sum = x[0] * cosines.0
    sum += x[1] * cosines.1
    sum += x[2] * cosines.2
    sum += x[3] * cosines.3
    return (sum * y).sum()
  }

  func length(_ x: Coefficients) -> Double { max(0, product(x, x)).squareRoot() }

  func angle(_ x: Coefficients, _ y: Coefficients) -> Double { 2 * atan2(length(x - y), length(x + y)) }

  /// The tangent at p that leads to q, as long as their angle; zero where they are equal or opposite.
  func logarithm(at p: Coefficients, of q: Coefficients) -> Coefficients {
    let tangent = q - p * product(p, q)
    let size = length(tangent)
    guard size > 1e-7 else { return .zero }
    return tangent * (angle(p, q) / size)
  }

  /// The point that a tangent at p leads to.
  func exponential(at p: Coefficients, of tangent: Coefficients) -> Coefficients {
    let size = length(tangent)
    guard size > 1e-12 else { return p }
    let (along, aside) = (cos(size), sin(size) / size)
    return p * along + tangent * aside
  }

  /// The point at t on the shorter arc from x to y; the nearer of them where they are opposite.
  func slerp(_ x: Coefficients, _ y: Coefficients, _ t: Double) -> Coefficients {
    let angle = angle(x, y)
    if angle < 1e-6 { return x * (1 - t) + y * t }
    if Double.pi - angle < 1e-6 { return t < 0.5 ? x : y }
    let sine = sin(angle)
    let (a, b) = (sin((1 - t) * angle) / sine, sin(t * angle) / sine)
    return x * a + y * b
  }

  /// The point at t of the cubic Bézier curve over four control points: de Casteljau's construction with arcs.
  func bezier(_ points: (Coefficients, Coefficients, Coefficients, Coefficients), _ t: Double) -> Coefficients {
    let middle = slerp(points.1, points.2, t)
    let first = slerp(slerp(points.0, points.1, t), middle, t)
    let last = slerp(middle, slerp(points.2, points.3, t), t)
    let point = slerp(first, last, t)
    // Rounding in the cosines must not change the length.
    return point / max(length(point), 1e-300)
  }
}
