/// The state of ``LinearAssignment`` while it is computed.
struct AssignmentSolver: ~Copyable {
  let costs: UnsafePointer<Float>
  let height: Int
  let width: Int
  /// The column of each row, and the row of each column, or -1.
  let columnOfRow: UnsafeMutableBufferPointer<Int>
  let rowOfColumn: UnsafeMutableBufferPointer<Int>
  /// The column duals v; the dual of a row follows from them.
  let duals: UnsafeMutableBufferPointer<Double>
  /// Of the search for a path: the distances of columns not yet scanned, infinite for others; the row before each column;
  /// and the duals, with -∞ for scanned columns, which no row can then reach again.
  let distances: UnsafeMutableBufferPointer<Double>
  let predecessors: UnsafeMutableBufferPointer<Int>
  let openDuals: UnsafeMutableBufferPointer<Double>

  /// The costs must live as long as the solver.
  init(_ costs: UnsafeBufferPointer<Float>, rows: Int, columns: Int) {
    self.costs = costs.baseAddress.unsafelyUnwrapped
    height = rows
    width = columns
    func numbers<Number>(_ value: Number) -> UnsafeMutableBufferPointer<Number> {
      let buffer = UnsafeMutableBufferPointer<Number>.allocate(capacity: columns)
      buffer.initialize(repeating: value)
      return buffer
    }
    (columnOfRow, rowOfColumn, predecessors) = (numbers(-1), numbers(-1), numbers(-1))
    (duals, distances, openDuals) = (numbers(0), numbers(0), numbers(0))
  }

  deinit {
    for buffer in [columnOfRow, rowOfColumn, predecessors] { buffer.deallocate() }
    for buffer in [duals, distances, openDuals] { buffer.deallocate() }
  }

  mutating func solve() {
    approachDuals()
    reduceRows()
    for row in 0..<height where columnOfRow[row] < 0 { augment(from: row) }
    releaseColumns()
  }

  func solution() -> (columns: [Int], rowDuals: [Double], columnDuals: [Double]) {
    let level = duals.max() ?? 0
    let columns = Array(columnOfRow[..<height])
    let columnDuals = duals.map { $0 - level }
    let rowDuals = columns.enumerated().map { Double(row($0.offset)[$0.element]) - columnDuals[$0.element] }
    return (columns, rowDuals, columnDuals)
  }

  @inline(__always)
  func row(_ index: Int) -> UnsafePointer<Float> { costs + index * width }
}

// Bids.

extension AssignmentSolver {
  /// Moves the duals towards the optimum by auctions with falling ε; assigns nothing.
  mutating func approachDuals() {
    guard height > 8 else { return }
    var (least, greatest) = (Float.infinity, -Float.infinity)
    for cost in UnsafeBufferPointer(start: costs, count: height * width) {
      least = cost < least ? cost : least
      greatest = cost > greatest ? cost : greatest
    }
    let range = Double(greatest) - Double(least)
    guard range > 0 else { return }
    var increment = range / 20
    while increment > range / Double(10 * width) {
      bid(increment: increment, limit: 40 * height)
      for row in 0..<height where columnOfRow[row] >= 0 {
        rowOfColumn[columnOfRow[row]] = -1
        columnOfRow[row] = -1
      }
      increment /= 5
    }
  }

  /// Augmenting row reduction: bids that keep reduced costs of assigned pairs exactly 0.
  mutating func reduceRows() {
    bid(increment: 0, limit: 4 * height)
  }

