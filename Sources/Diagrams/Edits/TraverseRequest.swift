public import EncodedSets
public import LatentGeometry

/// One or two attribute vectors applied over a range: a strip or a plane for each anchor, the paper's figures 5 and 7.
public struct TraverseRequest: DiagramRequest, ConditionedRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "traverse"
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
  /// What is added to every latent before it is decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode under; none for the models' own, one for all, or one for each anchor.
  public var conditions: [Condition] = []
  /// What is edited, at least one.
  public var anchors: [Anchor] = []
  /// One vector for strips; two for planes, the first to the right and the second downward; each may be a sum of vectors.
  public var attributes: [VectorSum] = []
  /// From how much of the first vector to how much.
  public var range = EditRange(-2, 2)
  /// The same of the second; nil for ``range``.
  public var rangeY: EditRange?
  /// Probabilities at the ends in place of amounts: every anchor gets amounts of its own.
  public var ends: EditRange?
  /// What says the probability at the ends.
  public var by = EditScore.classifier
  /// The pictures in a row, both ends included, ≥ 2.
  public var steps = 9
  /// The rows of a plane, both ends included, ≥ 2; nil for as many as ``steps``.
  public var rows: Int?
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// Whether the original and its reconstruction stand left of each strip or plane.
  public var originals = false
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: nine steps from -2 to 2, no model, anchors and vectors yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .traverse(self) }

  /// Whether there are two vectors.
  var isPlane: Bool { attributes.count == 2 }
  /// The rows of one anchor.
  var anchorRows: Int { isPlane ? rows ?? steps : 1 }
  /// Empty columns before the strips.
  var margin: Int { originals ? 2 : 0 }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard !anchors.isEmpty else {
      throw RequestError.invalid(option: "traverse", reason: "name at least one picture or latent to edit")
    }
    guard (1...2).contains(attributes.count) else {
      throw RequestError.invalid(
        option: "--attribute",
        reason: attributes.isEmpty
          ? "name one vector for strips or two for planes, as in --vectors smile.vectors --attribute Smiling"
          : "\(attributes.count) vectors are named; one makes strips and two make planes"
      )
    }
    guard Set(attributes).count == attributes.count else {
      throw RequestError.invalid(
        option: "--attribute",
        reason: "a plane has two different vectors, and one is named twice"
      )
    }
    try range.validateAmounts("--range")
    try rangeY?.validateAmounts("--range-y")
    try ends?.validateProbabilities("--to")
    guard isPlane || (rows == nil && rangeY == nil) else {
      throw RequestError.invalid(
        option: rows == nil ? "--range-y" : "--rows",
        reason: "only a plane has it; name two vectors, as in --attribute Smiling,Male"
      )
    }
    for (option, count) in [("--steps", steps), ("--rows", rows ?? 2)] where count < 2 {
      throw RequestError.invalid(option: "\(option) \(count)", reason: "at least 2 are needed, the ends")
    }
    try validateSheet(anchorCount: anchors.count)
  }

  func validateSheet(anchorCount: Int) throws {
    let (rows, overflow) = anchorCount.multipliedReportingOverflow(by: anchorRows)
    let (columns, isTooWide) = steps.addingReportingOverflow(margin)
    guard !overflow, !isTooWide else {
      throw RequestError.invalid(
        option: isTooWide ? "--steps \(steps)" : "--rows \(anchorRows)",
        reason: "these are more cells than a sheet has"
      )
    }
    try sheet.validate(rows: rows, isPlane ? "--rows" : "the anchors", columns: columns, "--steps", atLeast: 1)
  }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: What is edited.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> TraverseRequest {
    var request = self
    request.anchors = anchors
    return request
  }
}
