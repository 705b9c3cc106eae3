public import Imaging

/// Where the tiles of a canvas lie, by a rule or as a ``CanvasLayout`` says; ``layout(tile:form:picture:mask:seed:)`` carries it out.
public struct CanvasArrangement: Sendable, Codable, Equatable {
  /// The rules.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// In rows and columns.
    case rows
    /// In rows, every other one shifted by half a tile: a honeycomb of hexagons with a corner above.
    case hexagonal
    /// In columns, every other one shifted: a honeycomb of hexagons with a corner at the side.
    case hexagonalColumns = "hexagonal-columns"
    /// Of several sizes, each half of the one before, at random; each names an anchor.
    case octaves
  }

  /// The rule, where ``places`` does not say.
  public var kind = Kind.hexagonal
  /// The places, as read from a file; nil for those of the rule.
  public var places: CanvasLayout?
  /// The canvas's width in pixels; nil for what the tiles need, or the background picture's.
  public var width: Int?
  /// The canvas's height in pixels; nil likewise.
  public var height: Int?
  /// Rows of tiles, of octaves the largest; nil for 6 where the canvas has no size of its own.
  public var rows: Int?
  /// Columns of tiles; nil for 8 where the canvas has no size of its own.
  public var columns: Int?
  /// The width of a tile in pixels, of octaves the largest; nil for that of the model's pictures, of octaves twice as much.
  public var tile: Double?
  /// The height of a tile; nil for the proportions of the model's pictures.
  public var tileHeight: Double?
  /// Pixels between neighbours; below 0 they overlap.
  public var spacing = 0.0
  /// By how much of a tile's width neighbours overlap beside that, 0 ..< 1; 0 lays soft forms so close that they add up to 1,
  /// where they can: squares and hexagons.
  public var overlap = 0.0
  /// How rows end at the edges of a canvas of a size of its own.
  public var edges = CanvasLayout.Edges.inside
  /// The part of the canvas that tiles are laid in; nil for all of it.
  public var within: CanvasWithin?
  /// The amount of every octave, the largest tiles first.
  public var octaves = CanvasOctaves(side: 1, count: 3).amounts
  /// Whether smaller octaves lie over larger ones.
  public var overlaps = false

  /// The defaults: a honeycomb of 6 rows and 8 columns.
  public init() {}

  private static let (standardRows, standardColumns) = (6, 8)

  /// Whether the places depend on a seed.
  public var isRandom: Bool { places == nil && kind == .octaves }

  /// Whether every tile names an anchor.
  var namesAnchors: Bool { places.map { $0.places.allSatisfy { $0.anchor != nil } } ?? (kind == .octaves) }

  /// The form of tiles that fits: hexagons in a honeycomb, in a file's places the one that it names.
  public var mask: TileMask {
    if let places { return places.form ?? TileMask(.square) }
    return switch kind {
    case .rows, .octaves: TileMask(.square)
    case .hexagonal: TileMask(.hexagon)
    case .hexagonalColumns: TileMask(.flatHexagon)
    }
  }

  /// How tiles that fit meet: along an edge that two share each covers a pixel by its part, and only the sum covers it all.
  public var blending: PictureCanvas.Blending {
    if let places { return places.blending ?? .over }
    return kind == .octaves ? (overlaps ? .over : .add) : spacing >= 0 && overlap == 0 ? .add : .over
  }

  /// Checks the values that can be checked alone.
  ///
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  public func validate() throws {
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    for case (let option, let count?) in [
      ("--width", width), ("--height", height), ("--rows", rows), ("--cols", columns),
    ]
    where count < 1 {
      throw fail("\(option) \(count)", "at least 1 is needed")
    }
    guard (rows == nil && columns == nil) || (width == nil && height == nil) else {
      throw fail("--rows and --cols", "they say how large the canvas is, as --width and --height do; give one of them")
    }
    if let width, let height, width > PlanarImage.pixelLimit / height {
      throw PictureCanvasError.size(width: width, height: height)
    }
    for case (let option, let side?) in [("--tile", tile), ("--tile", tileHeight)] where !(side > 0 && side.isFinite) {
      throw fail("\(option) \(side.typed)", "a tile is more than 0 pixels wide and high")
    }
    guard spacing.isFinite else { throw fail("--spacing \(spacing)", "a number of pixels is needed") }
    guard overlap >= 0, overlap < 1 else {
      throw fail("--overlap \(overlap.typed)", "tiles overlap by a share of their width from 0 to below 1")
    }
  }

  /// The places.
  ///
  /// Positions where latents are looked up go from the first to the last tile of rows and columns, so that tiles in the
  /// corners are the anchors there; those of octaves and files stay.
  ///
  /// - Parameters:
  ///   - size: The width and height of the model's pictures.
  ///   - form: The tiles' form, which decides how close soft ones lie.
  ///   - picture: The size of the background picture, where there is one.
  ///   - mask: The picture of ``within``, where it is one.
  ///   - seed: For octaves.
  /// - Returns: The layout.
  /// - Throws: ``CanvasLayoutError``, and ``RequestError`` without a seed.
  public func layout(
    tile size: (width: Double, height: Double),
    form: TileMask,
    picture: (width: Int, height: Int)? = nil,
    mask: PlanarImage? = nil,
    seed: UInt64? = nil
  ) throws -> CanvasLayout {
    let whole = try whole(tile: size, form: form, picture: picture, seed: seed)
    let layout = try within.map { part throws(CanvasLayoutError) in try part.applied(to: whole, mask: mask) } ?? whole
    return layout
  }

  private func whole(
    tile size: (width: Double, height: Double),
    form: TileMask,
    picture: (width: Int, height: Int)?,
    seed: UInt64?
  ) throws -> CanvasLayout {
    if let places { return try scaled(places) }
    let factor = tile == nil && kind == .octaves ? 2.0 : 1
    let width = tile ?? size.width * factor
    let height = tileHeight ?? width * size.height / size.width
    let canvas = canvas(like: picture)
    guard kind != .octaves else {
      guard let seed else { throw RequestError.missingSeed }
      let (rows, columns) = (Double(rows ?? Self.standardRows), Double(columns ?? Self.standardColumns))
      let pixels = try canvas ?? (Self.pixels(columns * width), Self.pixels(rows * width))
      return try CanvasLayout(
        width: pixels.width,
        height: pixels.height,
        octaves: CanvasOctaves(side: width, amounts: octaves, overlaps: overlaps),
        seed: seed
      )
    }
    let lattice = try CanvasLattice(
      kind == .rows ? .square : kind == .hexagonal ? .hexagonal : .hexagonalColumns,
      // Whoever says by how much tiles overlap is taken at their word, soft or not.
      of: overlap > 0 ? TileMask(.square) : form,
      tileWidth: width,
      tileHeight: height,
      spacing: spacing - overlap * width
    )
    guard let canvas else {
      return try CanvasLayout(rows: rows ?? Self.standardRows, columns: columns ?? Self.standardColumns, of: lattice)
        .spread()
    }
    return try CanvasLayout(width: canvas.width, height: canvas.height, filledBy: lattice, edges: edges).spread()
  }

  /// A file's places on a canvas of the size that was named; with one side the proportions stay.
  private func scaled(_ places: CanvasLayout) throws -> CanvasLayout {
    guard width != nil || height != nil else { return places }
    let size = proportional(to: (places.width, places.height))
    return try places.scaled(toWidth: size.width, height: size.height)
  }

  /// The size that was named, or that of a picture; nil where there is none.
  private func canvas(like picture: (width: Int, height: Int)?) -> (width: Int, height: Int)? {
    guard rows == nil, columns == nil else { return nil }
    if let picture { return proportional(to: picture) }
    guard let side = width ?? height else { return nil }
    return (width ?? side, height ?? side)
  }

  private func proportional(to size: (width: Int, height: Int)) -> (width: Int, height: Int) {
    switch (width, height) {
    case (let width?, let height?): (width, height)
    case (let width?, nil): (width, max(1, Int((Double(width) / Double(size.width) * Double(size.height)).rounded())))
    case (nil, let height?):
      (max(1, Int((Double(height) / Double(size.height) * Double(size.width)).rounded())), height)
    case (nil, nil): size
    }
  }

  private static func pixels(_ length: Double) throws -> Int {
    guard let pixels = Int(exactly: length.rounded()), pixels <= PlanarImage.pixelLimit else {
      throw RequestError.invalid(
        option: "--tile",
        reason: "the canvas would be \(length.typed) pixels wide; choose smaller tiles"
      )
    }
    return max(pixels, 1)
  }
}

extension CanvasLayout {
  /// The same places with positions from the first to the last middle along either axis; ½ where there is one only.
  fileprivate func spread() throws(CanvasLayoutError) -> CanvasLayout {
    func ends(_ middles: [Double]) -> (Double, Double) { (middles.min() ?? 0, middles.max() ?? 0) }
    let (along, down) = (ends(places.map(\.x)), ends(places.map(\.y)))
    func share(_ middle: Double, _ ends: (low: Double, high: Double)) -> Double {
      ends.high > ends.low ? (middle - ends.low) / (ends.high - ends.low) : 0.5
    }
    return try with(
      places: places.map { place in
        var place = place
        place.position = CanvasPosition(u: share(place.x, along), v: share(place.y, down))
        return place
      }
    )
  }
}
