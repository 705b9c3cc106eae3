internal import Imaging
internal import LatentGeometry

/// A place on a sheet.
struct Cell: Equatable {
  var row: Int
  var column: Int
}

/// What one model draws on a sheet: decoded latents and given pictures, each in its cell.
struct Band {
  /// The number of rows.
  var rows: Int
  /// The number of columns.
  var columns: Int
  /// What is decoded, shape [n, d].
  var latents: LatentBatch
  /// The condition of each latent; nil for the model's own.
  var conditions: CarriedConditions?
  /// The cell of each latent.
  var latentCells: [Cell]
  /// Pictures that are there already, with their cells.
  var pictures: [(cell: Cell, picture: PlanarImage)] = []
  /// The empty columns before the latents.
  var leftMargin = 0
  /// The empty columns after them.
  var rightMargin = 0
  /// A label for each row, or none.
  var rowLabels: [String] = []
  /// A label for each column, or none.
  var columnLabels: [String] = []
  /// A line above the band, or none.
  var title: String?

  /// The columns of latents, those of the margins left out.
  var gridColumns: Int { columns - leftMargin - rightMargin }

  /// A band of latents in row order, with `leftMargin` empty columns before them and `rightMargin` after.
  init(rows: Int, columns: Int, latents: LatentBatch, leftMargin: Int = 0, rightMargin: Int = 0) {
    precondition(latents.count == rows * columns, "every cell needs a latent")
    self.rows = rows
    self.columns = columns + leftMargin + rightMargin
    self.latents = latents
    (self.leftMargin, self.rightMargin) = (leftMargin, rightMargin)
    latentCells = (0..<latents.count).map { Cell(row: $0 / columns, column: leftMargin + $0 % columns) }
  }

  /// A band of latents in the cells given.
  init(rows: Int, columns: Int, latents: LatentBatch, latentCells: [Cell]) {
    precondition(latents.count == latentCells.count, "every latent needs a cell")
    self.rows = rows
    self.columns = columns
    self.latents = latents
    self.latentCells = latentCells
  }
}
