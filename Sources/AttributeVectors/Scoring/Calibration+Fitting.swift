#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension AttributeVector.Calibration {
  /// Fits probabilities to scores by maximum likelihood, as Platt does.
  ///
  ///     minimise  -Σ t log p + (1 - t) log(1 - p),   p = 1 / (1 + exp(-(slope · s + intercept)))
  ///
  /// The targets t are (n₁ + 1) / (n₁ + 2) for items with the attribute and 1 / (n₀ + 2) for those without, not 1 and 0, so
  /// that the minimum is finite where the kinds do not overlap. Newton's method, in scores of mean 0 and deviation 1; where
  /// all scores are equal the slope is 0. Source: Platt (1999); Lin, Lin and Weng, "A note on Platt's probabilistic outputs
  /// for support vector machines", Machine Learning 68 (2007).
  ///
  /// - Parameter ranked: The scores of what the vector was fitted on, or better of other items.
  /// - Complexity: O(n) a step, some ten steps.
  public init(fitting ranked: RankedScores) {
    let n = Double(ranked.count)
    let counts = zip(ranked.positiveCounts, ranked.negativeCounts).map { (Double($0), Double($1)) }
    let mean = zip(ranked.scores, counts).reduce(0) { $0 + $1.0 / n * ($1.1.0 + $1.1.1) }
    let variance = zip(ranked.scores, counts).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) / n * ($1.1.0 + $1.1.1) }
    let deviation = variance > 0 && ranked.scores.count > 1 ? variance.squareRoot() : 1
    var likelihood = PlattLikelihood(
      scores: ranked.scores.map { ranked.scores.count > 1 ? ($0 - mean) / deviation : 0 },
      counts: counts,
      positives: Double(ranked.positives),
      negatives: Double(ranked.negatives)
    )
    likelihood.minimize()
    slope = likelihood.slope / deviation
    intercept = likelihood.intercept - likelihood.slope * mean / deviation
  }
}

/// Platt's objective over groups of equal scores.
private struct PlattLikelihood {
  let scores: [Double]
  /// How many items of either kind have each score.
  let counts: [(with: Double, without: Double)]
  /// The sum of the targets of each group.
  private let targets: [Double]
  private(set) var slope = 0.0
  private(set) var intercept: Double

  init(scores: [Double], counts: [(Double, Double)], positives: Double, negatives: Double) {
    self.scores = scores
    self.counts = counts
    let (high, low) = ((positives + 1) / (positives + 2), 1 / (negatives + 2))
    targets = counts.map { $0.0 * high + $0.1 * low }
    intercept = log((positives + 1) / (negatives + 1))
  }

  /// Newton's steps, each halved until the objective does not rise.
  mutating func minimize() {
    var lowest = objective(slope, intercept)
    for _ in 0..<100 {
      let (gradient, curvature) = derivatives()
      // A ridge keeps the matrix regular where all scores are equal.
      let (a, b, c) = (curvature.0 + 1e-12, curvature.1, curvature.2 + 1e-12)
      let determinant = a * c - b * b
      let (stepA, stepB) = (
        (c * gradient.0 - b * gradient.1) / determinant, (a * gradient.1 - b * gradient.0) / determinant
      )
      let decrement = gradient.0 * stepA + gradient.1 * stepB
      // Half of it is what is left to gain. Objectives so close differ by rounding only, but the step is still exact.
      if decrement < 1e-9 * (1 + abs(lowest)) {
        (slope, intercept) = (slope - stepA, intercept - stepB)
        if decrement < 1e-18 * (1 + abs(lowest)) { return }
        lowest = objective(slope, intercept)
        continue
      }
      var length = 1.0
      while length > 1e-10 {
        let next = objective(slope - length * stepA, intercept - length * stepB)
        if next < lowest {
          lowest = next
          break
        }
        length /= 2
      }
      guard length > 1e-10 else { return }
      (slope, intercept) = (slope - length * stepA, intercept - length * stepB)
    }
  }

  /// -Σ t log p + (1 - t) log(1 - p) = Σ log(1 + exp(z)) - t z, without overflow.
  private func objective(_ slope: Double, _ intercept: Double) -> Double {
    var sum = 0.0
    for (index, score) in scores.enumerated() {
      let z = slope * score + intercept
      sum += (counts[index].with + counts[index].without) * (max(z, 0) + log1p(exp(-abs(z)))) - targets[index] * z
    }
    return sum
  }

  private func derivatives() -> (gradient: (Double, Double), curvature: (Double, Double, Double)) {
    var (gradient, curvature) = ((0.0, 0.0), (0.0, 0.0, 0.0))
    for (index, score) in scores.enumerated() {
      let z = slope * score + intercept
      // The smaller of p and 1 - p, which no rounding makes 0 too early.
      let small = exp(-abs(z)) / (1 + exp(-abs(z)))
      let p = z >= 0 ? 1 - small : small
      let count = counts[index].with + counts[index].without
      let (residual, weight) = (count * p - targets[index], count * small * (1 - small))
      gradient.0 += residual * score
      gradient.1 += residual
      curvature.0 += weight * score * score
      curvature.1 += weight * score
      curvature.2 += weight
    }
    return (gradient, curvature)
  }
}
