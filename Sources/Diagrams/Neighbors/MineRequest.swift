internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

public import Datasets
public import EncodedSets
internal import GenerativeModels
internal import Imaging
public import LatentGeometry
public import Manifold

/// A Manifold Interpolated Neighbor Embedding: the nearest items of a query, placed on a small grid so that near ones lie near
/// each other, as original pictures and decoded with interpolations between them.
///
/// Source: White, "Sampling Generative Networks" (2016), section 2.2 and figure 4.
public struct MineRequest: DiagramRequest, ConditionedRequest, AnchoredRequest, RequestAtTime {
  /// The program's verb.
  public static let verb = "mine"

  /// What is drawn.
  public enum Parts: String, Sendable, Codable, CaseIterable {
    /// The originals above the grid.
    case both
    /// The neighbors' original pictures.
    case originals
    /// The decoded grid.
    case grid
  }

  /// The set's model.
  public var models: [ModelReference] = [.standard]
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?
  /// Where random latents come from.
  public var generator = RandomAlgorithm.sextant
  /// What happens to latents that lie far from the prior.
  public var typical = TypicalityPolicy.warn
  /// What is added to every latent right before it is decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode under; one for all pictures, or none for the models' own.
  public var conditions: [Condition] = []
  /// The query: one latent.
  public var anchors: [Anchor] = []
  /// The name of the set.
  public var set = ""
  /// The rows of neighbors, ≥ 1.
  public var rows = 3
  /// The columns of neighbors, ≥ 1.
  public var columns = 5
  /// The distance of neighbors in cells of the decoded grid, ≥ 1.
  public var spacing = 3
  /// The cells that neighbors may have; nil for all.
  public var mask: GridMask?
  /// How neighbors are placed.
  public var placement = PlacementMethod.sorted
  /// The plane that `linear-assignment` starts from.
  public var plane = PlanarEmbedding.Method.principalComponents
  /// Whether the query has the middle cell, whether or not it is an item of the set.
  public var isPinned = false
  /// What is near.
  public var metric = DistanceMetric.l2
  /// A condition that neighbors fulfil, in SQL; nil for all.
  public var condition: String?
  /// The split that neighbors are of; nil for all.
  public var split: DatasetSplit?
  /// How cells between neighbors are filled.
  public var interpolation = InterpolationMethod.slerp
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// What is drawn.
  public var parts = Parts.both
  /// Items that were centers before, which are not proposed as the next ones.
  public var visited: [Int] = []
  /// What is added to every cell of the decoded grid before the offsets, another multiple to each.
  public var fields: [AttributeField] = []
  /// The time of the fields, from 0 to 1 for a round.
  public var time = 0.0
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: figure 4's fifteen neighbors in 3 x 5 with a spacing of 3; no set and no query yet.
  public init() {}

  /// Whether the result depends on the seed.
  ///
  /// Placement depends on it too; where nothing else does, it may be nil for 0, so that the same request gives the same grid.
  public var isRandom: Bool { anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .mine(self) }

  /// The same request over another query.
  ///
  /// - Parameter anchors: The query.
  /// - Returns: A request for its neighbors.
  public func over(_ anchors: [Anchor]) -> MineRequest {
    var request = self
    request.anchors = anchors
    return request
  }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    try validateSet(set)
    guard anchors.count == 1 else {
      throw fail(Self.verb, "one query is needed, a picture, a latent or set:17, and \(anchors.count) were named")
    }
    guard spacing >= 1 else {
      throw fail("--spacing \(spacing)", "neighbors stand at least every cell, a spacing of 1")
    }
    try sheet.validate(rows: rows, "--rows", columns: columns, "--cols", atLeast: 1)
    let (height, tooHigh) = (rows - 1).multipliedReportingOverflow(by: spacing)
    let (width, tooWide) = (columns - 1).multipliedReportingOverflow(by: spacing)
    guard !tooHigh, !tooWide, height < SheetOptions.largestCellCount, width < SheetOptions.largestCellCount else {
      throw fail("--spacing \(spacing)", "the grid would have too many cells")
    }
    try sheet.validate(rows: height + 1, "--rows and --spacing", columns: width + 1, "--cols and --spacing", atLeast: 1)
    _ = try mask?.holes(rows: rows, columns: columns)
    guard parts != .originals || fields.isEmpty else {
      throw fail(
        "--field",
        "it is added to cells that are decoded, and --show originals has none; leave one of them out"
      )
    }
    try validateFields(rows: height + 1, columns: width + 1)
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of sets, models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    let place = try Neighborhood(self, anchors: anchors, of: set, posterior: posterior, in: studio)
    guard place.queries.latents.count == 1 else {
      throw RequestError.invalid(
        option: anchors[0].shown,
        reason:
          "it has \(place.queries.latents.count) latents and one is a query; name a row, such as \(anchors[0].shown):0"
      )
    }
    let patch = try NeighborPatch(self, around: place, in: studio)
    var composer = try SheetComposer(
      self,
      sheet: sheet,
      cure: Cure.options(methods: [interpolation], analogy: nil),
      posterior: posterior,
      studio: studio
    )
    let grid = try LatentGrid(
      .mine,
      rows: (rows - 1) * spacing + 1,
      columns: (columns - 1) * spacing + 1,
      spacing: spacing
    )
    if parts != .originals { try composer.check(rows: grid.rows, columns: grid.columns) }
    var notes: [String] = []
    if parts != .grid {
      let (sheet, missing) = try patch.originals(of: place, like: grid, adding: composer.offsets, options: self.sheet)
      composer.add(sheet)
      if missing > 0 {
        notes.append(
          "\(missing) of the originals \(missing.form("is", "are")) not in \(place.set.originals.root.path); reconstructions are shown for them (--originals-in DIR names "
            + "another folder)"
        )
      }
    }
    var typicality: Typicality?
    if parts != .originals {
      let band = try patch.band(grid, studio.interpolator(interpolation, in: place.model))
      typicality = try composer.add(band, from: place.model, anchors: patch.anchors(of: place.queries))
    }
    let measurements = try patch.measurements(self, in: place, typicality: typicality)
    var drawing = try composer.finish(request: erased, anchors: [place.queries], measurements: measurements)
    if typicality?.atypical.isEmpty == false, let note = place.meansNote { notes.append(note) }
    drawing.notes += notes + [place.set.unfinishedNote, patch.note].compactMap { $0 } + place.queryNotes(posterior)
    return drawing
  }
}
