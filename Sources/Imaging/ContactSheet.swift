/// Pictures of one size in rows and columns on white, with labels.
///
///     var sheet = try ContactSheet(rows: 2, columns: 9, cellWidth: 64, cellHeight: 64, rowLabels: ["lerp", "slerp"])
///     sheet.place(image, row: 0, column: 3)
///     try sheet.picture.write(to: url)
///
/// The sheet is a canvas: cells can arrive in any order and are not kept beside it; a cell that never arrives stays
/// white. From top to bottom lie the margin, the title, the column labels, the rows and the margin; from left to right
/// the margin, the row labels, the columns and the margin. Labels that are too long end in an ellipsis. Several grids
/// with a title each are several sheets, stacked by ``PlanarImage/init(stacking:gap:)``.
public struct ContactSheet: Sendable {
  /// How a sheet looks.
  public struct Style: Sendable, Equatable {
    /// The white pixels between neighbouring cells.
    public var gap: Int
    /// The white pixels around everything; nil is as wide as the gap.
    public var margin: Int?
    /// The factor on the cells' size, positive.
    ///
    /// Whole numbers from 1 repeat pixels, others resample bicubically.
    public var scale: Double

    /// A look.
    ///
    /// - Parameters:
    ///   - gap: The white pixels between neighbouring cells.
    ///   - margin: The white pixels around everything; nil is as wide as the gap.
    ///   - scale: The factor on the cells' size, positive.
    public init(gap: Int = 2, margin: Int? = nil, scale: Double = 1) {
      self.gap = gap
      self.margin = margin
      self.scale = scale
    }

    /// Cells that touch each other and the edge.
    public static let tight = Style(gap: 0)
  }

  /// The number of rows.
  public var rows: Int { layout.rows }
  /// The number of columns.
  public var columns: Int { layout.columns }
  /// The canvas with everything placed so far.
  public private(set) var picture: PlanarImage

  private let cellWidth: Int
  private let cellHeight: Int
  private let style: Style
  private let layout: ContactSheetLayout

  /// An empty sheet with its labels.
  ///
  /// - Parameters:
  ///   - rows: At least 1.
  ///   - columns: At least 1.
  ///   - cellWidth: The width of the pictures to come.
  ///   - cellHeight: Their height.
  ///   - channels: 3 for colour, 1 for grey.
  ///   - rowLabels: A text left of each row from the first on; fewer leave the rest without.
  ///   - columnLabels: A text above each column from the first on; fewer leave the rest without.
  ///   - title: A line above everything.
  ///   - style: Gap, margin and scale.
  /// - Throws: ``ContactSheetError`` when the numbers make no sheet, ``DrawingError`` when a label cannot be drawn.
  public init(
    rows: Int,
    columns: Int,
    cellWidth: Int,
    cellHeight: Int,
    channels: Int = 3,
    rowLabels: [String] = [],
    columnLabels: [String] = [],
    title: String? = nil,
    style: Style = Style()
  ) throws {
    precondition(cellWidth >= 1 && cellHeight >= 1, "cells need at least one pixel")
    precondition(rowLabels.count <= max(rows, 0), "more row labels than rows")
    precondition(columnLabels.count <= max(columns, 0), "more column labels than columns")
    var layout = try ContactSheetLayout(
      rows: rows,
      columns: columns,
      cellWidth: cellWidth,
      cellHeight: cellHeight,
      style: style
    )
    let labels = try ContactSheetLabels(rows: rowLabels, columns: columnLabels, title: title, layout: layout)
    layout.makeRoom(for: labels)
    try ContactSheetError.check(width: Double(layout.width), height: Double(layout.height))
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.style = style
    self.layout = layout
    picture = PlanarImage(channels: channels, height: layout.height, width: layout.width, repeating: 1)
    try labels.draw(on: &picture, layout: layout)
  }

  /// A sheet of pictures that are there already.
  ///
  /// - Parameters:
  ///   - cells: Pictures of one size, row after row; nil and what is missing at the end stay white. At least one
  ///     picture is needed. The sheet is in colour when one of them is.
  ///   - rows: At least 1.
  ///   - columns: At least 1.
  ///   - rowLabels: A text left of each row.
  ///   - columnLabels: A text above each column.
  ///   - title: A line above everything.
  ///   - style: Gap, margin and scale.
  /// - Throws: ``ContactSheetError`` when the numbers make no sheet, ``DrawingError`` when a label cannot be drawn.
  public init(
    cells: [PlanarImage?],
    rows: Int,
    columns: Int,
    rowLabels: [String] = [],
    columnLabels: [String] = [],
    title: String? = nil,
    style: Style = Style()
  ) throws {
    guard let first = cells.lazy.compactMap({ $0 }).first else { preconditionFailure("at least one picture is needed") }
    try self.init(
      rows: rows,
      columns: columns,
      cellWidth: first.width,
      cellHeight: first.height,
      channels: cells.reduce(1) { max($0, $1?.channels ?? 1) },
      rowLabels: rowLabels,
      columnLabels: columnLabels,
      title: title,
      style: style
    )
    precondition(cells.count <= rows * columns, "more pictures than cells")
    for (index, cell) in cells.enumerated() {
      guard let cell else { continue }
      place(cell, row: index / columns, column: index % columns)
    }
  }

  /// Where a cell lies in ``picture``.
  ///
  /// - Parameters:
  ///   - row: 0 ..< rows.
  ///   - column: 0 ..< columns.
  /// - Returns: The cell's pixels, without the gap.
  public func frame(row: Int, column: Int) -> PixelRectangle { layout.frame(row: row, column: column) }

  /// Puts a picture into a cell, over what was there.
  ///
  /// - Parameters:
  ///   - image: A picture of the sheet's cell size, grey or of the sheet's channels.
  ///   - row: 0 ..< rows.
  ///   - column: 0 ..< columns.
  public mutating func place(_ image: PlanarImage, row: Int, column: Int) {
    precondition(image.width == cellWidth && image.height == cellHeight, "pictures must have the cells' size")
    let frame = frame(row: row, column: column)
    let isRepeated = style.scale >= 1 && style.scale == style.scale.rounded()
    let scaled = image.resized(width: frame.width, height: frame.height, filter: isRepeated ? .nearest : .bicubic)
    picture.paste(scaled, x: frame.x, y: frame.y)
  }
}
