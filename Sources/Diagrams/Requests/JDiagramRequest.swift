public import EncodedSets
internal import Imaging
internal import GenerativeModels
public import LatentGeometry
internal import SafeFiles

/// Three corner pictures, their reconstructions, their analogy, and everything in between (White 2016, section 3.1).
///
/// Each original stands in a column of its own beside its reconstruction, which is a corner of the grid.
public struct JDiagramRequest: DiagramRequest, ConditionedRequest, AnchoredRequest, RequestAtTime {
  /// The program's verb.
  public static let verb = "jdiagram"
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
  /// Top left (the source A), bottom left (B) and top right (C).
  public var anchors: [Anchor] = []
  /// The number of rows of the grid, ≥ 2.
  public var rows = 5
  /// The number of columns of the grid, without those of the originals, ≥ 2.
  public var columns = 7
  /// How everything between the corners is filled in.
  public var interpolation = InterpolationMethod.slerp
  /// How the bottom right corner is found.
  public var analogy = AnalogyMethod.raw
  /// Whether every cell gets the weights of all corners at once, so that no axis comes first.
  public var isOrderFree = false
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// Whether the original pictures stand beside their corners.
  public var originals = true
  /// What is added to every cell before the offsets, another multiple to each.
  public var fields: [AttributeField] = []
  /// The time of the fields, from 0 to 1 for a round.
  public var time = 0.0
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: 5 x 7, slerp, originals shown, no model and no corners yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .jdiagram(self) }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the picture starts from.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> JDiagramRequest {
    var request = self
    request.anchors = anchors
    return request
  }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard !anchors.isEmpty else { throw cornersError(found: 0) }
    try sheet.validate(rows: rows, "--rows", columns: columns, "--cols", atLeast: 2)
    try validateFields(rows: rows, columns: columns)
  }

  private func cornersError(found: Int) -> RequestError {
    .invalid(
      option: "jdiagram",
      reason:
        "three corners are needed (top left, bottom left, top right), and \(found.counted("was", "were")) named"
    )
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, cure: cure, posterior: posterior, studio: studio)
    try composer.check(rows: rows, columns: columns)
    let grid = try LatentGrid(.jdiagram, rows: rows, columns: columns, isOrderFree: isOrderFree, analogy: analogy)
    var grids: [JDiagramMeasurements.Grid] = []
    var resolved: [ResolvedAnchors] = []
    for model in composer.models {
      let found = try AnchorResolver(model, for: self, in: studio, posterior: posterior).resolve(anchors)
      guard found.latents.count == 3 else { throw cornersError(found: found.latents.count) }
      let interpolator = studio.interpolator(interpolation, in: model)
      let latents = try grid.latents(anchors: found.latents, interpolator)
      var band = band(latents, originals: found.originals)
      band.conditions = try AnchorConditions(self, found, in: model, studio)?.carried(over: grid)
      let typicality = try composer.add(band, from: model, anchors: found)
      grids.append(.init(model: model.name, typicality: typicality))
      resolved.append(found)
    }
    let measurements = JDiagramMeasurements(rows: rows, columns: columns, grids: grids)
    return try composer.finish(request: erased, anchors: resolved, measurements: measurements)
  }

  private var cure: String? { Cure.options(methods: [interpolation], analogy: analogy) }

  private func band(_ latents: LatentBatch, originals pictures: [PlanarImage?]) -> Band {
    let margin = originals && pictures.contains { $0 != nil } ? 1 : 0
    var band = Band(rows: rows, columns: columns, latents: latents, leftMargin: margin, rightMargin: margin)
    guard margin > 0 else { return band }
    let corners = [
      Cell(row: 0, column: 0), Cell(row: rows - 1, column: 0), Cell(row: 0, column: band.columns - 1),
    ]
    for (cell, picture) in zip(corners, pictures) {
      if let picture { band.pictures.append((cell, picture)) }
    }
    return band
  }
}

/// How far the cells of a J-diagram lie from the prior.
public struct JDiagramMeasurements: Measurements {
  /// The grid of one model.
  public struct Grid: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// Lengths and deviations in row order; the last is the analogy.
    public let typicality: Typicality
  }

  /// The number of rows of each grid.
  public let rows: Int
  /// The number of columns of each grid.
  public let columns: Int
  /// One entry a model.
  public let grids: [Grid]

  /// What a person reads.
  public var lines: [String] {
    grids.compactMap { grid in
      guard let length = grid.typicality.lengths.last else { return nil }
      let deviation = grid.typicality.deviations.last.flatMap { $0 }.map {
        ", \($0.rounded(toPlaces: 1)) sd from the prior"
      }
      return "\(grid.model): the analogy corner has length \(length.rounded(toPlaces: 2))" + (deviation ?? "")
    }
  }
}
