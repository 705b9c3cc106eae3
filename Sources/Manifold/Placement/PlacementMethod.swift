/// How vectors are given cells.
public enum PlacementMethod: String, Sendable, Codable, CaseIterable {
  /// The plane of the first two principal components, or of classical scaling, stretched to the grid, and the assignment to cells with the least sum of squared
  /// distances.
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
  public var metric: DistanceMetric
  /// The plane that ``PlacementMethod/linearAssignment`` spreads over the grid.
  public var plane: PlanarEmbedding.Method
  /// Decides what is left to chance in ``PlacementMethod/sorted``.
  public var seed: UInt64
  /// Vectors that stay where they are put, whatever the method: a query in ``PlacementGrid/centerCell``, say.
  public var pinned: [Pin]

  /// How many beginnings ``PlacementMethod/sorted`` tries, the best of which stays; nil for as many as take less than a
  /// tenth of a second: 512 for up to 16 vectors, 32 for 64, one from 257 on.
  public var attempts: Int?

  /// Options.
  ///
  /// - Parameters:
  ///   - metric: What "near" means.
  ///   - plane: The plane that ``PlacementMethod/linearAssignment`` spreads over the grid.
  ///   - seed: Any number.
  ///   - pinned: No vector and no cell twice.
  ///   - attempts: At least 1; nil for a number that suits the grid. Above 1,024 vectors there is one.
  public init(
    metric: DistanceMetric = .l2,
    plane: PlanarEmbedding.Method = .principalComponents,
    seed: UInt64 = 0,
    pinned: [Pin] = [],
    attempts: Int? = nil
  ) {
    precondition(attempts ?? 1 >= 1, "at least one attempt is needed")
    self.plane = plane
    (self.metric, self.seed, self.pinned, self.attempts) = (metric, seed, pinned, attempts)
  }
}
