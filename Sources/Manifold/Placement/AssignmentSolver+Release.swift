// Columns that stay free.

extension AssignmentSolver {
  /// Makes sure that the right columns stay free: those with the largest dual λ.
  ///
  /// Bids may have lowered the dual of a column that is free in the end, as though it were wanted. Its dual rises to λ, and
  /// where rows would then rather have the column, they move to it along the cheapest path, at whose end a column with the
  /// dual λ comes free.
  mutating func releaseColumns() {
    guard height < width, let level = duals.max() else { return }
    var search = ReleaseSearch(height: height)
    for row in 0..<height { search.rowDuals[row] = Double(self.row(row)[columnOfRow[row]]) - duals[columnOfRow[row]] }
    for column in 0..<width where rowOfColumn[column] < 0 && duals[column] < level {
      release(column, level, &search)
    }
  }

  private struct ReleaseSearch {
    var rowDuals: [Double]
    /// The distances of rows not yet scanned, infinite for others, and the columns before them.
    var distances: [Double]
    var predecessors: [Int]
    var isDone: [Bool]

    init(height: Int) {
      rowDuals = [Double](repeating: 0, count: height)
      distances = [Double](repeating: .infinity, count: height)
      predecessors = [Int](repeating: -1, count: height)
      isDone = [Bool](repeating: false, count: height)
    }
  }

  /// Dijkstra's algorithm from a free column over rows and their columns j, to the least d[j] + λ - v[j].
  private mutating func release(_ start: Int, _ level: Double, _ search: inout ReleaseSearch) {
    for row in 0..<height {
      search.distances[row] = .infinity
      search.isDone[row] = false
    }
    var scanned: [(row: Int, distance: Double)] = []
    var (column, distance) = (start, 0.0)
    var (end, length) = (start, level - duals[start])
    while true {
      let offset = distance - duals[column]
      var (nearest, least) = (-1, length)
      for row in 0..<height where !search.isDone[row] {
        let reached = Double(costs[row * width + column]) - search.rowDuals[row] + offset
        if reached < search.distances[row] {
          search.distances[row] = reached
          search.predecessors[row] = column
        }
        if search.distances[row] < least { (nearest, least) = (row, search.distances[row]) }
      }
      guard nearest >= 0 else { break }
      search.isDone[nearest] = true
      scanned.append((nearest, least))
      (column, distance) = (columnOfRow[nearest], least)
      if distance + level - duals[column] < length { (end, length) = (column, distance + level - duals[column]) }
    }
    duals[start] += length
    for (row, distance) in scanned where distance < length {
      duals[columnOfRow[row]] += length - distance
      search.rowDuals[row] -= length - distance
    }
    duals[end] = level
    guard end != start else { return }
    // Rows on the path move one column back.
    var row = rowOfColumn[end]
    rowOfColumn[end] = -1
    while true {
      let column = search.predecessors[row]
      let owner = rowOfColumn[column]
      (columnOfRow[row], rowOfColumn[column]) = (column, row)
      if column == start { return }
      row = owner
    }
  }
}
