public import LatentGeometry

/// How an index does beside exact search, on queries like those that it is for.
public struct ApproximateReport: Sendable, Equatable {
  /// The share of the true neighbors that it found.
  public let recall: Double
  /// Seconds a query by the index.
  public let seconds: Double
  /// Seconds a query by exact search, many queries at once.
  public let exactSeconds: Double
  /// Seconds a query by exact search, one query after another.
  public let exactSecondsAlone: Double

  /// A report of numbers that are known.
  ///
  /// - Parameters:
  ///   - recall: 0 … 1.
  ///   - seconds: Seconds a query by the index.
  ///   - exactSeconds: Seconds a query by exact search, many at once.
  ///   - exactSecondsAlone: Seconds a query by exact search, one after another.
  public init(recall: Double, seconds: Double, exactSeconds: Double, exactSecondsAlone: Double) {
    self.recall = recall
    self.seconds = seconds
    self.exactSeconds = exactSeconds
    self.exactSecondsAlone = exactSecondsAlone
  }

  /// Whether the index finds nine of ten neighbors and is faster than exact searches of single queries.
  public var pays: Bool { recall >= 0.9 && seconds < exactSecondsAlone }

  /// What speaks against the index, a sentence each.
  public var warnings: [String] {
    var warnings: [String] = []
    if recall < 0.9 {
      warnings.append(
        "the index finds only \(Int(recall * 100)) of 100 neighbors: these rows may lie too evenly for a graph; "
          + "raise ef or search exactly"
      )
    }
    if seconds >= exactSecondsAlone {
      warnings.append("the index is slower than an exact search; search exactly")
    } else if seconds >= exactSeconds {
      warnings.append("for many queries at once an exact search is faster; use the index for single ones")
    }
    return warnings
  }
}

extension ApproximateIndex {
  /// Measures recall and speed against exact search.
  ///
  /// - Parameters:
  ///   - queries: Shape [m, d], m ≥ 1, like those to come; of more than 1,000 every (m / 1,000)-th is taken.
  ///   - k: The number of neighbors, k ≥ 1.
  ///   - ef: The candidates of a walk, see ``nearest(to:k:ef:excluding:threads:)``.
  ///   - excluded: A row for each query that is not its neighbor: itself, for queries that are rows. Else it is found too easily.
  /// - Returns: The report; its times depend on what else the machine does.
  /// - Throws: `LinearAlgebraError.libraryMissing(reason:)`.
  public func assess(
    _ queries: any LatentRows,
    k: Int,
    ef: Int? = nil,
    excluding excluded: [Int?] = []
  ) throws(LinearAlgebraError) -> ApproximateReport {
    precondition(queries.count >= 1 && k >= 1, "at least one query and one neighbor are needed")
    precondition(excluded.isEmpty || excluded.count == queries.count, "one excluded row a query is needed")
    let count = min(queries.count, 1000)
    let taken = (0..<count).map { $0 * queries.count / count }
    let sample = queries.gathered(taken)
    let own = excluded.isEmpty ? [] : taken.map { excluded[$0] }
    let search = NeighborSearch(rows, metric: metric)
    let clock = ContinuousClock()
    var start = clock.now
    let found = nearest(to: sample, k: k, ef: ef, excluding: own)
    let seconds = (clock.now - start) / .seconds(1)
    start = clock.now
    let exact = try search.nearest(to: sample, k: k, excluding: own)
    let exactSeconds = (clock.now - start) / .seconds(1)
    let few = min(count, 10)
    start = clock.now
    for query in 0..<few { _ = try search.nearest(to: sample[query], k: k) }
    let alone = (clock.now - start) / .seconds(1)
    return ApproximateReport(
      recall: found.recall(against: exact),
      seconds: seconds / Double(count),
      exactSeconds: exactSeconds / Double(count),
      exactSecondsAlone: alone / Double(few)
    )
  }
}

extension NeighborTable {
  /// The share of the neighbors that are as near as the true ones.
  ///
  /// A row counts when it is no farther than the farthest true neighbor: which of equally near rows were found does not
  /// matter.
  ///
  /// - Parameter exact: The table of an exact search of the same queries and k.
  /// - Returns: 0 … 1; 1 where there is nothing to find.
  public func recall(against exact: NeighborTable) -> Double {
    precondition(count == exact.count && k == exact.k, "the tables must have the same shape")
    guard k > 0, count > 0 else { return 1 }
    var right = 0
    for query in 0..<count {
      let farthest = exact.distances[(query + 1) * k - 1]
      right += distances(of: query).count { $0 <= farthest }
    }
    return Double(right) / Double(count * k)
  }
}
