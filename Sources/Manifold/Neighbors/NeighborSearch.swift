public import LatentGeometry

/// Exact nearest neighbors among the rows of a set, in memory or in a mapped file.
///
/// Queries are multiplied with tiles of rows by BLAS, and one comparison refuses eight rows at a time; for a single query
/// the rows are read once, without BLAS. Both only find candidates: rows that can be among the nearest within the proven
/// bounds of rounding. Their distances are then computed in double precision from the differences of the coordinates, and decide.
/// The result is therefore the same for any number of threads and any BLAS, a row's distance from its copy is 0, and data
/// far from the origin keep their order.
///
/// Coordinates must be finite. Their size does not matter, but beyond 1e18 and far below 1e-15 every distance is computed
/// in double precision, which takes long; so does a query with very many copies of one row among its nearest.
public struct NeighborSearch: Sendable {
  /// The set, shape [n, d].
  public let rows: any LatentRows
  /// What is near.
  public let metric: DistanceMetric
  let space: ProductSpace
  let threads: Int?

  /// A search over a set, which is not copied.
  ///
  /// - Parameters:
  ///   - rows: Shape [n, d], n ≤ 2³¹ - 1, finite.
  ///   - metric: What is near.
  ///   - threads: How many threads work; by default one a core where there is enough to do. Results do not depend on it.
  /// - Complexity: O(d): the mean of at most 1,024 rows.
  public init(_ rows: any LatentRows, metric: DistanceMetric = .l2, threads: Int? = nil) {
    precondition(rows.count <= Int32.max, "rows are counted with 32 bits")
    precondition(threads.map { $0 >= 1 } ?? true, "at least one thread is needed")
    self.rows = rows
    self.metric = metric
    self.threads = threads
    space = ProductSpace(rows, metric: metric)
  }

  /// The nearest rows of each query.
  ///
  /// - Parameters:
  ///   - queries: Shape [m, d], finite.
  ///   - k: How many neighbors, k ≥ 0; all where fewer rows than k can be had by every query.
  ///   - excluded: A row for each query that is not its neighbor: itself, where queries are rows of the set; nil for none.
  ///     Empty where no query excludes any.
  ///   - choice: The rows that can be neighbors, strictly rising; nil for all.
  /// - Returns: Shape [m, min(k, rows)], the nearest first and of equally near rows the lower number first.
  /// - Throws: `LinearAlgebraError.libraryMissing(reason:)` where BLAS, which more than one query needs, is missing.
  /// - Complexity: O(m n d) time; a few megabytes a thread beside the result.
  public func nearest(
    to queries: any LatentRows,
    k: Int,
    excluding excluded: [Int?] = [],
    among choice: [Int]? = nil
  ) throws(LinearAlgebraError) -> NeighborTable {
    precondition(queries.dimension == rows.dimension, "queries and rows must be equally wide")
    precondition(k >= 0 && (excluded.isEmpty || excluded.count == queries.count), "one excluded row a query is needed")
    let chosen = choice.map { RowChoice.some($0) } ?? .all(rows.count)
    if let choice {
      precondition(choice.allSatisfy { (0..<rows.count).contains($0) }, "the row is not there")
      precondition(zip(choice, choice.dropFirst()).allSatisfy { $0 < $1 }, "the rows must rise")
    }
    let lost = excluded.contains { $0.map { chosen.contains($0) } ?? false } ? 1 : 0
    let width = min(k, max(0, chosen.count - lost))
    guard width > 0, queries.count > 0 else {
      return NeighborTable(count: queries.count, k: width, rows: [], distances: [])
    }
    return try NeighborPass(search: self, queries: queries, k: width, excluded: excluded, choice: chosen).run()
  }
}
