/// The nearest rows of some queries: row numbers and distances, shape [m, k], the nearest first.
///
/// Of equally near rows the lower number comes first.
public struct NeighborTable: Sendable, Equatable {
  /// The number of queries, m.
  public let count: Int
  /// The number of neighbors of each, k ≥ 0.
  public let k: Int
  /// m × k numbers of rows, query after query.
  public let rows: [Int]
  /// m × k distances, query after query.
  public let distances: [Double]

  /// A table over numbers that are laid out already.
  ///
  /// - Parameters:
  ///   - count: The number of queries, m ≥ 0.
  ///   - k: The number of neighbors of each, k ≥ 0.
  ///   - rows: m × k numbers of rows.
  ///   - distances: m × k distances, rising for each query.
  public init(count: Int, k: Int, rows: [Int], distances: [Double]) {
    precondition(rows.count == count * k && distances.count == count * k, "m × k neighbors are needed")
    self.count = count
    self.k = k
    self.rows = rows
    self.distances = distances
  }

  /// The neighbors of one query.
  ///
  /// - Parameter query: 0 ..< m.
  /// - Returns: k numbers of rows.
  public func rows(of query: Int) -> ArraySlice<Int> { rows[query * k..<(query + 1) * k] }

  /// The distances of one query's neighbors.
  ///
  /// - Parameter query: 0 ..< m.
  /// - Returns: k distances, rising.
  public func distances(of query: Int) -> ArraySlice<Double> { distances[query * k..<(query + 1) * k] }
}
