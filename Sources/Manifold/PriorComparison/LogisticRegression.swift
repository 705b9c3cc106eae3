#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Logistic regression with a squared penalty, by Newton's method.
///
///     minimise  λ/2 ‖w‖² + Σ s log(1 + exp(-y (w·x + b))),  y = ±1
///
/// which is scikit-learn's `LogisticRegression(C=1/λ)` with sample weights s; the intercept b is not penalised. The matrix of second
/// derivatives is factored again only where steps shrink slowly: between similar laws the first one serves to the end. Refined
/// fits learn from the gradients how it has changed since (L-BFGS with the factored matrix in the middle).
package struct LogisticRegression: Sendable {
  /// w and, last, b.
  package let coefficients: [Double]

  /// Fits a table whose last column is 1 in every row.
  ///
  /// - Parameters:
  ///   - table: Shape [n, d + 1].
  ///   - labels: 1 or 0 for every row.
  ///   - weights: s ≥ 0 of every row; nil for 1.
  ///   - penalty: λ > 0.
  ///   - isRefined: Whether steps go on until only rounding is left, about 1e-6 of ‖w‖. Without, they end where what is left
  ///     to gain is far below chance.
  ///   - threads: Of one step.
  package init(
    fitting table: FeatureTable,
    labels: [Float],
    weights: [Float]? = nil,
    penalty: Double,
    isRefined: Bool = false,
    threads: Int
  ) {
    precondition(labels.count == table.count && penalty > 0, "a label for every row and a penalty above 0 are needed")
    precondition(weights.map { $0.count == table.count } ?? true, "a weight for every row is needed")
    let rows = Rows(table: table, labels: labels, weights: weights, penalty: penalty)
    var point = Point([Double](repeating: 0, count: table.width), rows)
    var factor: CholeskyFactor?
    var memory = CurvatureMemory(capacity: isRefined ? 10 : 0)
    var lastDecrement = Double.infinity
    var refinements = 0
    for _ in 0..<Self.largestIterationCount {
      if factor == nil {
        factor = point.curvature(rows, threads: threads)
        memory.forget()
      }
      let gradient = point.gradient(rows)
      memory.add(point.coefficients, gradient)
      guard let held = factor else { break }
      let step = memory.step(gradient, held)
      let decrement = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      // Half of it is what is left to gain.
      let isSmall = decrement <= 1e-7 * Double(table.count).squareRoot()
      if !isSmall, let next = point.moved(against: step, rows) {
        point = next
        if decrement > (isRefined ? 0.5 : 0.1) * lastDecrement { factor = nil }
        lastDecrement = factor == nil ? .infinity : decrement
      } else if !isSmall, lastDecrement.isFinite {
        // A step of an old matrix that leads nowhere may be the matrix's fault.
        (factor, lastDecrement) = (nil, .infinity)
      } else {
        // The objective's rounding hides what is left, but the gradient still shows the way, in full steps.
        guard refinements < (isRefined ? 10 : 0), decrement > 1e-13 * Double(table.count) else { break }
        refinements += 1
        point = Point(zip(point.coefficients, step).map { $0 - $1 }, rows)
      }
    }
    coefficients = point.coefficients
  }

  private static let largestIterationCount = 100

  /// What is fitted.
  private struct Rows {
    let table: FeatureTable
    let labels: [Float]
    let weights: [Float]?
    let penalty: Double

    /// The weight of a row.
    @inline(__always)
    func weight(_ row: Int) -> Float { weights.map { $0[row] } ?? 1 }
  }

  /// Coefficients with all that follows from them.
  private struct Point {
    let coefficients: [Double]
    /// w·x + b of every row.
    let scores: [Float]
    let objective: Double

    init(_ coefficients: [Double], _ rows: Rows) {
      self.coefficients = coefficients
      scores = rows.table.combined(coefficients.map { Float($0) })
      var loss = rows.penalty / 2 * coefficients.dropLast().reduce(0) { $0 + $1 * $1 }
      for row in scores.indices {
        let margin = Double(rows.labels[row] > 0.5 ? scores[row] : -scores[row])
        let own = margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin
        loss += Double(rows.weight(row)) * own
      }
      objective = loss
    }

    /// λ w + Σ s (p - y) x.
    func gradient(_ rows: Rows) -> [Double] {
      let residuals = scores.indices.map { row in
        rows.weight(row) * (Float(Self.probability(scores[row])) - rows.labels[row])
      }
      var gradient = rows.table.projected(residuals)
      for index in 0..<gradient.count - 1 { gradient[index] += rows.penalty * coefficients[index] }
      return gradient
    }

    /// λ I + Σ s p (1 - p) x xᵀ, factored.
    func curvature(_ rows: Rows, threads: Int) -> CholeskyFactor? {
      let curvatures = scores.indices.map { row in
        let p = Self.probability(scores[row])
        return rows.weight(row) * Float(p * (1 - p))
      }
      var matrix = rows.table.products(weights: curvatures, threads: threads)
      let width = rows.table.width
      for index in 0..<width - 1 { matrix[index * width + index] += rows.penalty }
      // Where every row is certain, nothing holds the intercept.
      matrix[width * width - 1] += 1e-6
      return CholeskyFactor(matrix, size: width)
    }

    /// The first of the steps 1, ½, ¼ … that lowers the objective.
    func moved(against step: [Double], _ rows: Rows) -> Point? {
      var length = 1.0
      for _ in 0..<12 {
        let next = zip(coefficients, step).map { $0 - length * $1 }
        let point = Point(next, rows)
        if point.objective < objective { return point }
        length /= 2
      }
      return nil
    }

    private static func probability(_ score: Float) -> Double { 1 / (1 + exp(-Double(score))) }
  }
}
