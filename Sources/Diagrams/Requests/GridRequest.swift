public import EncodedSets
internal import GenerativeModels
internal import Imaging
public import LatentGeometry

/// A grid of decoded latents between anchors: MINE spacing, four corners, an analogy, a chain of them, a fan.
public struct GridRequest: DiagramRequest, ConditionedRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "grid"
  /// One for each anchor, if not one for all.
  public static let takesSeveralConditions = true

  /// The models to draw with.
  public var models: [ModelReference] = [.standard]
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?
  /// Where random latents come from.
  public var generator = RandomAlgorithm.sextant
  /// What happens to latents that lie far from the prior.
  public var typical = TypicalityPolicy.warn
  /// What is added to every latent right before it is decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode under; none for the models' own, one for all, or one for each anchor.
  public var conditions: [Condition] = []
  /// What the grid is filled from, in the layout's order.
  public var anchors: [Anchor] = []
  /// How the grid is filled.
  public var layout = GridLayout.mine
  /// The number of rows; nil for what the layout has then: `GridLayout/standardRows(anchorCount:columns:spacing:)`.
  public var rows: Int?
  /// The number of columns.
  public var columns = 7
  /// The distance of anchors in cells, for layouts with spacing, ≥ 1.
  public var spacing = 3
  /// How cells between anchors are filled.
  public var interpolation = InterpolationMethod.slerp
  /// Whether all four corners weigh in at once, so that no axis comes first.
  public var isOrderFree = false
  /// How places are filled that only an analogy can fill.
  public var analogy = AnalogyMethod.raw
  /// Whether anchors that are missing are drawn from the prior.
  public var drawsMissing = false
  /// How the anchors that were named become those of the grid: inverted, part of the way from draws, inside a border of draws.
  public var arrangement = AnchorArrangement()
  /// What grows over the grid, on top of ``offsets``.
  public var ramps: [OffsetRamp] = []
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// Whether the original pictures of anchors in the first and the last column stand beside them.
  public var originals = false
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: a MINE grid of 4 x 7 with a spacing of 3, slerp, no anchors yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { drawsMissing || arrangement.draws || anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .grid(self) }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the picture starts from.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> GridRequest {
    var request = self
    request.anchors = anchors
    request.drawsMissing = false
    // The recipe keeps anchors as they stand in the grid.
    request.arrangement = AnchorArrangement()
    return request
  }

  /// Whether the fan is the one without anchors.
  var isPlane: Bool { layout == .fan && anchors.isEmpty && !drawsMissing }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` and `GridError` with the option at fault.
  public func validate() throws {
    try validateCommon()
    try validateArrangement()
    guard !anchors.isEmpty || drawsMissing || layout == .fan else {
      throw RequestError.invalid(
        option: "grid",
        reason: "name its anchors, or give --fill to have those that are missing drawn from the prior"
      )
    }
    try sheet.validate(
      rows: rows(anchorCount: anchors.count),
      "--rows",
      columns: columns,
      "--cols",
      atLeast: 1
    )
    _ = try grid(anchorCount: rows == nil && layout == .fan ? 2 : anchors.count)
  }

  private func rows(anchorCount: Int) -> Int {
    rows ?? layout.standardRows(anchorCount: anchorCount, columns: columns, spacing: spacing)
  }

  /// The grid, once the number of anchors is known.
  private func grid(anchorCount: Int) throws -> LatentGrid {
    let grid = try LatentGrid(
      layout,
      rows: rows(anchorCount: anchorCount),
      columns: columns,
      spacing: spacing,
      isOrderFree: isOrderFree,
      analogy: analogy
    )
    try arrangement.validate(for: grid)
    return grid
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError``, `GridError` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, cure: cure, posterior: posterior, studio: studio)
    var grids: [GridMeasurements.Grid] = []
    var hasShownOriginals = false
    var rampInputs: [InputStamp] = []
    var resolved: [ResolvedAnchors] = []
    for model in composer.models {
      let (grid, latents, found) = try latents(of: model, in: studio) { grid in
        try composer.check(rows: grid.rows, columns: columns)
      }
      let ramped = try ramped(latents, of: grid, in: model)
      for stamp in ramped.inputs where !rampInputs.contains(stamp) { rampInputs.append(stamp) }
      var band = band(ramped.latents, of: grid, originals: found?.originals ?? [])
      hasShownOriginals = hasShownOriginals || !band.pictures.isEmpty
      band.conditions = try AnchorConditions(self, found, in: model, studio)?.carried(over: grid)
      grids.append(
        .init(
          model: model.name,
          rows: grid.rows,
          typicality: try composer.add(band, from: model, anchors: found)
        )
      )
      if let found { resolved.append(found) }
    }
    let measurements = GridMeasurements(layout: layout, columns: columns, grids: grids)
    var drawing = try composer.finish(request: erased, anchors: resolved, measurements: measurements)
    for stamp in rampInputs where !drawing.recipe.inputs.contains(stamp) { drawing.recipe.inputs.append(stamp) }
    if originals, !hasShownOriginals {
      drawing.notes.append(
        "--originals shows nothing: only anchors in the first and the last column have room, and none of them is a picture"
      )
    }
    return drawing
  }

  /// The grid's latents in one model, and its anchors where it has any; `check` sees the grid before they are made.
  private func latents(
    of model: GenerativeModel,
    in studio: Studio,
    check: (LatentGrid) throws -> Void
  ) throws -> (LatentGrid, LatentBatch, ResolvedAnchors?) {
    if isPlane {
      let grid = try grid(anchorCount: 0)
      try check(grid)
      return (grid, grid.fan(in: model.prior, dimension: model.latentDimension), nil)
    }
    let resolver = AnchorResolver(model, for: self, in: studio, posterior: posterior)
    let named = try resolver.resolve(anchors)
    let grid = try grid(anchorCount: named.latents.count)
    try check(grid)
    let interpolator = studio.interpolator(interpolation, in: model)
    let found = try arranged(named, in: grid, resolver, interpolator)
    return (grid, try grid.latents(anchors: found.latents, interpolator), found)
  }

  private var cure: String? {
    isPlane ? nil : Cure.options(methods: [interpolation], analogy: layout.usesAnalogy ? analogy : nil)
  }
}

/// How far the cells of a grid lie from the prior.
public struct GridMeasurements: Measurements {
  /// The grid of one model.
  public struct Grid: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// The number of rows.
    public let rows: Int
    /// Lengths and deviations in row order.
    public let typicality: Typicality
  }

  /// How the grids were filled.
  public let layout: GridLayout
  /// The number of columns of each grid.
  public let columns: Int
  /// One entry a model.
  public let grids: [Grid]

  /// What a person reads.
  public var lines: [String] { [] }
}
