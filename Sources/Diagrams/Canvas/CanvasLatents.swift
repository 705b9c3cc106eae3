internal import AttributeVectors
internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import SafeFiles

/// What each tile of a canvas starts from, before what lies under it is encoded.
struct CanvasLatents {
  /// The model, open.
  let model: GenerativeModel
  /// A latent for each tile; nil where all come from the canvas itself.
  let latents: LatentBatch?
  /// What the anchors stand for, or the neighbors of a MINE grid.
  let anchors: ResolvedAnchors?
  /// What the recipe keeps as anchors: the query of a MINE grid.
  let recorded: ResolvedAnchors?
  /// For each tile its anchor, where a tile is one.
  let anchorOfTile: [Int]?
  /// The neighbors in the cells of a MINE grid.
  let neighbors: MineMeasurements?
  /// What tiles are decoded under, and encoded, where each has its own.
  let conditions: TileConditions
  /// Sentences that the person should read.
  let notes: [String]
  /// A sentence for tiles that lie far from the prior.
  let farNote: String?

  /// Finds the latents of all tiles.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - layout: Where the tiles lie.
  ///   - model: The request's model, open.
  ///   - studio: Where it is carried out.
  /// - Throws: ``RequestError``, and the errors of sets, vectors, models and files.
  init(_ request: CanvasRequest, on layout: CanvasLayout, in model: GenerativeModel, _ studio: Studio) throws {
    self.model = model
    var finder = CanvasLatentFinder(request: request, layout: layout, model: model, studio: studio)
    latents = try finder.latents()
    (anchors, recorded) = (finder.anchors, finder.recorded ?? finder.anchors)
    (anchorOfTile, neighbors) = (finder.anchorOfTile, finder.neighbors)
    (notes, farNote, conditions) = (finder.notes, finder.farNote, finder.conditions)
  }
}

/// The work of ``CanvasLatents``: what is found on the way belongs to it too.
private struct CanvasLatentFinder {
  let request: CanvasRequest
  let layout: CanvasLayout
  let model: GenerativeModel
  let studio: Studio

  var anchors: ResolvedAnchors?
  var recorded: ResolvedAnchors?
  var anchorOfTile: [Int]?
  var neighbors: MineMeasurements?
  var conditions = TileConditions()
  var notes: [String] = []
  var farNote: String?

  private var places: [CanvasPlace] { layout.places }

