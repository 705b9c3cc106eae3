public import EncodedSets
internal import GenerativeModels
internal import Imaging
public import LatentGeometry

/// The picture of one latent, as large as the model makes it.
public struct DecodeRequest: DiagramRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "decode"

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
  /// What is decoded: one latent.
  public var anchors: [Anchor] = []

  /// The defaults: no model and no latent yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { anchors.hasDraws }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .decode(self) }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the picture starts from.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> DecodeRequest {
    var request = self
    request.anchors = anchors
    return request
  }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard models.count == 1 else {
      throw RequestError.invalid(option: "--model", reason: "one model decodes, and \(models.count) were named")
    }
    guard anchors.count == 1 else {
      throw RequestError.invalid(
        option: "decode",
        reason: "one latent makes a picture, and \(anchors.count) were named"
      )
    }
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    let model = try studio.open(models[0])
    let found = try AnchorResolver(model, for: self, in: studio).resolve(anchors)
    guard found.latents.count == 1 else {
      throw RequestError.invalid(
        option: anchors[0].shown,
        reason: "\(found.latents.count) latents do not fit in one picture; name a row such as z.npy:0"
      )
    }
    let offsets = try OffsetSum(offsets, for: [model])
    let latents = typical.applied(to: try offsets.applied(to: found.latents), prior: model.prior)
    let typicality = Typicality(of: latents, prior: model.prior)
    let warning = typicality.warning(
      policy: typical,
      prior: model.prior,
      dimension: latents.dimension,
      model: nil,
      naming: { _ in anchors[0].shown }
    )
    return Drawing(
      picture: try model.decode(latents)[0],
      recipe: Recipe(
        request: erased,
        models: [ModelStamp(model)],
        anchors: [found],
        offsets: offsets,
        typicality: [typicality]
      ),
      measurements: DecodeMeasurements(typicality: typicality),
      notes: model.assumptions + (warning.map { [$0] } ?? [])
    )
  }
}

/// How far a decoded latent lies from the prior.
public struct DecodeMeasurements: Measurements {
  /// Its length and deviation.
  public let typicality: Typicality

  /// What a person reads.
  public var lines: [String] { [] }
}
