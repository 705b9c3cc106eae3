internal import Manifold

/// A matrix of second derivatives that is roughly right, in a form that can divide.
enum CurvatureGuess: Sendable {
  /// Zero but for its diagonal, every number of which is above 0.
  case diagonal([Double])
  case factored(CholeskyFactor)

  /// The x for which the matrix times x is a vector.
  func dividing(_ vector: [Double]) -> [Double] {
    switch self {
    case .diagonal(let diagonal): zip(vector, diagonal).map { $0 / $1 }
    case .factored(let factor): factor.solve(vector)
    }
  }
}
