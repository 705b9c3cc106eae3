internal import LatentGeometry

/// Linear assignment sorting: vectors are assigned to the cells of a map that they make themselves.
///
/// The map is smoothed over a box (``SmoothedMap``) whose radius falls from half the grid to a cell. Small grids assign all
/// vectors to all cells (LAS); others parts of them, drawn by chance from the same neighbourhood (FLAS). Costs are squared
/// distances to the map. Source: Barthel et al., see ``PlacementMethod/sorted``; there the parts are drawn anywhere, here they
/// are the parts of a tiling, so that each cell has its turn once in a pass and tiles do not depend on each other.
struct MapSorting: ~Copyable {
  /// How the radius falls and how many cells are assigned together.
  struct Schedule {
    /// The first radius, as a share of the grid's longer side.
    var start: Float = 0.5
    /// What the radius is multiplied with after a pass.
    var decay: Float = 0.9
    /// The last radius.
    var end: Float = 1
    /// The cells assigned together; all of them if there are no more.
    var group = 9
    /// Passes for each radius.
    var passes = 1
    /// How often a pinned vector counts in the map.
    var pinnedWeight: Float = 4
  }

  let vectors: PlacementVectors
  let task: PlacementTask
  let schedule: Schedule
  private let philox: Philox
  private let weights: [Float]
  private let isFree: [Bool]
  private let map: SmoothedMap
  /// The number of passes done, which no two draws share.
  private var pass: UInt32 = 0
  var vectorOfCell: [Int32]

  init(_ vectors: PlacementVectors, _ task: PlacementTask, seed: UInt64, start: [Int], schedule: Schedule) {
    (self.vectors, self.task, self.schedule) = (vectors, task, schedule)
    philox = Philox(seed: seed)
    weights = task.pinnedCells.map { $0 == nil ? 1 : schedule.pinnedWeight }
    var isFree = [Bool](repeating: false, count: task.grid.cellCount)
    for cell in task.freeCells { isFree[cell] = true }
    self.isFree = isFree
    map = SmoothedMap(rows: task.grid.rows, columns: task.grid.columns, stride: vectors.stride)
    vectorOfCell = [Int32](repeating: -1, count: task.grid.cellCount)
    for (vector, cell) in start.enumerated() { vectorOfCell[cell] = Int32(vector) }
  }

  /// For each vector its cell.
  var cells: [Int] {
    var cells = [Int](repeating: -1, count: vectors.count)
    for (cell, vector) in vectorOfCell.enumerated() where vector >= 0 { cells[Int(vector)] = cell }
    return cells
  }

  mutating func run() {
    guard task.freeVectors.count > 0, task.freeCells.count > 1 else { return }
    let (rows, columns) = (task.grid.rows, task.grid.columns)
    var radius = max(1, Float(max(rows, columns)) * schedule.start)
    while true {
      let rounded = max(1, Int(radius.rounded()))
      for _ in 0..<schedule.passes {
        updateMap(rounded)
        if schedule.group >= task.freeCells.count { assignAll() } else { assignParts(rounded) }
        pass += 1
      }
      radius *= schedule.decay
      if radius < schedule.end { break }
    }
  }

  private func updateMap(_ radius: Int) {
    vectors.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      map.update(
        vectorOfCell,
        base,
        weight: weights,
        radiusY: max(1, min(task.grid.rows / 2, radius)),
        radiusX: max(1, min(task.grid.columns / 2, radius))
      )
    }
  }
}

// All at once.

