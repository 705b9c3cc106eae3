/// What the last gradients tell of a matrix of second derivatives, beside a rough guess of it.
///
/// The two loops of L-BFGS, which begin with the guess instead of a multiple of 1. Source: Nocedal and Wright, "Numerical
/// Optimization" (2006), algorithm 7.4 and equation 7.20.
struct CurvatureMemory: Sendable {
  private struct Pair {
    /// The difference of two points.
    let step: [Double]
    /// The difference of their gradients.
    let change: [Double]
    /// 1 / (step · change).
    let factor: Double
  }

  private static let capacity = 10
  private let guess: CurvatureGuess
  private var pairs: [Pair] = []
  /// How much smaller than the guess the curvature is along the last difference.
  private var scale = 1.0

  /// Knows nothing but a guess.
  init(_ guess: CurvatureGuess) { self.guess = guess }

  /// Learns from the gradients at two points.
  mutating func add(step: [Double], change: [Double]) {
    let product = Self.dot(step, change)
    // Where rounding is all that is left nothing can be learned.
    guard product > 0 else { return }
    if pairs.count == Self.capacity { pairs.removeFirst() }
    pairs.append(Pair(step: step, change: change, factor: 1 / product))
    scale = product / Self.dot(change, guess.dividing(change))
  }

  /// What is to be subtracted from the point: the gradient, divided by the matrix as far as it is known.
  func step(_ gradient: [Double]) -> [Double] {
    var rest = gradient
    var weights: [Double] = []
    for pair in pairs.reversed() {
      let weight = pair.factor * Self.dot(pair.step, rest)
      Self.add(-weight, pair.change, to: &rest)
      weights.append(weight)
    }
    var step = guess.dividing(rest)
    for index in step.indices { step[index] *= scale }
    for (pair, weight) in zip(pairs, weights.reversed()) {
      Self.add(weight - pair.factor * Self.dot(pair.change, step), pair.step, to: &step)
    }
    return step
  }

  static func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

  private static func add(_ factor: Double, _ x: [Double], to y: inout [Double]) {
    for index in y.indices { y[index] += factor * x[index] }
  }
}
