/// The texts of a contact sheet, shortened to their room.
struct ContactSheetLabels {
  let rows: [TextLabel]
  let columns: [TextLabel]
  let title: TextLabel?

  /// Measures the texts; an empty one takes no room.
  ///
  /// - Throws: ``DrawingError``.
  init(rows: [String], columns: [String], title: String?, layout: ContactSheetLayout) throws {
    self.rows = try rows.map {
      try TextLabel($0, fontSize: layout.fontSize, limit: layout.rowLabelLimit)
    }
    self.columns = try columns.map {
      try TextLabel($0, fontSize: layout.fontSize, limit: layout.cellWidth)
    }
    self.title = try title.flatMap {
      $0.isEmpty ? nil : try TextLabel($0, fontSize: layout.titleSize, limit: layout.titleLimit)
    }
  }

  /// Row labels stand right-aligned in the middle of their rows, column labels centred above their columns.
  ///
  /// - Throws: ``DrawingError``.
  func draw(on picture: inout PlanarImage, layout: ContactSheetLayout) throws {
    let channels = picture.channels
    let line = TextLabel.lineHeight(fontSize: layout.fontSize)
    for (row, label) in rows.enumerated() where label.width > 0 {
      let frame = layout.frame(row: row, column: 0)
      // A label's line may be higher than its row, which then only shows the middle of it.
      let height = min(line, frame.height)
      let width = layout.leftBand - 2 * layout.labelPadding
      let image = try label.drawn(width: width, height: height, alignment: .right, channels: channels)
      picture.paste(image, x: layout.margin + layout.labelPadding, y: frame.y + (frame.height - height) / 2)
    }
    for (column, label) in columns.enumerated() where label.width > 0 {
      let frame = layout.frame(row: 0, column: column)
      let image = try label.drawn(width: frame.width, height: line, alignment: .centre, channels: channels)
      picture.paste(image, x: frame.x, y: frame.y - line)
    }
    if let title, title.width > 0 {
      let image = try title.drawn(
        width: title.width,
        height: layout.titleBand,
        alignment: .left,
        channels: channels
      )
      picture.paste(image, x: layout.margin, y: layout.margin)
    }
  }
}
