internal import Manifold

/// Tiles of sides S, S/2, S/4 …, each octave laid at random into what the larger ones leave free.
///
/// Sides and places are whole multiples of the smallest side, the cell; the block of whole cells lies in the canvas's
/// middle. Of every octave all places are tried once in random order, and those are taken that are free, until the octave
/// has its share or its number. An octave that is asked for everything fills at least the cells of the smallest tiles;
/// larger tiles get stuck earlier (in the plane squares of many cells at 0.562 of it).
///
/// Every tile names an anchor: those of the largest octave their own number, smaller ones that of the nearest of them, the
/// first of several. Source of the idea: plat's `tools/grid.py`, which lays sides 4, 2 and 1.
public struct CanvasOctaves: Sendable, Equatable, Codable {
  /// How many tiles an octave has; as a text `50%` or `12`.
  public enum Amount: Sendable, Equatable {
    /// As many as cover this share of what is free, 0 … 1, or fit.
    case share(Double)
    /// So many, or as many as fit.
    case count(Int)
  }

  /// The side of the largest tiles in pixels.
  public var side: Double
  /// The amount of every octave, the largest tiles first.
  public var amounts: [Amount]
  /// Whether smaller octaves lie over larger ones, each free to use the whole canvas.
  public var overlaps: Bool

  /// Octaves.
  ///
  /// - Parameters:
  ///   - side: The side of the largest tiles in pixels.
  ///   - amounts: Of every octave, the largest tiles first; 1 … 12 of them.
  ///   - overlaps: Whether smaller octaves lie over larger ones.
  public init(side: Double, amounts: [Amount], overlaps: Bool = false) {
    (self.side, self.amounts, self.overlaps) = (side, amounts, overlaps)
  }

  /// Octaves that fill the canvas: of what is free, half goes to each, and all to the last.
  ///
  /// - Parameters:
  ///   - side: The side of the largest tiles in pixels.
  ///   - count: 1 … 12.
  public init(side: Double, count: Int) {
    self.init(
      side: side,
      amounts: (0..<max(count, 0)).map { .share($0 == count - 1 ? 1 : 0.5) }
    )
  }
}

extension CanvasLayout {
  /// Tiles of several octaves at random, the largest first.
  ///
  /// - Parameters:
  ///   - width: The canvas's width in pixels, ≥ 1.
  ///   - height: The canvas's height in pixels, ≥ 1.
  ///   - octaves: Their sides and amounts.
  ///   - seed: Any number; the same gives the same layout.
  /// - Throws: ``CanvasLayoutError`` where no large tile fits, or amounts cannot be.
  /// - Complexity: O(octaves · cells · tiles' cells), and O(large tiles · others) for anchors.
  public init(width: Int, height: Int, octaves: CanvasOctaves, seed: UInt64) throws(CanvasLayoutError) {
    guard width >= 1, height >= 1 else { throw .canvas(path: nil, width: width, height: height) }
    try octaves.check()
    let smallest = 1 << (octaves.amounts.count - 1)
    let cell = octaves.side / Double(smallest)
    try Self.checkCells(Double(width) / cell * (Double(height) / cell))
    let (columns, rows) = (Int(Double(width) / cell + 1e-9), Int(Double(height) / cell + 1e-9))
    guard columns >= smallest, rows >= smallest else {
      throw .arrangement(
        reason: """
          no tile of \(octaves.side.typed) x \(octaves.side.typed) pixels fits into \(width) x \(height); make the canvas \
          larger or the tiles smaller
          """
      )
    }
    let left = (Double(width) - Double(columns) * cell) / 2
    let top = (Double(height) - Double(rows) * cell) / 2
    let draws = SeededDraws(seed: seed, for: .places)
    var cells = FreeCells(columns: columns, rows: rows)
    var places: [CanvasPlace] = []
    var roots: [CanvasPlace] = []
    for (octave, amount) in octaves.amounts.enumerated() {
      if octaves.overlaps { cells = FreeCells(columns: columns, rows: rows) }
      let side = smallest >> octave
      for corner in cells.take(squaresOf: side, amount, draws: draws, series: octave) {
        let length = Double(side) * cell
        var place = CanvasPlace(
          x: left + (Double(corner.column) + Double(side) / 2) * cell,
          y: top + (Double(corner.row) + Double(side) / 2) * cell,
          width: length,
          height: length
        )
        place.anchor = octave == 0 ? places.count : place.nearest(of: roots)
        places.append(place)
      }
      if octave == 0 { roots = places }
      guard !roots.isEmpty else {
        throw .arrangement(
          reason: "the largest octave has no tile, which each of the others needs as its anchor; ask for at least one"
        )
      }
    }
    try self.init(width: width, height: height, places: places)
  }

  private static func checkCells(_ count: Double) throws(CanvasLayoutError) {
    guard count <= Double(placeLimit) else { throw .tooMany(count) }
  }
}

extension CanvasOctaves {
  fileprivate func check() throws(CanvasLayoutError) {
    guard side > 0, side.isFinite else {
      throw .arrangement(reason: "tiles of \(side.typed) pixels are not possible; choose more than 0")
    }
    guard (1...12).contains(amounts.count) else {
      throw .arrangement(reason: "\(amounts.count) octaves are not possible; choose 1 to 12")
    }
    for amount in amounts {
      switch amount {
      case .share(let share) where !(0...1).contains(share):
        throw .arrangement(reason: "an octave cannot fill \(share.typed) of what is free; choose 0 to 1")
      case .count(let count) where count < 0:
        throw .arrangement(reason: "an octave cannot have \(count) tiles; choose 0 or more")
      case .share, .count: break
      }
    }
  }
}

extension CanvasPlace {
  /// The number of the nearest of some places, the first of several; nil without any.
  fileprivate func nearest(of places: [CanvasPlace]) -> Int? {
    var (nearest, least) = (Int?.none, Double.infinity)
    for (number, place) in places.enumerated() {
      let distance = (place.x - x) * (place.x - x) + (place.y - y) * (place.y - y)
      if distance < least { (nearest, least) = (number, distance) }
    }
    return nearest
  }
}
