public import LatentGeometry
public import SafeFiles

/// Balls around the rows of a reference set that together estimate the manifold on which they lie.
///
/// The radius of a center's ball is the distance to its k-th nearest other center; copies of it count, its own row does
/// not. Balls are closed: what is as far as the radius is inside, so that a copy of a center is inside even where the
/// radius is 0. Of the balls of a set R,
///
///     the share of queries inside any     precision of the queries, where R is real; recall, where the queries are
///     Σ_q |{balls that hold q}| / (k m)   density
///     the share of balls with a query     coverage
///
/// Sources: Kynkäänniemi, Karras, Laine, Lehtinen and Aila, "Improved precision and recall metric for assessing
/// generative models", 2019, equations 1 and 2; Naeem, Oh, Uh, Choi and Yoo, "Reliable fidelity and diversity metrics for
/// generative models", 2020, equations 3 and 4 (which leave the sphere out).
///
/// In high dimension few held-out rows of the reference's own law are inside: shares mean something only beside theirs.
public struct BallCover: Sendable {
  /// The centers, shape [n, d].
  public let centers: any LatentRows
  /// The numbers of neighbors, rising.
  public let ks: [Int]
  /// What is near.
  public let metric: DistanceMetric
  /// Radii, shape [number of ks, n].
  public let radii: [Double]
  let threads: Int?

  /// The balls of a set for one or several k, whose radii come from one search.
  ///
  /// - Parameters:
  ///   - centers: Shape [n, d], finite, not copied.
  ///   - ks: At least one number of neighbors, each ≥ 1, strictly rising.
  ///   - metric: What is near.
  ///   - threads: How many threads work; by default one a core where there is enough to do. Results do not depend on it.
  /// - Throws: ``BallCoverError/tooFewCenters(count:k:)`` for fewer than k + 1 centers, or `LinearAlgebraError`.
  /// - Complexity: O(n² d) time; memory for n radii a k and a few megabytes a thread.
  public init(
    _ centers: any LatentRows,
    ks: [Int] = [3, 5, 10],
    metric: DistanceMetric = .l2,
    threads: Int? = nil
  ) throws {
    precondition(!ks.isEmpty && ks[0] >= 1, "a ball reaches at least to the nearest other center")
    precondition(zip(ks, ks.dropFirst()).allSatisfy { $0 < $1 }, "numbers of neighbors must rise")
    let (n, most) = (centers.count, ks[ks.count - 1])
    guard n > most else { throw BallCoverError.tooFewCenters(count: n, k: most) }
    let search = NeighborSearch(centers, metric: metric, threads: threads)
    var radii = [Double](repeating: 0, count: ks.count * n)
    // In pieces: the neighbors of a million centers would take more memory than anything else.
    for start in stride(from: 0, to: n, by: 1 << 15) {
      let range = start..<min(start + 1 << 15, n)
      let table = try search.nearest(to: RowSlice(rows: centers, range: range), k: most, excluding: Array(range))
      for (place, center) in range.enumerated() {
        for (index, k) in ks.enumerated() { radii[index * n + center] = table.distances[place * most + k - 1] }
      }
    }
    self.centers = centers
    self.ks = ks
    self.metric = metric
    self.radii = radii
    self.threads = threads
  }

  /// The radii for one k.
  ///
  /// - Parameter k: One of ``ks``.
  /// - Returns: n distances.
  public func radii(k: Int) -> ArraySlice<Double> {
    guard let index = ks.firstIndex(of: k) else { preconditionFailure("there are no balls for k = \(k)") }
    return radii[index * centers.count..<(index + 1) * centers.count]
  }

  /// How queries lie in the balls, for each k.
  ///
  /// Whether a query is inside is decided exactly: a distance that single precision cannot tell from the radius is
  /// computed in the way in which the radius was.
  ///
  /// - Parameters:
  ///   - queries: Shape [m, d], m ≥ 1, finite.
  ///   - excluded: A center for each query whose ball is left out: its own, where queries are centers; nil for none. Empty
  ///     where no query leaves any out.
  /// - Returns: One result for each of ``ks``.
  /// - Throws: `LinearAlgebraError.libraryMissing(reason:)`.
  /// - Complexity: O(m n d) time; a few megabytes and 4 n bytes a k for each thread beside the result.
  public func measure(
    _ queries: any LatentRows,
    excluding excluded: [Int?] = []
  ) throws(LinearAlgebraError) -> [BallMeasures] {
    precondition(queries.dimension == centers.dimension, "queries and centers must be equally wide")
    precondition(queries.count >= 1, "at least one query is needed")
    precondition(excluded.isEmpty || excluded.count == queries.count, "one excluded center a query is needed")
    return try BallPass(cover: self, queries: queries, excluded: excluded).run()
  }
}

/// Why balls cannot be made.
public enum BallCoverError: ExplainedError, Equatable {
  /// No center has k others.
  case tooFewCenters(count: Int, k: Int)

  /// The kind of the failure.
  public var category: FailureCategory { .badData }

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .tooFewCenters(let count, let k):
      "\(count.counted("row has", "rows have")) no \(k) neighbors each; give at least \(k + 1) rows or a smaller k"
    }
  }
}
