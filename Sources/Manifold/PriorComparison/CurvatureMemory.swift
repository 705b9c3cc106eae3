/// What the last gradients tell of a matrix of second derivatives, beside an older one that was factored.
///
/// The two loops of L-BFGS, which begin with the factored matrix instead of a multiple of 1. Source: Nocedal and Wright,
/// "Numerical Optimization" (2006), algorithm 7.4.
struct CurvatureMemory: Sendable {
  private struct Pair {
    /// The difference of two points.
    let step: [Double]
    /// The difference of their gradients.
    let change: [Double]
    /// 1 / (step · change).
    let factor: Double
  }

  private let capacity: Int
  private var pairs: [Pair] = []
  private var last: (point: [Double], gradient: [Double])?

  /// Remembers `capacity` differences; none with 0, so that steps are those of the factored matrix.
  init(capacity: Int) { self.capacity = capacity }

  /// Begins anew with another matrix.
  mutating func forget() { (pairs, last) = ([], nil) }

  /// Learns from the gradient at a point.
  mutating func add(_ point: [Double], _ gradient: [Double]) {
    guard capacity > 0 else { return }
    defer { last = (point, gradient) }
    guard let last else { return }
    let step = zip(point, last.point).map { $0 - $1 }
    let change = zip(gradient, last.gradient).map { $0 - $1 }
    let product = Self.dot(step, change)
    // Where rounding is all that is left nothing can be learned.
    guard product > 0 else { return }
    if pairs.count == capacity { pairs.removeFirst() }
    pairs.append(Pair(step: step, change: change, factor: 1 / product))
  }

  /// What is to be subtracted from the point: the gradient, divided by the matrix as far as it is known.
  func step(_ gradient: [Double], _ matrix: CholeskyFactor) -> [Double] {
    var rest = gradient
    var weights: [Double] = []
    for pair in pairs.reversed() {
      let weight = pair.factor * Self.dot(pair.step, rest)
      for index in rest.indices { rest[index] -= weight * pair.change[index] }
      weights.append(weight)
    }
    var step = matrix.solve(rest)
    for (pair, weight) in zip(pairs, weights.reversed()) {
      let own = weight - pair.factor * Self.dot(pair.change, step)
      for index in step.indices { step[index] += own * pair.step[index] }
    }
    return step
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
}
