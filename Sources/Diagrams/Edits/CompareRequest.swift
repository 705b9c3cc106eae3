internal import AttributeVectors
public import EncodedSets
public import LatentGeometry

/// The same inputs in columns, an edit in each row: the paper's figures 6 and 8.
public struct CompareRequest: DiagramRequest, ConditionedRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "compare"

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
  /// What models that take conditions decode under; one for all pictures, or none for the models' own.
  public var conditions: [Condition] = []
  /// What is edited, at least one.
  public var anchors: [Anchor] = []
  /// The rows below the reconstructions, at least one.
  public var edits: [CompareEdit] = []
  /// The probability for vectors of which neither an amount nor a probability is given; nil for the amount 1.
  public var probability: Double?
  /// What says the probability.
  public var by = EditScore.classifier
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// Whether the first row shows the original pictures, where there are some.
  public var originals = true
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: no model, anchors and edits yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .compare(self) }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard !anchors.isEmpty else {
      throw RequestError.invalid(option: "compare", reason: "name at least one picture or latent to edit")
    }
    guard !edits.isEmpty, edits.allSatisfy({ !$0.terms.isEmpty }) else {
      throw RequestError.invalid(
        option: "--edit",
        reason: "name at least one, as in --vectors smile.vectors --edit Smiling:1.5"
      )
    }
    if let probability { try Self.validate(probability, "--to \(probability)") }
    for edit in edits {
      let names = edit.shown(edit.terms.map(\.vector.shown))
      for term in edit.terms {
        if let amount = term.amount, !amount.isFinite {
          throw RequestError.invalid(option: "--edit \(names)", reason: "an amount is a finite number")
        }
        if let probability = term.probability { try Self.validate(probability, "--edit \(names)") }
      }
      guard edit.resolved(to: probability).terms.count(where: { $0.probability != nil }) <= 1 else {
        throw RequestError.invalid(
          option: "--edit \(names)",
          reason: "only one vector of an edit can go to a probability; give the others amounts"
        )
      }
    }
    try validateSheet(columns: anchors.count)
  }

  private static func validate(_ probability: Double, _ option: String) throws {
    guard probability > 0, probability < 1 else {
      throw RequestError.invalid(option: option, reason: "a probability between 0 and 1 is needed")
    }
  }

  func validateSheet(columns: Int) throws {
    try sheet.validate(rows: edits.count + 2, "--edit", columns: columns, "the anchors", atLeast: 1)
  }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: What is edited.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> CompareRequest {
    var request = self
    request.anchors = anchors
    return request
  }
}
