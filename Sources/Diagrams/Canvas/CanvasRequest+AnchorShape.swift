internal import SafeFiles

extension CanvasRequest {
  /// The rows and columns that a grid's anchors stand in.
  ///
  /// What is named counts. Where missing anchors are drawn the rest is as large as the named ones need, at least 3; else they
  /// fill rows and columns exactly, by themselves a square or one row less.
  ///
  /// - Parameter count: How many anchors are named.
  /// - Returns: Rows and columns with places for all of them.
  /// - Throws: ``RequestError`` where they do not fill it.
  func anchorShape(of count: Int) throws -> (rows: Int, columns: Int) {
    let shape = drawsMissing ? filledShape(of: count) : try exactShape(of: count)
    guard shape.rows * shape.columns <= SheetOptions.largestCellCount else {
      throw Self.fail(
        shapeOption,
        "\(shape.rows) rows of \(shape.columns) are more than \(SheetOptions.largestCellCount) anchors"
      )
    }
    guard count <= shape.rows * shape.columns else {
      throw Self.fail(
        shapeOption,
        "\(count) anchors are more than \(shape.rows) rows of \(shape.columns) have places for"
      )
    }
    return shape
  }

  private func filledShape(of count: Int) -> (rows: Int, columns: Int) {
    func rest(_ side: Int) -> Int { max(Self.filledSide, (count + side - 1) / side) }
    switch (anchorRows, anchorColumns) {
    case (let rows?, let columns?): return (rows, columns)
    case (let rows?, nil): return (rows, rest(rows))
    case (nil, let columns?): return (rest(columns), columns)
    case (nil, nil):
      let side = max(Self.filledSide, Self.squareSide(count))
      return (side, side)
    }
  }

  private func exactShape(of count: Int) throws -> (rows: Int, columns: Int) {
    let shape: (rows: Int, columns: Int)
    switch (anchorRows, anchorColumns) {
    case (let rows?, let columns?): return (rows, columns)
    case (let rows?, nil): shape = (rows, count / rows)
    case (nil, let columns?): shape = (count / columns, columns)
    case (nil, nil):
      let side = Self.squareSide(count)
      shape = (count / max(side, 1), side)
    }
    guard count > 0, shape.rows * shape.columns == count else {
      let anchors = count.counted("anchor does", "anchors do")
      let side = anchorRows ?? anchorColumns ?? 1
      let missing = (side - count % side) % side
      let cure = "give --fill to have those that are missing drawn from the prior"
      if let anchorRows {
        throw Self.fail(shapeOption, "\(anchors) not fill \(anchorRows) rows alike; name \(missing) more, or \(cure)")
      }
      if let anchorColumns {
        throw Self.fail(shapeOption, "\(anchors) not fill rows of \(anchorColumns); name \(missing) more, or \(cure)")
      }
      throw Self.fail(shapeOption, "\(anchors) not form a square; say how many stand in a row, or \(cure)")
    }
    return shape
  }

  /// The option that says the shape, as it was given.
  private var shapeOption: String {
    let given = [anchorRows.map { "--anchor-rows \($0)" }, anchorColumns.map { "--anchor-cols \($0)" }].compactMap {
      $0
    }
    return given.isEmpty ? "--anchor-cols" : given.joined(separator: " ")
  }

  /// The side of the smallest square with places for so many.
  private static func squareSide(_ count: Int) -> Int {
    var side = 0
    while side * side < count { side += 1 }
    return side
  }
}
