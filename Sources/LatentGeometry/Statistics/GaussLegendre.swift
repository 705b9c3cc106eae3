#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Gauss–Legendre quadrature on [0, 1], exact for polynomials of degree 2n - 1.
struct GaussLegendre: Sendable {
  /// n numbers of (0, 1), rising.
  let nodes: [Double]
  /// n positive numbers with the sum 1.
  let weights: [Double]

  /// Enough for smooth integrands over one panel.
  static let short = GaussLegendre(count: 24)
  /// Enough for exp(i t u²) with t up to 30.
  static let long = GaussLegendre(count: 48)

  /// Nodes by Newton's method from Tricomi's first approximation.
  init(count n: Int) {
    var nodes: [Double] = []
    var weights: [Double] = []
    for index in 0..<n {
      var x = -cos(Double.pi * (Double(index) + 0.75) / (Double(n) + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        // Legendre's recurrence: p is P_n, q is P_(n-1).
        var (p, q) = (1.0, 0.0)
        for degree in 0..<n {
          (p, q) = ((Double(2 * degree + 1) * x * p - Double(degree) * q) / Double(degree + 1), p)
        }
        slope = Double(n) * (x * p - q) / (x * x - 1)
        x -= p / slope
      }
      nodes.append((1 + x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// ∫ f over [low, high].
  func integral(from low: Double, to high: Double, of f: (Double) -> Double) -> Double {
    var sum = 0.0
    for index in nodes.indices { sum += weights[index] * f(low + (high - low) * nodes[index]) }
    return sum * (high - low)
  }
}
