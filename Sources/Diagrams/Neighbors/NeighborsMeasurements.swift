public import Manifold

/// The neighbors of queries in a set.
public struct NeighborsMeasurements: Measurements {
  /// One neighbor.
  public struct Neighbor: Encodable, Sendable, Equatable {
    /// Its row in the set.
    public let item: Int
    /// Its distance from the query.
    public let distance: Double
    /// Its path below the root, or an absolute one.
    public let path: String
    /// Its split; nil for none.
    public let split: String?
  }

  /// One query.
  public struct Query: Encodable, Sendable, Equatable {
    /// How it was named.
    public let query: String
    /// The nearest first.
    public let neighbors: [Neighbor]
  }

  /// The graph that was searched.
  public struct Index: Encodable, Sendable, Equatable {
    /// Its file.
    public let file: String
    /// What was measured when it was built now; nil where it was there already.
    public let built: Built?

    /// What was measured, on items of the set.
    public struct Built: Encodable, Sendable, Equatable {
      /// The share of true neighbors that it finds.
      public let recall: Double
      /// Seconds for a query.
      public let seconds: Double
      /// Seconds for a query that is searched exactly, alone.
      public let exactSeconds: Double
      /// Whether it finds nine of ten and is faster.
      public let pays: Bool
      /// Sentences for people where it does not.
      public let warnings: [String]
    }
  }

  /// The set's name.
  public let set: String
  /// The folder that paths start from.
  public let root: String
  /// What is near.
  public let metric: DistanceMetric
  /// The graph that was searched; nil for an exact search.
  public let index: Index?
  /// In the order named.
  public let queries: [Query]

  /// A sentence for people where queries were encoded in another way than the set.
  let queryNotes: [String]

  /// Sentences for people: about the queries, and about a graph that was built now.
  public var notes: [String] { queryNotes + indexNotes }

  private var indexNotes: [String] {
    guard let index, let built = index.built else { return [] }
    return [
      "built \(index.file): finds \((100 * built.recall).fixed(1)) % of the true neighbors, "
        + "\((1000 * built.seconds).fixed(2)) ms a query; searched exactly \((1000 * built.exactSeconds).fixed(2)) ms"
    ] + built.warnings
  }

  private enum CodingKeys: String, CodingKey {
    case set, root, metric, index, queries
  }

  /// What a person reads.
  public var lines: [String] {
    queries.flatMap { query -> [String] in
      let rows = query.neighbors.map { ["set:\($0.item)", $0.distance.fixed(4), $0.split ?? "-", $0.path] }
      let title = queries.count > 1 ? [query.query] : []
      return title + TextTable.lines([["item", "distance", "split", "path"]] + rows)
    }
  }
}
