public import LatentGeometry

/// Vectors on the cells of a grid, near ones near each other: no cell holds two, no hole holds one.
public struct GridPlacement: Sendable, Equatable {
  /// The grid.
  public let grid: PlacementGrid
  /// For each vector its cell.
  public let cells: [Int]
  /// For each cell its vector; nil for holes and for cells that stay empty.
  public let vectors: [Int?]

  /// A placement that is known.
  ///
  /// - Parameters:
  ///   - cells: For each vector a usable cell, none twice.
  ///   - grid: The grid.
  public init(cells: [Int], on grid: PlacementGrid) {
    var vectors = [Int?](repeating: nil, count: grid.cellCount)
    for (vector, cell) in cells.enumerated() {
      precondition(vectors.indices.contains(cell) && grid.isUsable(cell), "a vector needs a usable cell")
      precondition(vectors[cell] == nil, "a cell holds one vector")
      vectors[cell] = vector
    }
    (self.grid, self.cells, self.vectors) = (grid, cells, vectors)
  }

  /// Places vectors.
  ///
  /// The result depends on the vectors, the grid, the method and the options alone, not on the number of threads.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d], finite; n may be 0.
  ///   - grid: At least n usable cells.
  ///   - method: How.
  ///   - options: The metric, the seed and pinned vectors.
  /// - Complexity: `sorted` about 70 passes of O(n d), and up to 1,024 vectors O(n² d) and a table of n² distances: half a
  ///   second for 4,096 vectors of 128 numbers. `linear-assignment` about O(n m) for m cells and O(n d min(n, d)) and
  ///   O(min(n, d)³) for the principal components; a table of 4 n m bytes.
  /// - Throws: ``PlacementError``.
  public init(
    of latents: some LatentRows,
    on grid: PlacementGrid,
    _ method: PlacementMethod = .sorted,
    options: PlacementOptions = PlacementOptions()
  ) throws(PlacementError) {
    let task = try PlacementTask(count: latents.count, grid: grid, pinned: options.pinned)
    let cells: [Int]
    switch method {
    case .fixed: cells = task.inOrder()
    case .linearAssignment:
      let plane =
        switch options.plane {
        case .principalComponents: try PlanarEmbedding.principalComponents(of: latents, metric: options.metric)
        case .classicalScaling: try PlanarEmbedding.classicalScaling(of: latents, metric: options.metric)
        }
      cells = task.assigned(plane)
    case .sorted:
      let vectors = try PlacementVectors(latents, metric: options.metric)
      cells = SortedPlacement(vectors, task, seed: options.seed, attempts: options.attempts).cells()
    }
    self.init(cells: cells, on: grid)
  }
}
