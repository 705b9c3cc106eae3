internal import AttributeVectors
internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

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
    (notes, farNote) = (finder.notes, finder.farNote)
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
    case .canvas: return nil
    }
  }

  /// The request's anchors, the missing ones drawn where that is wished.
  private mutating func resolved(needing count: Int?, for what: String) throws -> ResolvedAnchors {
    let resolver = AnchorResolver(model, for: request, in: studio, posterior: request.posterior)
    var found = try resolver.resolve(request.anchors)
    let missing = (count ?? found.latents.count) - found.latents.count
    if missing > 0 {
      guard request.drawsMissing else {
        throw fail(
          "canvas",
          "\(missing) of the \(found.latents.count + missing) anchors that \(what) \(missing == 1 ? "is" : "are") missing; "
            + "name them, or give --fill to have them drawn from the prior"
        )
      }
      found = try resolver.filling(found, with: missing)
    }
    anchors = found
    return found
  }

  // MARK: A grid

  private mutating func ofGrid() throws -> LatentBatch {
    let wanted = request.anchorRows.flatMap { rows in request.anchorColumns.map { rows * $0 } }
    let fills = request.drawsMissing && request.anchorRows == nil && request.anchorColumns == nil
    let shape = CanvasRequest.filledShape
    let count = wanted ?? (fills ? shape.rows * shape.columns : nil)
    let found = try resolved(needing: count, for: "the grid has places for").latents
    let grid: (rows: Int, columns: Int)
    if fills {
      grid = shape
    } else if let rows = request.anchorRows {
      grid = (rows, request.anchorColumns ?? found.count / rows)
    } else if let columns = request.anchorColumns {
      grid = (found.count / columns, columns)
    } else {
      var side = 1
      while side * side < found.count { side += 1 }
      grid = (found.count / side, side)
    }
    guard grid.rows * grid.columns == found.count, found.count > 0 else {
      let named = [
        request.anchorRows.map { "--anchor-rows \($0)" }, request.anchorColumns.map { "--anchor-cols \($0)" },
      ].compactMap { $0 }
      throw fail(
        named.isEmpty ? "--anchor-cols" : named.joined(separator: " "),
        "\(found.count) anchors do not fill \(grid.rows) rows of \(grid.columns); say how many rows and columns they form"
      )
    }
    return try between(found, rows: grid.rows, columns: grid.columns)
  }

  private mutating func ofNeighbors(_ neighbors: CanvasNeighbors) throws -> LatentBatch {
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
    notes += [place.set.unfinishedNote, place.posteriorNote(request.posterior)].compactMap { $0 }
    return try between(patch.latents.rows(members), rows: mine.rows, columns: mine.columns)
  }

  private func between(_ anchors: LatentBatch, rows: Int, columns: Int) throws -> LatentBatch {
    try AnchorGrid(rows: rows, columns: columns, isOrderFree: request.isOrderFree).latents(
      at: places.map { place in
        let position = layout.position(of: place)
        return .init(column: position.u * Double(columns - 1), row: position.v * Double(rows - 1))
      },
      among: anchors,
      studio.interpolator(request.interpolation, in: model)
    )
  }

  // MARK: A plane

  private mutating func ofPlane() throws -> LatentBatch {
    var vectors = EditVectors(for: model)
    let axes = try request.attributes.map { try vectors.vector($0) }
    var found = try resolved(needing: nil, for: "the plane starts from")
    found.inputs += vectors.inputs
    anchors = found
    // A single picture is the middle of the whole plane; of several each tile names its own.
    let base = found.latents.count == 1 ? [Int](repeating: 0, count: places.count) : try roots(of: found)
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
    let count = request.drawsMissing ? places.compactMap(\.anchor).max().map { $0 + 1 } : nil
    let found = try resolved(needing: count, for: "the layout names")
    let roots = try roots(of: found)
    anchorOfTile = roots
    return found.latents.rows(roots)
  }

  /// The number of each tile's anchor, as the layout gives it.
  private func roots(of found: ResolvedAnchors) throws -> [Int] {
    try places.enumerated().map { tile, place in
      guard let anchor = place.anchor else {
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
            + "\(found.latents.count == 1 ? "is" : "are") \(found.latents.count); name more anchors, or give --fill to have "
            + "the missing ones drawn from the prior"
        )
      }
      return anchor
    }
  }

  private mutating func ofEach() throws -> LatentBatch {
    let found = try resolved(needing: places.count, for: "the layout has tiles for").latents
    guard found.count == places.count else {
      throw fail(
        "--from each",
        "\(found.count) anchors were named and the layout has \(places.count) tiles; name as many, or take a larger canvas"
      )
    }
    anchorOfTile = Array(places.indices)
    return found
  }

  private mutating func ofDraws() throws -> LatentBatch {
    request.generator.sample(
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
