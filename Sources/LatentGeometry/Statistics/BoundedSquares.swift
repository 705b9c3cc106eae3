#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Lengths of independent coordinates on [-1, 1] with the density exp(-h u²) / (2 Z): uniform for h = 0, else normal and cut
/// off at √(2h) standard deviations.
struct BoundedSquares {
  /// h ≥ 0.
  let h: Double
  /// Z = ∫₀¹ exp(-h u²) du.
  private let z: Double

  init(h: Double) {
    self.h = h
    z = GaussLegendre.long.integral(from: 0, to: 1) { exp(-h * $0 * $0) }
  }

  /// One coordinate: the law of |u|, exactly.
  func line(_ r: Double) -> Double {
    guard r < 1 else { return 1 }
    return h == 0 ? r : erf(h.squareRoot() * r) / erf(h.squareRoot())
  }

  /// Two coordinates, to about 1e-12: over the angle θ from an axis the disc ends at r or at the edge 1 / cos θ.
  func plane(_ r: Double) -> Double {
    guard r < 2.0.squareRoot() else { return 1 }
    // ∫ exp(-h ρ²) ρ dρ from 0 to √q.
    func radial(_ q: Double) -> Double { h == 0 ? q / 2 : -expm1(-h * q) / (2 * h) }
    guard r > 1 else { return Double.pi / (2 * z * z) * radial(r * r) }
    let corner = acos(1 / r)
    let edge =
      h == 0
      ? tan(corner) / 2
      : GaussLegendre.short.integral(from: 0, to: corner) { radial(1 / (cos($0) * cos($0))) }
    return min(1, 2 / (z * z) * (edge + (Double.pi / 4 - corner) * radial(r * r)))
  }

  /// Three coordinates, to about 1e-8: the plane's law over the third, in panels that end where its formula changes.
  func space(_ r: Double) -> Double {
    guard r < 3.0.squareRoot() else { return 1 }
    let ends = [0, max(0, r * r - 2).squareRoot(), max(0, r * r - 1).squareRoot(), min(1, r)].map { min(1, $0) }
    var sum = 0.0
    for (low, high) in zip(ends, ends.dropFirst()) where low < high {
      sum += GaussLegendre.short.integral(from: low, to: high) { u in
        exp(-h * u * u) * plane(max(0, r * r - u * u).squareRoot())
      }
    }
    return min(1, sum / z)
  }

  /// The law of lengths in three or more dimensions, to 1e-6 or better.
  func table(dimension: Int) -> MonotoneTable {
    guard dimension > 3 else {
      // The density has a kink at 1, where a knot must lie.
      let pieces = 1024
      let end = (3.0.squareRoot() * Double(pieces)).rounded(.up)
      let step = 1e-4
      return MonotoneTable(from: 0, to: end / Double(pieces), pieces: Int(end)) { r in
        (space(r), r < step ? 0 : (space(r + step) - space(r - step)) / (2 * step))
      }
    }
    let d = Double(dimension)
    let second = GaussLegendre.long.integral(from: 0, to: 1) { $0 * $0 * exp(-h * $0 * $0) } / z
    let fourth = GaussLegendre.long.integral(from: 0, to: 1) { pow($0, 4) * exp(-h * $0 * $0) } / z
    // Bernstein's inequality: less than exp(-25) lies beyond. A normal coordinate that is not cut off is larger.
    let exponent = 25.0
    let reach = exponent * max(1 - second, second) / 3
    let deviation = reach + (reach * reach + 2 * exponent * d * (fourth - second * second)).squareRoot()
    var high = min(d, d * second + deviation)
    if h > 0 { high = min(high, (d + 2 * (d * exponent).squareRoot() + 2 * exponent) / (2 * h)) }
    let series = PeriodicLaw(
      from: max(0, d * second - deviation),
      to: high,
      mean: d * second,
      limit: 8000,
      acceptsLimit: true
    ) { w in
      let (real, imaginary) = characteristic(w)
      return (d * log(real * real + imaginary * imaginary) / 2, d * atan2(imaginary, real))
    }
    guard let series else { preconditionFailure("a series at its limit is accepted") }
    return series.rootTable(pieces: 1024)
  }

  /// E exp(i t u²) = ∫₀¹ exp(-p u²) du / Z with p = h - i t.
  private func characteristic(_ t: Double) -> (real: Double, imaginary: Double) {
    let size = (h * h + t * t).squareRoot()
    var (real, imaginary) = (0.0, 0.0)
    if size < 30 {
      let rule = GaussLegendre.long
      for index in rule.nodes.indices {
        let square = rule.nodes[index] * rule.nodes[index]
        let weight = rule.weights[index] * exp(-h * square)
        real += weight * cos(t * square)
        imaginary += weight * sin(t * square)
      }
    } else {
      // ½ √(π/p), of angle atan2(t, h) / 2, less the tail exp(-p) / (2p) (1 - 1/(2p) + 3/(2p)² - …).
      let angle = atan2(t, h)
      let half = (Double.pi / size).squareRoot() / 2
      // 1 / (2p).
      let (a, b) = (cos(angle) / (2 * size), sin(angle) / (2 * size))
      var term = (a, b)
      var sum = term
      for index in 1...24 {
        let factor = -Double(2 * index - 1)
        term = (factor * (term.0 * a - term.1 * b), factor * (term.0 * b + term.1 * a))
        sum = (sum.0 + term.0, sum.1 + term.1)
        if abs(term.0) + abs(term.1) < 1e-17 * size.squareRoot() / size { break }
      }
      let (x, y) = (exp(-h) * cos(t), exp(-h) * sin(t))
      real = half * cos(angle / 2) - (sum.0 * x - sum.1 * y)
      imaginary = half * sin(angle / 2) - (sum.0 * y + sum.1 * x)
    }
    return (real / z, imaginary / z)
  }
}
