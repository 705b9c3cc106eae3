internal import Manifold

/// Planes by logistic regression: scikit-learn's `LogisticRegression(C=cost)` with its unpenalised intercept.
struct LogisticPlanes: Sendable {
  private let table: FeatureTable
  private let cost: Double
  private let threads: Int

  /// Copies latents into columns, once for all attributes.
  ///
  /// `MatrixProduct.requireLibrary()` must have succeeded.
  init(_ items: LearningItems, cost: Double, threads: Int) {
    let d = items.dimension
    table = FeatureTable(count: items.count, width: d + 1, threads: threads) { rows, chunk in
      // A few columns at a time, whose places in the table stay in the cache while rows are read.
      for start in stride(from: 0, to: d, by: 16) {
        for (place, row) in rows.enumerated() {
          let latent = items.latent(row)
          for column in start..<min(start + 16, d) { chunk[column * FeatureTable.chunk + place] = latent[column] }
        }
      }
      for place in rows.indices { chunk[d * FeatureTable.chunk + place - rows.lowerBound] = 1 }
    }
    self.cost = cost
    self.threads = threads
  }

  /// The normal of every group's plane: d numbers each.
  ///
  /// Where there is a balance every cell has the same weight, and all together weigh as much as their items. All groups
  /// must have been found to have both kinds, and items in all cells.
  func normals(_ groups: [LabelGroup]) -> [[Double]] {
    // One attribute's steps are faster with all threads than with one, but many attributes side by side are faster still.
    let isSideBySide = groups.count >= threads
    return parallelResults(groups.count, threads: isSideBySide ? threads : 1) { index in
      let partition = groups[index].partition()
      let total = partition.positives + partition.negatives
      let weight = partition.counts.map { Float(Double(total) / Double(partition.cellCount) / Double($0)) }
      let isBalanced = groups[index].attributes.count > 1
      let fit = LogisticRegression(
        fitting: table,
        labels: partition.codes.map { partition.isPositive(Int($0)) && $0 < partition.cellCount ? 1 : 0 },
        weights: partition.codes.map { $0 == partition.cellCount ? 0 : isBalanced ? weight[Int($0)] : 1 },
        penalty: 1 / cost,
        isRefined: true,
        threads: isSideBySide ? 1 : threads
      )
      return Array(fit.coefficients.dropLast())
    }
  }
}
