extension BootstrapInterval {
  /// The interval of anything that is computed of several means over the same items, such as a correlation.
  ///
  /// Every replicate draws the items once for all columns, so that what they have in common cancels as it does in the estimate.
  ///
  /// - Parameters:
  ///   - columns: At least one column of n ≥ 1 finite numbers, item after item.
  ///   - seed: Of the draws; of one column and its own mean they are those of ``init(ofMean:seed:replicateCount:level:)``.
  ///   - replicateCount: B ≥ 2.
  ///   - level: Between 0 and 1.
  ///   - statistic: Receives one mean for each column; never NaN.
  /// - Complexity: O(n B) for each column.
  public init(
    ofMeans columns: [[Double]],
    seed: UInt64,
    replicateCount: Int = 1000,
    level: Double = 0.95,
    _ statistic: ([Double]) -> Double
  ) {
    precondition(columns.allSatisfy { $0.count == columns[0].count }, "columns are of the same items")
    let means = columns.map { Self.means($0, seed: seed, series: 0, count: replicateCount) }
    let replicates = (0..<replicateCount).map { replicate in statistic(means.map { $0[replicate] }) }
    precondition(!replicates.contains { $0.isNaN }, "a statistic is a number")
    self.init(estimate: statistic(columns.map(\.mean)), replicates: replicates, level: level)
  }

  /// The interval of mean(first) / mean(second) over the same items.
  ///
  /// It says something only where the second mean is certainly not 0: a replicate in which it is 0 counts as infinite.
  ///
  /// - Parameters:
  ///   - first: n ≥ 1 finite numbers.
  ///   - second: As many, of the same items.
  ///   - seed: Of the draws.
  ///   - replicateCount: B ≥ 2.
  ///   - level: Between 0 and 1.
  /// - Complexity: O(n B).
  public init(
    ofMean first: [Double],
    over second: [Double],
    seed: UInt64,
    replicateCount: Int = 1000,
    level: Double = 0.95
  ) {
    self.init(ofMeans: [first, second], seed: seed, replicateCount: replicateCount, level: level) { means in
      means[1] == 0 ? .infinity : means[0] / means[1]
    }
  }

  /// Whether the whole interval lies on one side of 0.
  public var isCertain: Bool { lower > 0 || upper < 0 }
}