extension MapSorting {
  private mutating func assignAll() {
    let (n, m) = (task.freeVectors.count, task.freeCells.count)
    let stride = vectors.stride
    let norms = task.freeCells.map { VectorKernels.product(map.values + $0 * stride, map.values + $0 * stride, stride) }
    var costs = [Float](repeating: 0, count: n * m)
    nonisolated(unsafe) let mapValues = map.values
    let (freeVectors, freeCells) = (task.freeVectors, task.freeCells)
    costs.withUnsafeMutableBufferPointer { costs in
      vectors.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress, let costs = costs.baseAddress else { return }
        nonisolated(unsafe) let (base, out) = (values, costs)
        ParallelRows.run(n, threads: ParallelRows.threads(for: n * m * stride / 16)) { range in
          for row in range {
            let vector = base + freeVectors[row] * stride
            var column = 0
            while column + 3 <= m {
              let products = VectorKernels.products(
                vector,
                mapValues + freeCells[column] * stride,
                mapValues + freeCells[column + 1] * stride,
                mapValues + freeCells[column + 2] * stride,
                stride
              )
              out[row * m + column] = norms[column] - 2 * products.0
              out[row * m + column + 1] = norms[column + 1] - 2 * products.1
              out[row * m + column + 2] = norms[column + 2] - 2 * products.2
              column += 3
            }
            while column < m {
              let product = VectorKernels.product(vector, mapValues + freeCells[column] * stride, stride)
              out[row * m + column] = norms[column] - 2 * product
              column += 1
            }
          }
        }
      }
    }
    let assignment = LinearAssignment(unchecked: costs, rows: n, columns: m)
    for cell in freeCells { vectorOfCell[cell] = -1 }
    for (row, column) in assignment.columns.enumerated() {
      vectorOfCell[freeCells[column]] = Int32(freeVectors[row])
    }
  }
}

// Part by part.

extension MapSorting {
  private mutating func assignParts(_ radius: Int) {
    let (group, stride, isFree) = (schedule.group, vectors.stride, isFree)
    let tiles = MapTiles(task.grid, radius: radius, part: group, philox: philox, pass: pass)
    let threads = ParallelRows.threads(for: vectors.count * stride)
    nonisolated(unsafe) let mapValues = map.values
    vectorOfCell.withUnsafeMutableBufferPointer { vectorOfCell in
      vectors.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress, let vectorOfCell = vectorOfCell.baseAddress else { return }
        nonisolated(unsafe) let (base, cells) = (values, vectorOfCell)
        ParallelRows.run(tiles.count, threads: threads) { range in
          let part = PartAssignment(vectors: base, map: mapValues, stride: stride, capacity: group)
          var tile: [Int] = []
          for index in range {
            tiles.fill(&tile, tile: index, isFree: isFree)
            // Parts of nearly equal size.
            let parts = (tile.count + group - 1) / group
            for number in 0..<parts {
              part.assign(tile[tile.count * number / parts..<tile.count * (number + 1) / parts], cells)
            }
          }
        }
      }
    }
  }
}

/// The assignment of the vectors on a few cells to these cells.
private struct PartAssignment: ~Copyable {
  let vectors: UnsafePointer<Float>
  let map: UnsafePointer<Float>
  let stride: Int
  let solver: SmallAssignment
  let rows: UnsafeMutablePointer<Int32>

  init(vectors: UnsafePointer<Float>, map: UnsafePointer<Float>, stride: Int, capacity: Int) {
    (self.vectors, self.map, self.stride) = (vectors, map, stride)
    solver = SmallAssignment(capacity: capacity)
    rows = .allocate(capacity: capacity)
  }

  deinit { rows.deallocate() }

  func assign(_ part: ArraySlice<Int>, _ vectorOfCell: UnsafeMutablePointer<Int32>) {
    let columns = part.count
    var count = 0
    part.withUnsafeBufferPointer { part in
      for cell in part where vectorOfCell[cell] >= 0 {
        rows[count] = vectorOfCell[cell]
        count += 1
      }
      guard count > 0, columns > 1 else { return }
      var column = 0
      while column < columns {
        // Three cells at a time; at the end the last one again.
        let places = (part[column], part[min(column + 1, columns - 1)], part[min(column + 2, columns - 1)])
        let (a, b, c) = (map + places.0 * stride, map + places.1 * stride, map + places.2 * stride)
        let norms = (
          VectorKernels.product(a, a, stride), VectorKernels.product(b, b, stride), VectorKernels.product(c, c, stride)
        )
        for row in 0..<count {
          let products = VectorKernels.products(vectors + Int(rows[row]) * stride, a, b, c, stride)
          let costs = solver.costs + row * columns + column
          costs[0] = norms.0 - 2 * products.0
          if column + 1 < columns { costs[1] = norms.1 - 2 * products.1 }
          if column + 2 < columns { costs[2] = norms.2 - 2 * products.2 }
        }
        column += 3
      }
      solver.solve(rows: count, columns: columns)
      for column in 0..<columns {
        let row = solver.rowOfColumn[column]
        vectorOfCell[part[column]] = row < 0 ? -1 : rows[row]
      }
    }
  }
}
