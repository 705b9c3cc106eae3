internal import Manifold

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Planes by logistic regression: scikit-learn's `LogisticRegression(C=cost)` with its unpenalised intercept, to about 1e-6
/// of the normal's length.
///
/// All attributes are sought together, a pass over the latents for a step of each. The second derivatives are first taken
/// for a diagonal, by which latents near to N(0, I) need about ten steps. Where that is slow they are summed over 8,192 items
/// at the point reached, and factored.
struct LogisticPlanes: Sendable {
  private let items: LearningItems
  private let penalty: Double
  private let threads: Int
  /// Planes are sought around it: far from 0 the intercept would hang on every coordinate.
  private let center: [Double]
  private let variance: [Double]

  /// How many items tell how the latents vary, and how losses are curved.
  private static let (varianceCount, curvatureCount) = (1024, 8192)

  /// `MatrixProduct.requireLibrary()` must have succeeded.
  init(_ items: LearningItems, cost: Double, threads: Int) {
    self.items = items
    self.threads = threads
    penalty = 1 / cost
    (center, variance) = LatentSample(items, count: Self.varianceCount).moments()
  }

  /// The normal of every group's plane.
  ///
  /// - Parameters:
  ///   - groups: All have both kinds, and items in all cells.
  ///   - means: Of the same groups, every cell of which has the same weight.
  /// - Returns: d numbers each.
  func normals(_ groups: [LabelGroup], _ means: [KindMeans]) -> [[Double]] {
    let targets = parallelResults(groups.count, threads: threads) { LogisticTarget(groups[$0]) }
    var searches = zip(targets, means).map { search($0, difference: $1.difference) }
    var table: FeatureTable?
    while true {
      let active = searches.indices.filter { !searches[$0].isDone }
      if active.isEmpty { return searches.map { Array($0.trial.dropLast()) } }
      let losses = LogisticLosses(
        of: active.map { uncentered(searches[$0].trial) },
        active.map { targets[$0] },
        items,
        threads: threads
      )
      for (place, index) in active.enumerated() {
        searches[index].take(loss: losses.losses[place], gradient: centered(losses.gradient(place)))
        guard searches[index].isSlow else { continue }
        let sample = LatentSample(items, count: Self.curvatureCount)
        let known = table ?? sample.table(around: center, threads: threads)
        table = known
        searches[index].restart(curvature(at: searches[index].trial, targets[index], sample, known))
      }
    }
  }

  /// Begins at w = 0 with the intercept that is best there, where the gradient follows from the means.
  private func search(_ target: LogisticTarget, difference: [Double]) -> LogisticSearch {
    let (with, without) = target.totals
    let total = with + without
    let curvature = with * without / total
    return LogisticSearch(
      from: [Double](repeating: 0, count: difference.count) + [log(with / without)],
      loss: -with * log(with / total) - without * log(without / total),
      gradient: difference.map { -curvature * $0 } + [0],
      penalty: penalty,
      weight: total,
      guess: .diagonal(variance.map { curvature * $0 + penalty } + [curvature]),
      patience: patience
    )
  }

  /// A dozen steps and as many as the products of a sample cost: d² / 2 an item of the sample, where a step costs 2 d an item.
  private var patience: Int {
    12 + items.dimension * min(items.count, Self.curvatureCount) / (4 * max(items.count, 1))
  }

  /// λ I + Σ s p (1 - p) x xᵀ from the items of a sample; nil where that is not positive definite.
  ///
  /// Few items with much of the sum say little: as much of the matrix is then taken for a diagonal.
  private func curvature(
    at plane: [Double],
    _ target: LogisticTarget,
    _ sample: LatentSample,
    _ table: FeatureTable
  ) -> CurvatureGuess? {
    let scores = table.combined(plane.map { Float($0) })
    let scale = Double(items.count) / Double(sample.chosen.count)
    var (sum, squares) = (0.0, 0.0)
    let curvatures = zip(sample.chosen, scores).map { item, score in
      var weight: Float = 0
      target.weights.fill(item..<item + 1, into: &weight)
      let p = 1 / (1 + exp(-Double(score)))
      let curvature = scale * Double(weight) * p * (1 - p)
      sum += curvature
      squares += curvature * curvature
      return Float(curvature)
    }
    let width = table.width
    var matrix = table.products(weights: curvatures, threads: threads)
    let isWhole = sample.chosen.count == items.count
    let share = isWhole || sum == 0 ? 1 : 1 / (1 + Double(width) * squares / (sum * sum))
    for row in 0..<width {
      let own = matrix[row * width + row]
      for column in 0..<width { matrix[row * width + column] *= share }
      // Where every item is certain, nothing holds the intercept.
      matrix[row * width + row] = own + (row < width - 1 ? penalty : 1e-6)
    }
    return CholeskyFactor(matrix, size: width).map { .factored($0) }
  }

  /// A plane whose intercept is that of latents as they are.
  private func uncentered(_ plane: [Double]) -> [Double] {
    plane.dropLast() + [plane[center.count] - CurvatureMemory.dot(center, plane)]
  }

  /// The gradient by a plane around the center.
  private func centered(_ gradient: [Double]) -> [Double] {
    let last = gradient[center.count]
    return zip(gradient, center).map { $0 - last * $1 } + [last]
  }
}
