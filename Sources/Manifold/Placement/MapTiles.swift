internal import LatentGeometry

/// A grid cut into tiles, shifted by chance, and each tile into parts drawn by chance.
///
/// What a tile's parts are depends on the seed, the pass and the tile alone.
struct MapTiles: Sendable {
  let rows: Int
  let columns: Int
  let height: Int
  let width: Int
  private let shiftY: Int
  private let shiftX: Int
  private let philox: Philox
  private let pass: UInt32

  /// Tiles of (2 r + 1)² cells, or more where that were less than two parts: parts of one tile alone would never mix.
  init(_ grid: PlacementGrid, radius: Int, part: Int, philox: Philox, pass: UInt32) {
    (rows, columns) = (grid.rows, grid.columns)
    var (height, width) = (min(rows, 2 * radius + 1), min(columns, 2 * radius + 1))
    while height * width < 2 * part, height < rows || width < columns {
      if width < columns { width += 1 }
      if height < rows, height * width < 2 * part { height += 1 }
    }
    (self.height, self.width) = (height, width)
    (self.philox, self.pass) = (philox, pass)
    let words = philox.block(SIMD4(0, 0, pass, 0))
    (shiftY, shiftX) = (Int(words[0] % UInt32(height)), Int(words[1] % UInt32(width)))
  }

  private var across: Int { (columns + shiftX + width - 1) / width }

  var count: Int { across * ((rows + shiftY + height - 1) / height) }

  /// The cells of a tile for which `isFree` holds, in an order drawn by chance (Fisher and Yates).
  func fill(_ cells: inout [Int], tile: Int, isFree: [Bool]) {
    let (top, left) = (tile / across * height - shiftY, tile % across * width - shiftX)
    cells.removeAll(keepingCapacity: true)
    for row in max(0, top)..<min(rows, top + height) {
      for column in max(0, left)..<min(columns, left + width) where isFree[row * columns + column] {
        cells.append(row * columns + column)
      }
    }
    var words = SIMD4<UInt32>.zero
    for place in stride(from: cells.count - 1, to: 0, by: -1) {
      let draw = cells.count - 1 - place
      if draw % 4 == 0 { words = philox.block(SIMD4(UInt32(draw / 4), UInt32(tile), pass, 1)) }
      cells.swapAt(place, words[draw % 4].scaled(below: place + 1))
    }
  }
}
