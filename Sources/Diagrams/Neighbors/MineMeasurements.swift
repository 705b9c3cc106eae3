public import Manifold
internal import SafeFiles

/// What a MINE grid shows, how well it is laid out, and where the next one can begin.
public struct MineMeasurements: Measurements {
  /// A neighbor in its cell.
  public struct Cell: Encodable, Sendable, Equatable {
    /// Counted from 0, from the top.
    public let row: Int
    /// Counted from 0, from the left.
    public let column: Int
    /// Its row in the set; nil for a query that is none.
    public let item: Int?
    /// Its distance from the query.
    public let distance: Double
    /// Whether it is the query.
    public let isQuery: Bool
    /// The path of its picture; nil for a query that is no item.
    public let path: String?
  }

  /// The set's name.
  public let set: String
  /// How the query was named.
  public let query: String
  /// The query's row in the set; nil where it is none.
  public let queryItem: Int?
  /// The rows of neighbors.
  public let rows: Int
  /// The columns of neighbors.
  public let columns: Int
  /// The distance of neighbors in cells.
  public let spacing: Int
  /// How neighbors were placed.
  public let placement: PlacementMethod
  /// Distance preservation quality: 0 for a layout by chance, 1 for the best that can be thought of.
  public let distancePreservation: Double
  /// The share of the four nearest in latent space that are among the four nearest on the grid, over all neighbors.
  public let neighborPreservation: Double
  /// The neighbors, cell after cell.
  public let cells: [Cell]
  /// Where the next grid can begin.
  public let hops: [Hop]
  /// How far the decoded cells lie from the prior; nil where none was decoded.
  public let typicality: Typicality?

  /// What a person reads.
  public var lines: [String] {
    let far = cells.map(\.distance).max() ?? 0
    return [
      "\(cells.count.counted("neighbor")) of \(query), up to a distance of \(far.fixed(3)), on \(rows) x \(columns) by \(placement.rawValue): "
        + "distance preservation (DPQ) \(distancePreservation.fixed(3)), neighbors kept \(neighborPreservation.fixed(3))"
    ]
      + (hops.isEmpty
        ? [] : ["next: " + hops.map { "\($0.direction.rawValue) set:\($0.item)" }.joined(separator: ", ")])
  }
}
