public import Imaging

/// Rows of equal tiles without end: squares, or hexagons that are shifted by half a tile.
public struct CanvasLattice: Sendable, Equatable {
  /// How tiles lie beside each other.
  public enum Arrangement: String, Sendable, Codable, CaseIterable {
    /// In rows and columns.
    case square
    /// In rows, every other one shifted by half a distance: for hexagons with a corner above.
    case hexagonal
    /// In columns, every other one shifted by half a distance: for hexagons with a corner at the side.
    case hexagonalColumns = "hexagonal-columns"
  }

  /// How tiles lie beside each other.
  public let arrangement: Arrangement
  /// The width of a tile's box in pixels.
  public let tileWidth: Double
  /// The height of a tile's box in pixels.
  public let tileHeight: Double
  /// From a tile to the next in its row, or, of hexagonal columns, from a column to the next.
  public let columnDistance: Double
  /// From a row to the next, or, of hexagonal columns, from a tile to the next in its column.
  public let rowDistance: Double

  /// Tiles at given distances.
  ///
  /// - Parameters:
  ///   - arrangement: How they lie beside each other.
  ///   - tileWidth: More than 0 pixels.
  ///   - tileHeight: More than 0 pixels.
  ///   - columnDistance: More than 0 pixels.
  ///   - rowDistance: More than 0 pixels.
  /// - Throws: ``CanvasLayoutError/arrangement(reason:)``.
  public init(
    _ arrangement: Arrangement,
    tileWidth: Double,
    tileHeight: Double,
    columnDistance: Double,
    rowDistance: Double
  ) throws(CanvasLayoutError) {
    guard [tileWidth, tileHeight].allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .arrangement(
        reason: "tiles of \(tileWidth.typed) x \(tileHeight.typed) pixels are not possible; choose more than 0"
      )
    }
    guard [columnDistance, rowDistance].allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .arrangement(
        reason: """
          tiles would lie \(columnDistance.typed) x \(rowDistance.typed) pixels apart; choose a spacing with which both \
          are more than 0
          """
      )
    }
    self.arrangement = arrangement
    (self.tileWidth, self.tileHeight) = (tileWidth, tileHeight)
    (self.columnDistance, self.rowDistance) = (columnDistance, rowDistance)
  }

  /// Tiles that touch each other, or are a spacing apart.
  ///
  /// Squares touch at their boxes' edges. Hexagons are the largest regular ones in their boxes, and touch at their sides:
  /// rows of tiles of side s are ¾ s apart, and tiles in them √3/2 s. Soft tiles lie closer, so that their alphas add up to
  /// 1: by 1 - softness / 2.
  ///
  /// - Parameters:
  ///   - arrangement: How they lie beside each other.
  ///   - tileWidth: More than 0 pixels.
  ///   - tileHeight: More than 0 pixels.
  ///   - softness: Of the tiles' form, 0 … 1.
  ///   - spacing: Between neighbours, in pixels; less than 0 lets them overlap.
  /// - Throws: ``CanvasLayoutError/arrangement(reason:)``.
  public init(
    _ arrangement: Arrangement,
    tileWidth: Double,
    tileHeight: Double,
    softness: Double = 0,
    spacing: Double = 0
  ) throws(CanvasLayoutError) {
    let form: TileMask.Shape =
      switch arrangement {
      case .square: .square
      case .hexagonal: .hexagon
      case .hexagonalColumns: .flatHexagon
      }
    let touching =
      TileMask(form, softness: softness).tilingPitch(width: tileWidth, height: tileHeight) ?? (0, 0)
    // Rows of hexagons come nearer along their slanted sides.
    let slanted = spacing * 3.0.squareRoot() / 2
    try self.init(
      arrangement,
      tileWidth: tileWidth,
      tileHeight: tileHeight,
      columnDistance: touching.x + (arrangement == .hexagonalColumns ? slanted : spacing),
      rowDistance: touching.y + (arrangement == .hexagonal ? slanted : spacing)
    )
  }

  /// Tiles of a form that touch each other, or are a spacing apart.
  ///
  /// Forms that do not cover the plane, such as circles, lie as far apart as hard tiles do.
  ///
  /// - Parameters:
  ///   - arrangement: How they lie beside each other.
  ///   - mask: The form.
  ///   - tileWidth: More than 0 pixels.
  ///   - tileHeight: More than 0 pixels.
  ///   - spacing: Between neighbours, in pixels; less than 0 lets them overlap.
  /// - Throws: ``CanvasLayoutError/arrangement(reason:)``.
  public init(
    _ arrangement: Arrangement,
    of mask: TileMask,
    tileWidth: Double,
    tileHeight: Double,
    spacing: Double = 0
  ) throws(CanvasLayoutError) {
    let covers = mask.tilingPitch(width: tileWidth, height: tileHeight) != nil
    try self.init(
      arrangement,
      tileWidth: tileWidth,
      tileHeight: tileHeight,
      softness: covers ? mask.softness : 0,
      spacing: spacing
    )
  }

  /// The lattice with x and y exchanged.
  private var transposed: CanvasLattice {
    get throws(CanvasLayoutError) {
      try CanvasLattice(
        arrangement == .square ? .square : arrangement == .hexagonal ? .hexagonalColumns : .hexagonal,
        tileWidth: tileHeight,
        tileHeight: tileWidth,
        columnDistance: rowDistance,
        rowDistance: columnDistance
      )
    }
  }

  /// What a lattice of columns is made of: the lattice of rows that lies across.
  var asRows: CanvasLattice {
    get throws(CanvasLayoutError) { arrangement == .hexagonalColumns ? try transposed : self }
  }
}
