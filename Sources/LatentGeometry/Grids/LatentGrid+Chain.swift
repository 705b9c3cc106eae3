extension LatentGrid {
  /// The anchors of a chain, row after row: those given at the edges, analogies elsewhere.
  ///
  /// ``AnalogyMethod/raw`` and ``AnalogyMethod/matched`` go from the corner at once: chained step by step the former gives the
  /// same, and the latter would be applied to points that are no longer independent, which its law demands.
  func chained(_ anchors: LatentBatch, _ prior: Prior) -> LatentBatch {
    let (rows, columns) = anchorShape
    let (left, top) = chainEdges()
    var grid = LatentBatch(count: rows * columns, dimension: anchors.dimension)
    for row in 0..<rows { grid.setRow(row * columns, to: anchors[left[row]].values) }
    for column in 0..<columns { grid.setRow(column, to: anchors[top[column]].values) }
    for row in 1..<max(rows, 1) {
      for column in 1..<max(columns, 1) {
        let cell: LatentBatch
        switch analogy {
        case .raw, .matched:
          cell = analogy.complete(anchors[0], grid[row * columns], grid[column], prior: prior)
        case .transport:
          cell = analogy.complete(
            grid[(row - 1) * columns + column - 1],
            grid[row * columns + column - 1],
            grid[(row - 1) * columns + column],
            prior: prior
          )
        }
        grid.setRow(row * columns + column, to: cell.values)
      }
    }
    return grid
  }

  /// Which anchors stand at the left, from top to bottom, and at the top, from left to right: in turn, and when one edge is
  /// full all on the other.
  func chainEdges() -> (left: [Int], top: [Int]) {
    let (rows, columns) = anchorShape
    var (left, top) = ([0], [0])
    var next = 1
    while left.count < rows || top.count < columns {
      if left.count < rows {
        left.append(next)
        next += 1
      }
      if top.count < columns {
        top.append(next)
        next += 1
      }
    }
    return (left, top)
  }
}
