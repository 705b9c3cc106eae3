#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension CanvasLayout {
  /// How a lattice ends at the edges of a canvas.
  public enum Edges: String, Sendable, Codable, CaseIterable {
    /// With the last tiles that lie wholly inside; what is left is shared out on both sides.
    case inside
    /// With the first tiles beyond, of which a part is cut off; a tile's middle, or a gap's, is that of the canvas.
    case covered
  }

  /// Tiles of a lattice over a canvas, row after row from the upper left.
  ///
  /// - Parameters:
  ///   - width: The canvas's width in pixels, ≥ 1.
  ///   - height: The canvas's height in pixels, ≥ 1.
  ///   - lattice: The tiles.
  ///   - edges: How it ends.
  /// - Throws: ``CanvasLayoutError`` where no tile lies inside, or more than ``placeLimit`` would.
  public init(
    width: Int,
    height: Int,
    filledBy lattice: CanvasLattice,
    edges: Edges = .inside
  ) throws(CanvasLayoutError) {
    guard width >= 1, height >= 1 else { throw .canvas(path: nil, width: width, height: height) }
    let turned = lattice.arrangement == .hexagonalColumns
    let rows = try lattice.asRows
    let canvas = turned ? (Double(height), Double(width)) : (Double(width), Double(height))
    let middles =
      switch edges {
      case .inside: try Self.inside(canvas, rows)
      case .covered: try Self.covering(canvas, rows)
      }
    guard !middles.isEmpty else {
      throw .arrangement(
        reason: """
          no tile of \(lattice.tileWidth.typed) x \(lattice.tileHeight.typed) pixels fits into \(width) x \(height); make \
          the canvas larger or the tiles smaller
          """
      )
    }
    try self.init(width: width, height: height, places: Self.places(middles, of: lattice))
  }

  /// Tiles of a lattice on a canvas that is just as large as they need, each size rounded up.
  ///
  /// Of hexagonal rows every other is shifted to the right, of hexagonal columns down.
  ///
  /// - Parameters:
  ///   - rows: ≥ 1; of hexagonal columns the tiles in each.
  ///   - columns: ≥ 1; of hexagonal rows the tiles in each.
  ///   - lattice: The tiles.
  /// - Throws: ``CanvasLayoutError``.
  public init(rows: Int, columns: Int, of lattice: CanvasLattice) throws(CanvasLayoutError) {
    guard rows >= 1, columns >= 1 else {
      throw .arrangement(reason: "\(rows) rows of \(columns) tiles are empty; choose at least one of each")
    }
    let turned = lattice.arrangement == .hexagonalColumns
    let base = try lattice.asRows
    let (lines, length) = turned ? (columns, rows) : (rows, columns)
    try Self.check(Double(lines) * Double(length))
    var middles: [(x: Double, y: Double)] = []
    for line in 0..<lines {
      let start = base.tileWidth / 2 + base.shift(ofRow: line)
      for place in 0..<length {
        middles.append(
          (start + Double(place) * base.columnDistance, base.tileHeight / 2 + Double(line) * base.rowDistance)
        )
      }
    }
    let along = base.tileWidth + Double(length - 1) * base.columnDistance + (lines > 1 ? base.shift(ofRow: 1) : 0)
    let across = base.tileHeight + Double(lines - 1) * base.rowDistance
    guard max(along, across) < 1e9 else { throw .tooMany(Double(lines) * Double(length)) }
    // Sums of distances that ought to be whole may be a rounding error more.
    func pixels(_ length: Double) -> Int { Int((length - 1e-6).rounded(.up)) }
    try self.init(
      width: max(pixels(turned ? across : along), 1),
      height: max(pixels(turned ? along : across), 1),
      places: Self.places(middles, of: lattice)
    )
  }

  private static func places(_ middles: [(x: Double, y: Double)], of lattice: CanvasLattice) -> [CanvasPlace] {
    let turned = lattice.arrangement == .hexagonalColumns
    return middles.map { middle in
      CanvasPlace(
        x: turned ? middle.y : middle.x,
        y: turned ? middle.x : middle.y,
        width: lattice.tileWidth,
        height: lattice.tileHeight
      )
    }
  }

  private static func check(_ count: Double) throws(CanvasLayoutError) {
    guard count <= Double(placeLimit) else { throw .tooMany(count) }
  }

  private static func inside(
    _ canvas: (width: Double, height: Double),
    _ lattice: CanvasLattice
  ) throws(CanvasLayoutError) -> [(x: Double, y: Double)] {
    let (columns, rows) = (
      count(lattice.tileWidth, every: lattice.columnDistance, within: canvas.width),
      count(lattice.tileHeight, every: lattice.rowDistance, within: canvas.height)
    )
    guard columns >= 1, rows >= 1 else { return [] }
    try check(columns * rows)
    let shift = lattice.shift(ofRow: 1)
    let length = lattice.tileWidth + (columns - 1) * lattice.columnDistance
    // Shifted rows have as many tiles where there is room, and otherwise one fewer.
    let isRoomy = length + shift <= canvas.width + tolerance
    let left = (canvas.width - length - (isRoomy && rows > 1 ? shift : 0)) / 2 + lattice.tileWidth / 2
    let top = (canvas.height - lattice.tileHeight - (rows - 1) * lattice.rowDistance) / 2 + lattice.tileHeight / 2
    var middles: [(x: Double, y: Double)] = []
    for row in 0..<Int(rows) {
      let start = left + lattice.shift(ofRow: row)
      for column in 0..<(isRoomy || row % 2 == 0 ? Int(columns) : Int(columns) - 1) {
        middles.append((start + Double(column) * lattice.columnDistance, top + Double(row) * lattice.rowDistance))
      }
    }
    return middles
  }

  private static func covering(
    _ canvas: (width: Double, height: Double),
    _ lattice: CanvasLattice
  ) throws(CanvasLayoutError) -> [(x: Double, y: Double)] {
    try check((canvas.width / lattice.columnDistance + 2) * (canvas.height / lattice.rowDistance + 2))
    let (reachX, reachY) = (
      (canvas.width + lattice.tileWidth) / 2 - tolerance, (canvas.height + lattice.tileHeight) / 2 - tolerance
    )
    let rows = Int((reachY / lattice.rowDistance).rounded(.down))
    var middles: [(x: Double, y: Double)] = []
    for row in -rows...rows {
      let shift = lattice.shift(ofRow: abs(row))
      let first = Int(((-reachX - shift) / lattice.columnDistance).rounded(.up))
      let last = Int(((reachX - shift) / lattice.columnDistance).rounded(.down))
      guard first <= last else { continue }
      for column in first...last {
        middles.append(
          (
            canvas.width / 2 + shift + Double(column) * lattice.columnDistance,
            canvas.height / 2 + Double(row) * lattice.rowDistance
          )
        )
      }
    }
    return middles
  }

  /// What sums of distances may be wrong by, in pixels.
  private static let tolerance = 1e-6

  private static func count(_ length: Double, every distance: Double, within limit: Double) -> Double {
    length > limit + tolerance ? 0 : floor((limit - length + tolerance) / distance) + 1
  }
}

extension CanvasLattice {
  /// By how much a row lies farther right.
  fileprivate func shift(ofRow row: Int) -> Double { arrangement == .square || row % 2 == 0 ? 0 : columnDistance / 2 }
}
