/// The cells that vectors can be placed on: rows × columns, of which some may be holes.
///
/// Cells are counted row by row from the top left, from 0.
public struct PlacementGrid: Sendable, Equatable {
  /// The number of rows, at least 1.
  public let rows: Int
  /// The number of columns, at least 1.
  public let columns: Int
  /// The cells that may be used, rising.
  public let usableCells: [Int]
  /// For each cell whether it may not be used.
  let isHole: [Bool]

  /// The number of cells, holes included.
  public var cellCount: Int { rows * columns }

  /// A grid.
  ///
  /// - Parameters:
  ///   - rows: At least 1.
  ///   - columns: At least 1.
  ///   - holes: Cells that may not be used, in any order; naming one twice is naming it once.
  /// - Throws: ``PlacementError/emptyGrid(rows:columns:)`` or ``PlacementError/cellOutside(cell:cells:)``.
  public init(rows: Int, columns: Int, holes: some Sequence<Int> = []) throws(PlacementError) {
    guard rows >= 1, columns >= 1 else { throw .emptyGrid(rows: rows, columns: columns) }
    self.rows = rows
    self.columns = columns
    var isHole = [Bool](repeating: false, count: rows * columns)
    for cell in holes {
      guard isHole.indices.contains(cell) else { throw .cellOutside(cell: cell, cells: isHole.count) }
      isHole[cell] = true
    }
    self.isHole = isHole
    usableCells = isHole.indices.filter { !isHole[$0] }
  }

  /// The cell in a row and a column.
  ///
  /// - Parameters:
  ///   - row: 0 ..< rows.
  ///   - column: 0 ..< columns.
  /// - Returns: Its number.
  public func cell(row: Int, column: Int) -> Int {
    precondition((0..<rows).contains(row) && (0..<columns).contains(column), "the cell is outside the grid")
    return row * columns + column
  }

  /// Where a cell is.
  ///
  /// - Parameter cell: Its number.
  /// - Returns: Its row and column.
  public func position(of cell: Int) -> (row: Int, column: Int) {
    precondition((0..<cellCount).contains(cell), "the cell is outside the grid")
    return (cell / columns, cell % columns)
  }

  /// Whether a cell may be used.
  ///
  /// - Parameter cell: Its number.
  /// - Returns: False for a hole.
  public func isUsable(_ cell: Int) -> Bool { !isHole[cell] }

  /// The usable cell nearest to the middle of the grid, of several equally near the first; nil where all are holes.
  ///
  /// The middle of a grid with an even number of rows or columns lies between cells.
  public var centerCell: Int? {
    usableCells.min { middleDistance($0) < middleDistance($1) }
  }

  /// Four times the squared distance from the middle, which is a whole number.
  private func middleDistance(_ cell: Int) -> Int {
    let (y, x) = (2 * (cell / columns) - (rows - 1), 2 * (cell % columns) - (columns - 1))
    return y * y + x * x
  }
}
