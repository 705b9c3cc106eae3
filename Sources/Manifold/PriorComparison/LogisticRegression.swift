#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Logistic regression with a squared penalty, by Newton's method.
///
///     minimise  λ/2 ‖w‖² + Σ log(1 + exp(-y (w·x + b))),  y = ±1
///
/// which is scikit-learn's `LogisticRegression(C=1/λ)`; the intercept b is not penalised. The matrix of second
/// derivatives is factored again only where steps shrink slowly: between similar laws the first one serves to the end.
struct LogisticRegression: Sendable {
  /// w and, last, b.
  let coefficients: [Double]

  /// Fits a table whose last column is 1 in every row.
  ///
  /// - Parameters:
  ///   - table: Shape [n, d + 1].
  ///   - labels: 1 or 0 for every row.
  ///   - penalty: λ > 0.
  ///   - threads: Of one step.
  init(fitting table: FeatureTable, labels: [Float], penalty: Double, threads: Int) {
    precondition(labels.count == table.count && penalty > 0, "a label for every row and a penalty above 0 are needed")
    let width = table.width
    var point = Point([Double](repeating: 0, count: width), table, labels, penalty)
    var factor: CholeskyFactor?
    var lastDecrement = Double.infinity
    for _ in 0..<Self.largestIterationCount {
      if factor == nil { factor = point.curvature(table, penalty, threads: threads) }
      let gradient = point.gradient(table, labels, penalty)
      guard let step = factor?.solve(gradient) else { break }
      let decrement = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      // Half of it is what is left to gain.
      guard decrement > 1e-7 * Double(table.count).squareRoot() else { break }
      guard let next = point.moved(against: step, table, labels, penalty) else {
        // A step of an old matrix that leads nowhere may be the matrix's fault.
        if lastDecrement.isInfinite { break }
        (factor, lastDecrement) = (nil, .infinity)
        continue
      }
      point = next
      if decrement > 0.1 * lastDecrement { factor = nil }
      lastDecrement = factor == nil ? .infinity : decrement
    }
    coefficients = point.coefficients
  }

  private static let largestIterationCount = 100

  /// Coefficients with all that follows from them.
  private struct Point {
    let coefficients: [Double]
    /// w·x + b of every row.
    let scores: [Float]
    let objective: Double

    init(_ coefficients: [Double], _ table: FeatureTable, _ labels: [Float], _ penalty: Double) {
      self.coefficients = coefficients
      scores = table.combined(coefficients.map { Float($0) })
      var loss = penalty / 2 * coefficients.dropLast().reduce(0) { $0 + $1 * $1 }
      for (score, label) in zip(scores, labels) {
        let margin = Double(label > 0.5 ? score : -score)
        loss += margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin
      }
      objective = loss
    }

    /// λ w + Σ (p - y) x.
    func gradient(_ table: FeatureTable, _ labels: [Float], _ penalty: Double) -> [Double] {
      let residuals = zip(scores, labels).map { Float(Self.probability($0)) - $1 }
      var gradient = table.projected(residuals)
      for index in 0..<gradient.count - 1 { gradient[index] += penalty * coefficients[index] }
      return gradient
    }

    /// λ I + Σ p (1 - p) x xᵀ, factored.
    func curvature(_ table: FeatureTable, _ penalty: Double, threads: Int) -> CholeskyFactor? {
      let weights = scores.map { score in
        let p = Self.probability(score)
        return Float(p * (1 - p))
      }
      var matrix = table.products(weights: weights, threads: threads)
      let width = table.width
      for index in 0..<width - 1 { matrix[index * width + index] += penalty }
      // Where every row is certain, nothing holds the intercept.
      matrix[width * width - 1] += 1e-6
      return CholeskyFactor(matrix, size: width)
    }

    /// The first of the steps 1, ½, ¼ … that lowers the objective.
    func moved(against step: [Double], _ table: FeatureTable, _ labels: [Float], _ penalty: Double) -> Point? {
      var length = 1.0
      for _ in 0..<12 {
        let next = zip(coefficients, step).map { $0 - length * $1 }
        let point = Point(next, table, labels, penalty)
        if point.objective < objective { return point }
        length /= 2
      }
      return nil
    }

    private static func probability(_ score: Float) -> Double { 1 / (1 + exp(-Double(score))) }
  }
}
