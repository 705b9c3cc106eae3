/// For one occupied cell of a grid the others, nearest first.
///
/// Distances on the grid are Euclidean between the middles of cells; their squares are whole numbers, so that cells equally
/// far are known exactly. Such cells make a ring.
struct GridRanks {
  let rows: [Int]
  let columns: [Int]
  private var counts: [Int]
  /// The others in order of distance, and within a ring in the order of the cells.
  private(set) var order: [Int]
  /// Where rings end in ``order``.
  private(set) var ringEnds: [Int]

  /// Of the occupied cells; everything here names them by their place in this list.
  init(_ cells: [Int], on grid: PlacementGrid) {
    rows = cells.map { $0 / grid.columns }
    columns = cells.map { $0 % grid.columns }
    let (height, width) = (grid.rows - 1, grid.columns - 1)
    counts = [Int](repeating: 0, count: height * height + width * width + 2)
    order = [Int](repeating: 0, count: max(0, cells.count - 1))
    ringEnds = []
  }

  /// Turns to another cell; O(n) and the squared diagonal of the grid.
  mutating func center(on place: Int) {
    let (y, x) = (rows[place], columns[place])
    counts.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for other in rows.indices where other != place { counts[squared(other, y, x) + 1] += 1 }
    ringEnds.removeAll(keepingCapacity: true)
    for distance in 1..<counts.count {
      if counts[distance] > 0 { ringEnds.append(counts[distance - 1] + counts[distance]) }
      counts[distance] += counts[distance - 1]
    }
    for other in rows.indices where other != place {
      let distance = squared(other, y, x)
      order[counts[distance]] = other
      counts[distance] += 1
    }
  }

  @inline(__always)
  private func squared(_ other: Int, _ y: Int, _ x: Int) -> Int {
    (rows[other] - y) * (rows[other] - y) + (columns[other] - x) * (columns[other] - x)
  }
}
