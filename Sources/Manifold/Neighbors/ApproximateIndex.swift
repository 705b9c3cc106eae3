internal import CNeighborGraph
public import LatentGeometry

/// Approximate nearest neighbors by a navigable graph (HNSW, of hnswlib): for many single queries of a large set.
///
/// Each row is linked with some that are near it, and on sparser levels with some that are far; a query walks along the
/// links. What it finds is re-ranked by the same distances as ``NeighborSearch``'s, so that only rows can be missing. A
/// walk that finds fewer than k rows is replaced by an exact search. Rows that differ from each other all alike, such as
/// draws of a Gaussian in many dimensions, have hardly any neighborhoods to walk along: measure with
/// ``assess(_:k:ef:excluding:)`` before you trust an index.
///
/// The rows are not copied and must not change. Rows are inserted by one thread, one after another: the same rows,
/// options and platform give the same graph. Source: Malkov and Yashunin, "Efficient and robust approximate nearest
/// neighbor search using hierarchical navigable small world graphs", 2018.
public final class ApproximateIndex: Sendable {
  /// What decides a graph's quality and size.
  public struct Options: Sendable, Equatable {
    /// How many links a row gets, M: 2 … 100, and twice as many on the lowest level.
    public var links = 16
    /// How many candidates are looked at for them, efConstruction ≥ 1.
    public var construction = 200
    /// The seed of the rows' levels.
    public var seed: UInt64 = 0

    /// hnswlib's usual numbers.
    ///
    /// - Parameters:
    ///   - links: M, 2 … 100.
    ///   - construction: efConstruction ≥ 1.
    ///   - seed: Any number.
    public init(links: Int = 16, construction: Int = 200, seed: UInt64 = 0) {
      self.links = links
      self.construction = construction
      self.seed = seed
    }
  }

  /// The set, shape [n, d].
  public let rows: any LatentRows
  /// What is near.
  public let metric: DistanceMetric
  /// How the graph was built.
  public let options: Options
  // Nobody changes a graph that is built.
  nonisolated(unsafe) let graph: OpaquePointer

  /// Builds a graph.
  ///
  /// - Parameters:
  ///   - rows: Shape [n, d], 1 ≤ n < 2³¹, finite.
  ///   - metric: What is near.
  ///   - options: The graph's quality and size.
  /// - Throws: ``ApproximateIndexError/cannotBuild(reason:)``.
  /// - Complexity: About O(n log n) distances by one thread: minutes for a million rows. Memory: 8 links and some 40 bytes
  ///   a row, and 4 more for the cosine distance.
  public convenience init(
    building rows: any LatentRows,
    metric: DistanceMetric = .l2,
    options: Options = Options()
  ) throws(ApproximateIndexError) {
    precondition(rows.count >= 1 && rows.count <= Int32.max, "at least one row is needed")
    precondition((2...100).contains(options.links), "links are 2 … 100")
    precondition((1...1_000_000).contains(options.construction), "at least one candidate is needed")
    var message = [CChar](repeating: 0, count: 256)
    let graph = Self.withRows(rows, metric) {
      sextant_graph_build($0, UInt32(options.links), UInt32(options.construction), options.seed, &message)
    }
    guard let graph else { throw .cannotBuild(reason: Self.text(message)) }
    self.init(rows: rows, metric: metric, options: options, graph: graph)
  }

  init(rows: any LatentRows, metric: DistanceMetric, options: Options, graph: OpaquePointer) {
    self.rows = rows
    self.metric = metric
    self.options = options
    self.graph = graph
  }

  deinit { sextant_graph_free(graph) }

  /// Calls `body` with a set in the library's terms.
  static func withRows<Result>(
    _ rows: any LatentRows,
    _ metric: DistanceMetric,
    _ body: (SextantGraphRows) -> Result
  ) -> Result {
    rows.withUnsafeValues { values in
      body(
        SextantGraphRows(
          values: values.baseAddress,
          count: UInt32(rows.count),
          dimension: UInt32(rows.dimension),
          cosine: metric == .cosine
        )
      )
    }
  }

  static func text(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
