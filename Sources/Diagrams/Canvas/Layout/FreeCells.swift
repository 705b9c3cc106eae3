internal import Manifold

/// Which cells of a grid no tile covers yet.
struct FreeCells {
  private let columns: Int
  private let rows: Int
  private var isFree: [Bool]
  private var freeCount: Int

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    isFree = [Bool](repeating: true, count: columns * rows)
    freeCount = columns * rows
  }

  /// Takes squares at random.
  ///
  /// - Parameters:
  ///   - side: In cells.
  ///   - amount: When to stop.
  ///   - draws: The random numbers.
  ///   - series: A number that no other octave has.
  /// - Returns: The squares' upper left cells in the order in which they were taken.
  mutating func take(
    squaresOf side: Int,
    _ amount: CanvasOctaves.Amount,
    draws: SeededDraws,
    series: Int
  ) -> [(column: Int, row: Int)] {
    guard side <= columns, side <= rows else { return [] }
    let wanted =
      switch amount {
      case .share(let share): Int((share * Double(freeCount) / Double(side * side)).rounded())
      case .count(let count): count
      }
    var corners = (0...rows - side).flatMap { row in
      (0...columns - side).map { row * columns + $0 }.filter { isFree[$0] }
    }
    draws.shuffle(&corners, first: corners.count, series: series)
    var taken: [(column: Int, row: Int)] = []
    for corner in corners where taken.count < wanted {
      let (row, column) = corner.quotientAndRemainder(dividingBy: columns)
      guard isFree(column, row, side) else { continue }
      for y in row..<row + side {
        for x in column..<column + side { isFree[y * columns + x] = false }
      }
      freeCount -= side * side
      taken.append((column, row))
    }
    return taken
  }

  private func isFree(_ column: Int, _ row: Int, _ side: Int) -> Bool {
    (row..<row + side).allSatisfy { y in (column..<column + side).allSatisfy { isFree[y * columns + $0] } }
  }
}
