public import AttributeVectors
public import EncodedSets
public import LatentGeometry

/// Decoded tiles placed freely on a large picture: in rows, as a honeycomb, within a mask, in octaves, or as a file says.
///
/// Where a tile's latent comes from is the ``CanvasSource``; what already lies on the canvas can be encoded and mixed with it
/// (``reencoding``).
public struct CanvasRequest: DiagramRequest, ConditionedRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "canvas"
  /// One for each anchor, or for tiles without anchors one after the other, if not one for all.
  public static let takesSeveralConditions = true

  /// The model.
  public var models: [ModelReference] = [.standard]
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?
  /// Where random latents come from.
  public var generator = RandomAlgorithm.sextant
  /// What happens to latents that lie far from the prior.
  public var typical = TypicalityPolicy.warn
  /// What is added to every latent right before it is decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode and encode under; none for the models' own, one for all, or one for each anchor.
  ///
  /// Tiles without anchors have them in turn, in the layout's order.
  public var conditions: [Condition] = []

  /// What tiles are made from: a grid's anchors row after row, a plane's middle, the layout's roots, one for each tile, or the
  /// query of ``neighbors``.
  public var anchors: [Anchor] = []
  /// Where latents come from; nil for what the other values say (``source``).
  public var from: CanvasSource?
  /// The rows of anchors; nil for what the columns leave, where the missing are drawn at least 3, and for a MINE grid 3.
  public var anchorRows: Int?
  /// The columns of anchors; nil for what the rows leave or a square, where the missing are drawn at least 3, and for a MINE
  /// grid 5.
  public var anchorColumns: Int?
  /// Whether anchors that are missing are drawn from the prior.
  public var drawsMissing = false
  /// The neighbors of the only anchor that are the grid's anchors; nil where anchors are named.
  public var neighbors: CanvasNeighbors?
  /// A plane's vectors: the first to the right, the second down.
  public var attributes: [VectorReference] = []
  /// From how much of the first vector at the left to how much at the right.
  public var range = EditRange(-2, 2)
  /// The same of the second, from top to bottom; nil for ``range``.
  public var rangeY: EditRange?
  /// How much of a tile is the encoding of what lies under it, from 0 to 1; nil for nothing, and all of it for
  /// ``CanvasSource/canvas``.
  public var reencoding: Double?
  /// Whether tiles show the anchors' own pictures, undecoded.
  public var originals = false
  /// How latents between anchors are found, and those between a tile's own and what lies under it.
  public var interpolation = InterpolationMethod.slerp
  /// Whether all four anchors around a position weigh in at once.
  public var isOrderFree = false
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean

  /// Where tiles lie.
  public var arrangement = CanvasArrangement()
  /// The picture that tiles are laid on.
  public var canvas = CanvasOptions()

  /// The defaults: draws from the prior as a honeycomb.
  public init() {}

  /// The fewest rows and columns of anchors, where those that are missing are drawn and nobody names another number.
  static let filledSide = 3

  /// Where latents come from: what ``from`` says; without it a grid where there are neighbors, a plane where there are
  /// vectors; where there are anchors, or they are drawn, roots where the layout names them and else a grid; without them
  /// what lies on the canvas where ``reencoding`` is set, and else draws.
  public var source: CanvasSource {
    if let from { return from }
    if neighbors != nil { return .grid }
    if !attributes.isEmpty { return .plane }
    guard anchors.isEmpty, !drawsMissing else { return arrangement.namesAnchors ? .roots : .grid }
    return reencoding == nil ? .random : .canvas
  }

  /// How much of a tile is the encoding of what lies under it.
  var reencodedShare: Double { reencoding ?? (source == .canvas ? 1 : 0) }

  /// Whether the result depends on the seed.
  ///
  /// Places of neighbors do too; where nothing else does, it may be nil for 0.
  public var isRandom: Bool {
    source == .random || drawsMissing || anchors.hasDraws || posterior == .sample || arrangement.isRandom
  }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .canvas(self) }
  /// Whether the picture has alpha: where nothing lies under the tiles.
  public var isTransparent: Bool { canvas.background == .none }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the picture starts from.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> CanvasRequest {
    var request = self
    // What was inferred from the anchors that were named does not change.
    (request.anchors, request.drawsMissing, request.from) = (anchors, false, source)
    return request
  }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard models.count == 1 else {
      throw Self.fail("--model", "a canvas is drawn by one model, and \(models.count) were named")
    }
    try validateSource()
    try validateGrid()
    try validatePlane()
    try arrangement.validate()
    try canvas.validate()
  }

  static func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }

  private func validateSource() throws {
    if source.needsAnchors, anchors.isEmpty, !drawsMissing {
      throw Self.fail(
        "--from \(source.rawValue)",
        "name its anchors, or give --fill to have those that are missing drawn from the prior"
      )
    }
    if !source.needsAnchors, !anchors.isEmpty || drawsMissing {
      throw Self.fail(
        "--from \(source.rawValue)",
        "it has no anchors; leave them out, or take --from grid, plane, roots or each"
      )
    }
    if let reencoding {
      guard reencoding > 0, reencoding <= 1 else {
        throw Self.fail("--reencode \(reencoding)", "the share of what lies under a tile is above 0 and at most 1")
      }
      guard source != .canvas || reencoding == 1 else {
        throw Self.fail(
          "--reencode \(reencoding)",
          "nothing is there to be mixed with what lies under a tile; name anchors or --from random, or give 1"
        )
      }
    }
    guard source != .canvas || canvas.background.isPicture else {
      throw Self.fail(
        "--from canvas",
        "nothing lies on the canvas that could be encoded; give --background a picture, or another source for the largest tiles"
      )
    }
    if originals {
      guard source == .roots || source == .each else {
        throw Self.fail("--originals", "only with --from roots or each a tile is a picture that was named")
      }
      guard reencodedShare == 0 else {
        throw Self.fail("--originals", "pictures that are not decoded are not mixed; leave --reencode out")
      }
    }
  }

  private func validateGrid() throws {
    let shape = [("--anchor-rows", anchorRows), ("--anchor-cols", anchorColumns)]
    for case (let option, let count?) in shape {
      guard source == .grid else { throw Self.fail(option, "only --from grid has anchors in rows and columns") }
      guard (1...SheetOptions.largestCellCount).contains(count) else {
        throw Self.fail("\(option) \(count)", "1 to \(SheetOptions.largestCellCount) are possible")
      }
    }
    guard (anchorRows ?? 1) * (anchorColumns ?? 1) <= SheetOptions.largestCellCount else {
      throw Self.fail("--anchor-rows and --anchor-cols", "these are more than \(SheetOptions.largestCellCount) anchors")
    }
    guard let neighbors else { return }
    guard source == .grid else {
      throw Self.fail("--mine", "neighbors are the anchors of a grid, and --from is \(source.rawValue)")
    }
    guard !drawsMissing else { throw Self.fail("--fill", "the neighbors of --mine are all there; leave it out") }
    try mine(neighbors).validate()
  }

  private func validatePlane() throws {
    guard source == .plane else {
      guard attributes.isEmpty else {
        throw Self.fail("--attribute", "only --from plane moves along vectors, and --from is \(source.rawValue)")
      }
      guard rangeY == nil else {
        throw Self.fail("--range-y", "only a plane has it; name two vectors with --attribute")
      }
      return
    }
    guard (1...2).contains(attributes.count) else {
      throw Self.fail(
        "--attribute",
        attributes.isEmpty
          ? "name one vector or two, as in --vectors smile.vectors --attribute Smiling"
          : "\(attributes.count) vectors are named; one leads to the right and a second down"
      )
    }
    guard Set(attributes).count == attributes.count else {
      throw Self.fail("--attribute", "a plane has two different vectors, and one is named twice")
    }
    try range.validateAmounts("--range")
    try rangeY?.validateAmounts("--range-y")
    guard rangeY == nil || attributes.count == 2 else {
      throw Self.fail("--range-y", "only a plane of two vectors has it; name two with --attribute")
    }
  }
}
