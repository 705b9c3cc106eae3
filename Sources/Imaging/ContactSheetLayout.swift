/// Where everything lies on a contact sheet, in pixels.
struct ContactSheetLayout: Sendable, Equatable {
  let rows: Int
  let columns: Int
  /// The size of a cell as it is drawn.
  let cellWidth: Int
  let cellHeight: Int
  let gap: Int
  let margin: Int
  /// The font of row and column labels: a fifth of a cell, but neither too small to read nor too large to look at.
  let fontSize: Int
  /// The room of the row labels between margin and grid.
  private(set) var leftBand = 0
  /// The room of the title.
  private(set) var titleBand = 0
  /// The room of the column labels.
  private(set) var columnBand = 0
  /// The title's width, which may be more than the grid's.
  private(set) var titleWidth = 0

  init(rows: Int, columns: Int, cellWidth: Int, cellHeight: Int, style: ContactSheet.Style) throws {
    guard rows >= 1, columns >= 1 else { throw ContactSheetError.empty(rows: rows, columns: columns) }
    guard style.gap >= 0 else { throw ContactSheetError.negativeGap(style.gap) }
    let margin = style.margin ?? style.gap
    guard margin >= 0 else { throw ContactSheetError.negativeGap(margin) }
    guard style.scale.isFinite, style.scale > 0 else { throw ContactSheetError.scale(style.scale) }
    // In floating point first, where no request can overflow.
    func scaled(_ side: Int) -> Double { max((Double(side) * style.scale).rounded(), 1) }
    func length(_ count: Int, _ side: Int) -> Double {
      Double(count) * (scaled(side) + Double(style.gap)) - Double(style.gap) + 2 * Double(margin)
    }
    try ContactSheetError.check(width: length(columns, cellWidth), height: length(rows, cellHeight))
    self.rows = rows
    self.columns = columns
    self.cellWidth = Int(scaled(cellWidth))
    self.cellHeight = Int(scaled(cellHeight))
    self.gap = style.gap
    self.margin = margin
    fontSize = min(max(self.cellHeight / 5, 11), 24)
  }

  /// The title's font.
  var titleSize: Int { fontSize * 5 / 4 }
  /// The white pixels between the margin, a row label and the grid.
  var labelPadding: Int { (fontSize + 1) / 2 }
  var gridWidth: Int { columns * (cellWidth + gap) - gap }
  var gridHeight: Int { rows * (cellHeight + gap) - gap }
  var gridX: Int { margin + leftBand }
  var gridY: Int { margin + titleBand + columnBand }
  var width: Int { max(gridX + gridWidth, margin + titleWidth) + margin }
  var height: Int { gridY + gridHeight + margin }

  /// The widest that a row label may be: a third of the grid, and a dozen letters in any case.
  var rowLabelLimit: Int { max(gridWidth / 3, fontSize * 8) }
  /// The widest that the title may be: the sheet, and some words in any case.
  var titleLimit: Int { max(gridWidth + leftBand, titleSize * 24) }

  func frame(row: Int, column: Int) -> PixelRectangle {
    precondition((0..<rows).contains(row), "row \(row) is outside 0 ..< \(rows)")
    precondition((0..<columns).contains(column), "column \(column) is outside 0 ..< \(columns)")
    return PixelRectangle(
      x: gridX + column * (cellWidth + gap),
      y: gridY + row * (cellHeight + gap),
      width: cellWidth,
      height: cellHeight
    )
  }

  /// Moves the grid to the right and down, beside its labels.
  mutating func makeRoom(for labels: ContactSheetLabels) {
    let widest = labels.rows.reduce(0) { max($0, $1.width) }
    leftBand = widest == 0 ? 0 : widest + 2 * labelPadding
    columnBand = labels.columns.allSatisfy { $0.width == 0 } ? 0 : TextLabel.lineHeight(fontSize: fontSize)
    titleWidth = labels.title?.width ?? 0
    titleBand = titleWidth == 0 ? 0 : TextLabel.lineHeight(fontSize: titleSize)
  }
}
