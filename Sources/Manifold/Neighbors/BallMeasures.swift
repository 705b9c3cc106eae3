/// How m queries lie in the n balls of a ``BallCover`` for one k.
public struct BallMeasures: Sendable, Equatable {
  /// The number of neighbors that sets the radii.
  public let k: Int
  /// For each query the number of balls that hold it, m numbers.
  public let counts: [Int]
  /// For each query min_i d(q, i) / r_i, m numbers: at most 1 inside, and how many radii away outside.
  ///
  /// A copy of a center is at 0 even where the radius is 0; anything else is infinitely far from a ball of radius 0.
  public let outsideness: [Double]
  /// For each center the number of queries in its ball, n numbers.
  public let visits: [Int]

  /// Whether a query is in any ball.
  ///
  /// - Parameter query: 0 ..< m.
  /// - Returns: True also for a query on the sphere.
  public func isInside(_ query: Int) -> Bool { counts[query] > 0 }

  /// The share of queries that are in any ball: precision or recall, see ``BallCover``.
  public var insideShare: Double { Double(counts.count { $0 > 0 }) / Double(counts.count) }

  /// Σ counts / (k m): the expected number of balls of a query, 1 where both sets have the same law; unbounded above.
  public var density: Double { Double(counts.reduce(0, +)) / Double(k * counts.count) }

  /// The share of balls that hold a query.
  public var coverage: Double { Double(visits.count { $0 > 0 }) / Double(visits.count) }
}