  /// Free rows take their best column from whoever has it, and lower its dual until it is only as good as their second
  /// best, and by ε more.
  ///
  /// Without ε a row that gains nothing over the present owner leaves it alone and waits for a path: with ties it would take
  /// the column from another that takes it back, for ever.
  private mutating func bid(increment: Double, limit: Int) {
    var free: [Int] = []
    for row in (0..<height).reversed() where columnOfRow[row] < 0 { free.append(row) }
    var left = limit
    var spares = SpareRows(count: width - height)
    while left > 0 {
      guard let row = free.popLast() else {
        guard spares.free > 0 else { break }
        left -= 1
        if let displaced = place(&spares, tolerance: increment) { free.append(displaced) }
        continue
      }
      left -= 1
      let (best, bestCost, secondCost) = twoBest(row)
      let owner = rowOfColumn[best]
      let gain = secondCost < .infinity ? secondCost - bestCost : 0
      let lowered = duals[best] - (gain + increment)
      if lowered < duals[best] {
        duals[best] = lowered
      } else if owner >= 0 && owner < height {
        continue
      }
      columnOfRow[row] = best
      rowOfColumn[best] = row
      if owner == height {
        spares.free += 1
      } else if owner >= 0 {
        columnOfRow[owner] = -1
        free.append(owner)
      }
    }
    for column in 0..<width where rowOfColumn[column] == height { rowOfColumn[column] = -1 }
  }

  /// The rows of zeros that make the problem square.
  ///
  /// They are all alike, and so the columns they hold have one dual, λ, and `height` as their owner.
  private struct SpareRows {
    var free: Int
    var level = Double.infinity

    init(count: Int) { free = count }
  }

  /// Gives spare rows the columns with the largest duals; returns the row that must make way.
  ///
  /// All columns that nobody owns and that are within the tolerance of the largest are taken at once.
  private func place(_ spares: inout SpareRows, tolerance: Double) -> Int? {
    var (best, most) = (-1, -Double.infinity)
    for column in 0..<width where rowOfColumn[column] != height && duals[column] > most {
      (best, most) = (column, duals[column])
    }
    var level = spares.level
    var displaced: Int?
    var isPlaced = false
    for column in 0..<width where rowOfColumn[column] < 0 && duals[column] >= most - tolerance && spares.free > 0 {
      level = min(level, duals[column])
      rowOfColumn[column] = height
      spares.free -= 1
      isPlaced = true
    }
    if !isPlaced {
      level = min(level, most)
      displaced = rowOfColumn[best]
      columnOfRow[rowOfColumn[best]] = -1
      rowOfColumn[best] = height
      spares.free -= 1
    }
    for column in 0..<width where rowOfColumn[column] == height { duals[column] = min(level, duals[column]) }
    spares.level = level
    return displaced
  }

  /// The column with the least c - v, that number, and the least of the others.
  private func twoBest(_ index: Int) -> (column: Int, cost: Double, second: Double) {
    let row = costs + index * width
    let duals = UnsafePointer(self.duals.baseAddress.unsafelyUnwrapped)
    var best = SIMD8<Double>(repeating: .infinity)
    var second = best
    var places = SIMD8<Int64>(repeating: 0)
    var place = SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7)
    var column = 0
    while column + 8 <= width {
      let reduced =
        SIMD8<Double>(UnsafeRawPointer(row + column).loadUnaligned(as: SIMD8<Float>.self))
        - UnsafeRawPointer(duals + column).loadUnaligned(as: SIMD8<Double>.self)
      let isBest = reduced .< best
      let other = reduced.replacing(with: best, where: isBest)
      second.replace(with: other, where: other .< second)
      best.replace(with: reduced, where: isBest)
      places.replace(with: place, where: isBest)
      place &+= 8
      column += 8
    }
    var result = (column: 0, cost: Double.infinity, second: Double.infinity)
    for lane in 0..<8 {
      let (cost, place) = (best[lane], Int(places[lane]))
      if cost < result.cost || (cost == result.cost && place < result.column) {
        result = (place, cost, min(result.cost, min(result.second, second[lane])))
      } else {
        result.second = min(result.second, cost)
      }
      result.second = min(result.second, max(second[lane], result.cost))
    }
    while column < width {
      let reduced = Double(row[column]) - duals[column]
      if reduced < result.cost {
        result = (column, reduced, result.cost)
      } else {
        result.second = min(result.second, reduced)
      }
      column += 1
    }
    return result
  }
}
