#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// S = Σ λ_k z_k² of independent normal numbers z: the squared length of N(0, Σ) with eigenvalues λ.
struct GaussianSquares {
  /// Two numbers or more, all above 0, the largest 1.
  let variances: [Double]

  /// The law of √S, to about 1e-8.
  ///
  /// Only where a few variances outweigh more than twelve others by so much (1e4 and more) that neither method resolves
  /// their sum is that replaced by its mean: its spread, below 1e-3 of the largest variance, is then missing.
  func rootTable() -> MonotoneTable {
    let mean = variances.reduce(0, +)
    let squares = variances.reduce(0) { $0 + $1 * $1 }
    // Laurent and Massart (2000), lemma 1: less than exp(-25) lies beyond.
    let deviation = 2 * (25 * squares).squareRoot()
    let (low, high) = (max(0, mean - deviation), mean + deviation + 50)
    // More than a few variances are worth more terms: Talbot's contour fails for the narrow law of a sum of many.
    let limit = variances.count > Self.largestCountForInversion ? 60_000 : 8000
    let series = PeriodicLaw(from: low, to: high, mean: mean, limit: limit, acceptsLimit: false) { w in
      // log Π (1 - 2 i w λ)^(-1/2).
      var (size, angle) = (0.0, 0.0)
      for variance in variances {
        let x = 2 * w * variance
        size -= log1p(x * x) / 4
        angle += atan(x) / 2
      }
      return (size, angle)
    }
    if let series { return series.rootTable(pieces: 1024) }
    // The series ends too late, but S spreads so widely that its Laplace transform can be inverted.
    let falling = variances.sorted(by: >)
    let large = GaussianSquares(variances: Array(falling.prefix(Self.largestCountForInversion)))
    let rest = falling.dropFirst(Self.largestCountForInversion).reduce(0, +)
    return MonotoneTable(from: rest.squareRoot(), to: high.squareRoot(), pieces: 1024, isCubic: true) { root in
      let square = root * root - rest
      guard square > 0 else { return (0, 0) }
      guard square < high else { return (1, 0) }
      let (cumulative, density) = large.inverseLaplace(at: square)
      return (cumulative, 2 * root * density)
    }
  }

  private static let largestCountForInversion = 12

  /// F(s) and f(s) from L(p) = Π (1 + 2 p λ)^(-1/2), whose singularities all lie on the negative axis.
  ///
  /// Talbot's contour with 24 nodes leaves about 1e-12. Source: Abate and Valkó, "Multi-precision Laplace transform
  /// inversion", International Journal for Numerical Methods in Engineering 60 (2004).
  private func inverseLaplace(at s: Double) -> (cumulative: Double, density: Double) {
    let count = 24
    let scale = 2 * Double(count) / (5 * s)
    var (cumulative, density) = (0.0, 0.0)
    for node in 0..<count {
      // p = scale · θ (cot θ + i), and dp/dθ in units of i scale: 1 + i σ.
      let theta = Double(node) * Double.pi / Double(count)
      let cotangent = node == 0 ? 0 : cos(theta) / sin(theta)
      let (x, y) = node == 0 ? (scale, 0) : (scale * theta * cotangent, scale * theta)
      let sigma = node == 0 ? 0 : theta + (theta * cotangent - 1) * cotangent
      var (size, angle) = (x * s, y * s)
      for variance in variances {
        let (a, b) = (1 + 2 * x * variance, 2 * y * variance)
        size -= log(a * a + b * b) / 4
        angle -= atan2(b, a) / 2
      }
      let weight = exp(size) * (node == 0 ? 0.5 : 1)
      let (real, imaginary) = (weight * cos(angle), weight * sin(angle))
      let (u, v) = (real - imaginary * sigma, imaginary + real * sigma)
      density += u
      cumulative += (u * x + v * y) / (x * x + y * y)
    }
    return (cumulative * scale / Double(count), density * scale / Double(count))
  }
}
