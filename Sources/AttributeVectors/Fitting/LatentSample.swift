internal import Manifold

/// Items spread evenly over all, which tell roughly how the latents vary.
struct LatentSample: Sendable {
  /// The items, rising.
  let chosen: [Int]
  private let items: LearningItems

  /// At most `count` items.
  init(_ items: LearningItems, count: Int) {
    let count = min(count, items.count)
    self.items = items
    chosen = (0..<count).map { items.count * $0 / count }
  }

  /// The mean of every coordinate, and the mean square of what is left.
  func moments() -> (mean: [Double], variance: [Double]) {
    let d = items.dimension
    var (sums, squares) = ([Double](repeating: 0, count: d), [Double](repeating: 0, count: d))
    // The first latent is near enough to the mean that squares lose nothing.
    let first = items.latent(0)
    for item in chosen {
      let latent = items.latent(item)
      for column in 0..<d {
        let value = Double(latent[column]) - Double(first[column])
        sums[column] += value
        squares[column] += value * value
      }
    }
    let n = Double(max(chosen.count, 1))
    let means = sums.map { $0 / n }
    return (
      means.enumerated().map { Double(first[$0]) + $1 },
      zip(squares, means).map { max(0, $0 / n - $1 * $1) }
    )
  }

  /// The latents less a center, with a last column of 1.
  func table(around center: [Double], threads: Int) -> FeatureTable {
    let d = items.dimension
    return FeatureTable(count: chosen.count, width: d + 1, threads: threads) { rows, chunk in
      // A few columns at a time, whose places in the table stay in the cache while rows are read.
      for start in stride(from: 0, to: d, by: 16) {
        for (place, row) in rows.enumerated() {
          let latent = items.latent(chosen[row])
          for column in start..<min(start + 16, d) {
            chunk[column * FeatureTable.chunk + place] = Float(Double(latent[column]) - center[column])
          }
        }
      }
      for place in 0..<rows.count { chunk[d * FeatureTable.chunk + place] = 1 }
    }
  }
}