  private func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }

  mutating func latents() throws -> LatentBatch? {
    switch request.source {
    case .grid: return try request.neighbors.map { try ofNeighbors($0) } ?? ofGrid()
    case .plane: return try ofPlane()
    case .roots: return try ofRoots()
    case .each: return try ofEach()
    case .random: return try ofDraws()
    case .canvas:
      conditions = try TileConditions(inTurn: request, tiles: places.count, in: model)
      return nil
    }
  }

  /// The request's anchors, the missing ones drawn where that is wished.
  ///
  /// - Parameters:
  ///   - what: What needs them, for the message.
  ///   - count: How many are needed, by the number of those that are named.
  /// - Returns: At least as many.
  /// - Throws: ``RequestError`` where some are missing, what `count` throws, and the errors of pictures, latents and models.
  private mutating func resolved(
    for what: String,
    needing count: (_ named: Int) throws -> Int
  ) throws -> ResolvedAnchors {
    let resolver = AnchorResolver(model, for: request, in: studio, posterior: request.posterior)
    var found = try resolver.resolve(request.anchors)
    let needed = try count(found.latents.count)
    let missing = needed - found.latents.count
    if missing > 0 {
      guard request.drawsMissing else {
        throw fail(
          "canvas",
          missing == 1
            ? "one of the \(needed) anchors that \(what) is missing; name it, or give --fill to have it drawn from the prior"
            : "\(missing) of the \(needed) anchors that \(what) are missing; name them, or give --fill to have them drawn from the "
              + "prior"
        )
      }
      found = try resolver.filling(found, with: missing)
    }
    anchors = found
    return found
  }

  // MARK: A grid

  private mutating func ofGrid() throws -> LatentBatch {
    var shape = (rows: 0, columns: 0)
    let request = request
    let found = try resolved(for: "the grid has places for") { named in
      shape = try request.anchorShape(of: named)
      return shape.rows * shape.columns
    }
    let grid = AnchorGrid(rows: shape.rows, columns: shape.columns, isOrderFree: request.isOrderFree)
    conditions = try TileConditions(request, found, in: model, studio) { own in
      try own.carried { points, linear in try between(points, in: grid, linear) }
    }
    return try between(found.latents, in: grid, studio.interpolator(request.interpolation, in: model))
  }

  private mutating func ofNeighbors(_ neighbors: CanvasNeighbors) throws -> LatentBatch {
    guard try OpenConditions(request.conditions, for: model).entries.count <= 1 else {
      throw fail(
        "--condition",
        "the neighbors of --mine have one condition, and several were given; give one for all tiles"
      )
    }
    let mine = request.mine(neighbors)
    let place = try Neighborhood(
      mine,
      anchors: request.anchors,
      of: neighbors.set,
      posterior: request.posterior,
      in: studio
    )
    guard place.queries.latents.count == 1 else {
      throw fail(
        "--mine \(request.anchors[0].shown)",
        "it has \(place.queries.latents.count) latents and one is a query; name a row, such as \(request.anchors[0].shown):0"
      )
    }
    let patch = try NeighborPatch(mine, around: place, in: studio)
    let members = patch.memberOfCell.compactMap { $0 }
    guard members.count == mine.rows * mine.columns else {
      throw fail(
        "--anchor-rows \(mine.rows) --anchor-cols \(mine.columns)",
        "the grid has places for \(mine.rows * mine.columns) neighbors and the set has \(members.count) that are meant; "
          + "take a smaller grid"
      )
    }
    self.neighbors = try patch.measurements(mine, in: place, typicality: nil)
    (anchors, recorded) = (patch.anchors(of: place.queries), place.queries)
    farNote = place.meansNote
    notes += [place.set.unfinishedNote].compactMap { $0 } + place.queryNotes(request.posterior)
    return try between(
      patch.latents.rows(members),
      in: AnchorGrid(rows: mine.rows, columns: mine.columns, isOrderFree: request.isOrderFree),
      studio.interpolator(request.interpolation, in: model)
    )
  }

  /// What lies between anchors, latents or points that stand for them, where the tiles are.
  private func between(_ anchors: LatentBatch, in grid: AnchorGrid, _ interpolator: Interpolator) throws -> LatentBatch
  {
    try grid.latents(
      at: places.map { place in
        let position = layout.position(of: place)
        return .init(column: position.u * Double(grid.columns - 1), row: position.v * Double(grid.rows - 1))
      },
      among: anchors,
      interpolator
    )
  }

  // MARK: A plane

  private mutating func ofPlane() throws -> LatentBatch {
    var vectors = EditVectors(for: model)
    let axes = try request.attributes.map { try vectors.vector($0) }
    var found = try resolved(for: "the plane starts from") { $0 }
    found.inputs += vectors.inputs
    anchors = found
    // A single picture is the middle of the whole plane; of several each tile names its own.
    let base = found.latents.count == 1 ? [Int](repeating: 0, count: places.count) : try roots(of: found)
    conditions = try TileConditions(request, found, in: model, studio) { $0.of(base) }
    var latents = found.latents.rows(base)
    let ranges = [request.range, request.rangeY ?? request.range]
    for (index, axis) in axes.enumerated() {
      let amounts = places.map { place in
        let position = layout.position(of: place)
        return ranges[index].at(index == 0 ? position.u : position.v)
      }
      latents = latents.moved(along: axis.values, by: amounts)
    }
    guard latents.values.allSatisfy(\.isFinite) else {
      throw fail("--range", "the latents become too large for a model; take smaller amounts")
    }
    return latents
  }

  // MARK: Anchors as they are

  private mutating func ofRoots() throws -> LatentBatch {
    let count = request.drawsMissing ? layout.anchorCount : 0
    let found = try resolved(for: "the layout names") { max($0, count) }
    let roots = try roots(of: found)
    anchorOfTile = roots
    conditions = try TileConditions(request, found, in: model, studio) { $0.of(roots) }
    return found.latents.rows(roots)
  }

  /// The number of each tile's anchor, as the layout gives it; without a number it can only be that of a single anchor.
  private func roots(of found: ResolvedAnchors) throws -> [Int] {
    try places.enumerated().map { tile, place in
      guard let anchor = place.anchor ?? (found.latents.count == 1 ? 0 : nil) else {
        throw fail(
          "--from \(request.source.rawValue)",
          "tile \(tile) of the layout names no anchor, and there are \(found.latents.count); name one anchor, or write its "
            + "number from 0 into the layout"
        )
      }
      guard found.latents.count > anchor else {
        throw fail(
          "canvas",
          "tile \(tile) of the layout asks for anchor \(anchor), counted from 0, and there "
            + "\(found.latents.count.form("is", "are")) \(found.latents.count); name more anchors, or give --fill to have "
            + "the missing ones drawn from the prior"
        )
      }
      return anchor
    }
  }

  private mutating func ofEach() throws -> LatentBatch {
    let count = places.count
    let found = try resolved(for: "the layout has tiles for") { _ in count }
    guard found.latents.count == count else {
      throw fail(
        "--from each",
        "\(found.latents.count) anchors were named and the layout has \(count.counted("tile")); name as many, "
          + "or take a larger canvas"
      )
    }
    anchorOfTile = Array(places.indices)
    conditions = try TileConditions(request, found, in: model, studio) { $0.of(places.indices) }
    return found.latents
  }

  private mutating func ofDraws() throws -> LatentBatch {
    conditions = try TileConditions(inTurn: request, tiles: places.count, in: model)
    return request.generator.sample(
      model.prior,
      count: places.count,
      dimension: model.latentDimension,
      seed: try request.requiredSeed
    )
  }
}

extension EditRange {
  /// The amount at a share of the way, both ends exact.
  fileprivate func at(_ share: Double) -> Double { low * (1 - share) + high * share }
}
