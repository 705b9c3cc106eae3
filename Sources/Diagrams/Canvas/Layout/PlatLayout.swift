/// A layout as plat writes it: lists of the same length.
struct PlatLayout: Decodable {
  /// Columns and rows of the grid; nil in earlier files, where `xy` lies in the unit square.
  var size: [Double]?
  /// Upper left corners in cells; middles in earlier files.
  var xy: [[Double]]
  /// Sides in cells; in earlier files -1 (half), 0 (usual) or 1 (double).
  var s: [Double]?
  /// Anchors.
  var r: [Int]?

  /// The side of a cell, and of plat's tiles without any option, in pixels.
  private static let usualUnit = 64.0
  /// The side of plat's canvas without any option, in pixels.
  private static let usualCanvas = 512

  /// The layout in pixels.
  ///
  /// - Parameters:
  ///   - width: The canvas's width, where it is known.
  ///   - height: The canvas's height.
  ///   - unit: The side of a cell in pixels, where it is known.
  /// - Returns: The same places, with positions where the file has a grid.
  /// - Throws: ``CanvasLayoutError``.
  func layout(width: Int?, height: Int?, unit: Double?) throws(CanvasLayoutError) -> CanvasLayout {
    for (name, count) in [("s", s?.count), ("r", r?.count)] {
      if let count, count != xy.count {
        throw .empty(path: nil, reason: "there are \(xy.count) places in 'xy' and \(count) in '\(name)'")
      }
    }
    if let number = xy.firstIndex(where: { $0.count != 2 }) {
      throw .place(path: nil, number: number, reason: "'xy' has \(xy[number].count) numbers; write two, [x, y]")
    }
    if let unit, !(unit > 0 && unit.isFinite) {
      throw .arrangement(reason: "a unit of \(unit.typed) pixels is not possible; choose more than 0")
    }
    guard let size else {
      return try inUnitSquare(width ?? Self.usualCanvas, height ?? Self.usualCanvas, unit ?? Self.usualUnit)
    }
    guard size.count == 2, size.allSatisfy({ $0 > 0 && $0 * (unit ?? Self.usualUnit) < 1e9 }) else {
      throw .empty(path: nil, reason: "'size' must be the grid's columns and rows, two numbers of more than 0")
    }
    func pixels(_ cells: Double) -> Int { Int((cells * (unit ?? Self.usualUnit)).rounded(.up)) }
    return try inCells(of: size, width: width ?? pixels(size[0]), height: height ?? pixels(size[1]), unit)
  }

  private func inUnitSquare(_ width: Int, _ height: Int, _ unit: Double) throws(CanvasLayoutError) -> CanvasLayout {
    try CanvasLayout(
      width: width,
      height: height,
      places: xy.indices.map { index in
        let side = s?[index] == -1 ? unit / 2 : s?[index] == 1 ? unit * 2 : unit
        return CanvasPlace(
          x: xy[index][0] * Double(width),
          y: xy[index][1] * Double(height),
          width: side,
          height: side,
          anchor: r?[index]
        )
      }
    )
  }

  private func inCells(
    of size: [Double],
    width: Int,
    height: Int,
    _ unit: Double?
  ) throws(CanvasLayoutError) -> CanvasLayout {
    let cell = (width: Double(width) / size[0], height: Double(height) / size[1])
    return try CanvasLayout(
      width: width,
      height: height,
      places: xy.indices.map { index in
        let (corner, side) = (xy[index], s?[index] ?? 1)
        let tile = (width: side * (unit ?? cell.width), height: side * (unit ?? cell.height))
        return CanvasPlace(
          x: corner[0] * cell.width + tile.width / 2,
          y: corner[1] * cell.height + tile.height / 2,
          width: tile.width,
          height: tile.height,
          anchor: r?[index],
          position: CanvasPosition(
            nearestTo: (corner[0] + side / 2) / size[0],
            (corner[1] + side / 2) / size[1]
          )
        )
      }
    )
  }
}
