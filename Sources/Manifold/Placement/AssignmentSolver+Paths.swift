// Shortest augmenting paths.

extension AssignmentSolver {
  /// Assigns one more row along the cheapest alternating path to a free column, by Dijkstra's algorithm over reduced
  /// costs, and moves the duals so that all pairs on the path have the reduced cost 0.
  mutating func augment(from start: Int) {
    _ = openDuals.update(fromContentsOf: duals)
    distances.update(repeating: .infinity)
    var scanned: [(column: Int, distance: Double)] = []
    var (current, end) = (start, -1)
    // What a reduced cost of the current row lacks to a path's length.
    var offset = 0.0
    var length = 0.0
    while true {
      length = scan(current, offset)
      let (column, isFree) = nearest(length)
      if isFree {
        end = column
        break
      }
      scanned.append((column, length))
      current = rowOfColumn[column]
      offset = Double(row(current)[column]) - duals[column] - length
      distances[column] = .infinity
      openDuals[column] = -.infinity
    }
    for (column, distance) in scanned { duals[column] += distance - length }
    while end >= 0 {
      let row = predecessors[end]
      rowOfColumn[end] = row
      (end, columnOfRow[row]) = (columnOfRow[row], end)
    }
  }

  /// Relaxes the columns that a row reaches, and returns the least distance of those not yet scanned.
  private func scan(_ index: Int, _ offset: Double) -> Double {
    let row = row(index)
    let known = distances.baseAddress.unsafelyUnwrapped
    let before = predecessors.baseAddress.unsafelyUnwrapped
    let duals = UnsafePointer(openDuals.baseAddress.unsafelyUnwrapped)
    var least = SIMD8<Double>(repeating: .infinity)
    var column = 0
    while column + 8 <= width {
      let reached =
        SIMD8<Double>(UnsafeRawPointer(row + column).loadUnaligned(as: SIMD8<Float>.self))
        - UnsafeRawPointer(duals + column).loadUnaligned(as: SIMD8<Double>.self) - offset
      var distance = UnsafeRawPointer(known + column).loadUnaligned(as: SIMD8<Double>.self)
      let isNearer = reached .< distance
      if any(isNearer) {
        distance.replace(with: reached, where: isNearer)
        UnsafeMutableRawPointer(known + column).storeBytes(of: distance, as: SIMD8<Double>.self)
        for lane in 0..<8 where isNearer[lane] { before[column + lane] = index }
      }
      least.replace(with: distance, where: distance .< least)
      column += 8
    }
    var result = Double.infinity
    for lane in 0..<8 where least[lane] < result { result = least[lane] }
    while column < width {
      let reached = Double(row[column]) - duals[column] - offset
      if reached < known[column] {
        known[column] = reached
        before[column] = index
      }
      if known[column] < result { result = known[column] }
      column += 1
    }
    return result
  }

  /// A free column at that distance if there is one, else the first.
  private func nearest(_ distance: Double) -> (column: Int, isFree: Bool) {
    var first = -1
    for column in 0..<width where distances[column] == distance {
      if rowOfColumn[column] < 0 { return (column, true) }
      if first < 0 { first = column }
    }
    precondition(first >= 0, "costs must be finite")
    return (first, false)
  }
}
