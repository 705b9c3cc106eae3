/// How vectors are given cells.
public enum PlacementMethod: String, Sendable, Codable, CaseIterable {
  /// The first two principal components, spread evenly over the grid, and the assignment to cells with the least sum of
  /// squared distances.
  ///
  /// What two directions show of the vectors it shows faithfully; the rest it ignores.
  case linearAssignment = "linear-assignment"

  /// A map of the grid that is smoothed with a falling radius, and vectors assigned to its cells again and again: linear
  /// assignment sorting (LAS and FLAS), with a final descent on small grids.
  ///
  /// It uses all directions and keeps neighbours together best. Source: Barthel, Hezel, Jung and Schall, "Improved
  /// evaluation and generation of grid layouts using distance preservation quality and linear assignment sorting",
  /// Computer Graphics Forum 42 (2023), section 4, arXiv 2205.04255.
  case sorted

  /// In the order given, row by row; holes and pinned cells are passed over.
  case fixed
}

/// What a placement may be told.
public struct PlacementOptions: Sendable, Equatable {
  /// A vector that stays in a cell.
  public struct Pin: Sendable, Equatable {
    /// 0 ..< n.
    public var vector: Int
    /// A usable cell.
    public var cell: Int

    /// A pin.
    ///
    /// - Parameters:
    ///   - vector: 0 ..< n.
    ///   - cell: A usable cell.
    public init(vector: Int, cell: Int) { (self.vector, self.cell) = (vector, cell) }
  }

  /// What "near" means.
  public var metric: PlacementMetric
  /// Decides what is left to chance in ``PlacementMethod/sorted``.
  public var seed: UInt64
  /// Vectors that stay where they are put, whatever the method: a query in ``PlacementGrid/centerCell``, say.
  public var pinned: [Pin]

  /// Options.
  ///
  /// - Parameters:
  ///   - metric: What "near" means.
  ///   - seed: Any number.
  ///   - pinned: No vector and no cell twice.
  public init(metric: PlacementMetric = .euclidean, seed: UInt64 = 0, pinned: [Pin] = []) {
    (self.metric, self.seed, self.pinned) = (metric, seed, pinned)
  }
}
