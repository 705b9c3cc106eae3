public import LatentGeometry
internal import SafeFiles

/// Why vectors cannot be placed on a grid.
public enum PlacementError: Error, Equatable, CustomStringConvertible, Sendable {
  /// A grid without rows or without columns.
  case emptyGrid(rows: Int, columns: Int)
  /// More vectors than cells that may be used.
  case tooManyVectors(vectors: Int, cells: Int)
  /// A number that is no cell of the grid.
  case cellOutside(cell: Int, cells: Int)
  /// A number that is no vector of the batch.
  case vectorOutside(vector: Int, vectors: Int)
  /// A vector is pinned to a cell that may not be used.
  case pinnedToHole(vector: Int, cell: Int)
  /// Two pins name the same vector.
  case vectorPinnedTwice(vector: Int)
  /// Two pins name the same cell.
  case cellPinnedTwice(cell: Int)
  /// A vector or a table of costs has a number that is infinite or not a number.
  case notFinite(row: Int, column: Int)
  /// The eigenvectors of an embedding could not be had.
  case embedding(LinearAlgebraError)

  /// The mistake and the cure in one clause.
  public var description: String {
    switch self {
    case .emptyGrid(let rows, let columns):
      "a grid of \(rows) x \(columns) cells has no place; at least one row and one column are needed"
    case .tooManyVectors(let vectors, let cells):
      "\(vectors.counted("vector does", "vectors do")) not fit on \(cells.counted("usable cell")); add rows or columns, or place fewer"
    case .cellOutside(let cell, let cells):
      "there is no cell \(cell); the grid has cells 0 to \(cells - 1), counted row by row"
    case .vectorOutside(let vector, let vectors):
      "there is no vector \(vector) to be pinned; there are \(vectors), counted from 0"
    case .pinnedToHole(let vector, let cell):
      "vector \(vector) is pinned to cell \(cell), which is a hole; name a cell that may be used"
    case .vectorPinnedTwice(let vector):
      "vector \(vector) is pinned to two cells; pin it once"
    case .cellPinnedTwice(let cell):
      "two vectors are pinned to cell \(cell); pin one of them elsewhere"
    case .notFinite(let row, let column):
      "number \(column) of row \(row) is not finite; distances need finite numbers"
    case .embedding(let error):
      "the plane through the vectors cannot be computed: \(error)"
    }
  }
}
