public import EncodedSets
internal import GenerativeModels
public import LatentGeometry
internal import Imaging
internal import SafeFiles

/// Originals above their reconstructions.
public struct ReconstructRequest: DiagramRequest, ConditionedRequest, RequestWithAnchors {
  /// The program's verb.
  public static let verb = "reconstruct"
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
  /// The pictures, at least one.
  public var anchors: [Anchor] = []
  /// How many pictures stand side by side, ≥ 1; nil for all up to 10.
  public var columns: Int?
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: no model and no pictures yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .reconstruct(self) }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard !anchors.isEmpty else {
      throw RequestError.invalid(option: "reconstruct", reason: "name at least one picture")
    }
    for anchor in anchors {
      switch anchor {
      case .image, .tiles, .item: break
      case .sum:
        throw RequestError.invalid(
          option: anchor.shown,
          reason: "a sum has no original picture to stand above it; `decode` draws it"
        )
      case .latents, .random, .vector:
        throw RequestError.invalid(
          option: anchor.shown,
          reason: "only pictures can be reconstructed; `decode` draws latents of a file and `sample` random ones"
        )
      }
    }
    _ = try layout(of: anchors.count)
  }

  /// Rows of pairs, and pictures in a row, once the number of pictures is known: a sheet of tiles gives as many as it has.
  private func layout(of count: Int) throws -> (rows: Int, columns: Int) {
    let columns = min(self.columns ?? 10, count)
    let rows = columns < 1 ? 1 : 2 * ((count + columns - 1) / columns)
    try sheet.validate(rows: rows, "the pictures", columns: columns, "--cols", atLeast: 1)
    return (rows, columns)
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, posterior: posterior, studio: studio)
    var reconstructions: [ReconstructMeasurements.Reconstructions] = []
    var resolved: [ResolvedAnchors] = []
    for model in composer.models {
      let found = try AnchorResolver(model, for: self, in: studio, posterior: posterior).resolve(anchors)
      let (rows, columns) = try layout(of: found.latents.count)
      try composer.check(rows: rows, columns: columns)
      let originals = try found.requiredOriginals()
      var band = Band(
        rows: rows,
        columns: columns,
        latents: found.latents,
        latentCells: originals.indices.map { Cell(row: 2 * ($0 / columns) + 1, column: $0 % columns) }
      )
      band.pictures = originals.enumerated().map { index, picture in
        (Cell(row: 2 * (index / columns), column: index % columns), picture)
      }
      band.conditions = try AnchorConditions(self, found, in: model, studio)?.of(originals.indices)
      var errors = [Double](repeating: 0, count: originals.count)
      let typicality = try composer.add(band, from: model, anchors: found) { index, picture in
        errors[index] = picture.meanSquaredError(to: originals[index])
      }
      reconstructions.append(.init(model: model.name, squaredErrors: errors, typicality: typicality))
      resolved.append(found)
    }
    return try composer.finish(
      request: erased,
      anchors: resolved,
      measurements: ReconstructMeasurements(pictures: resolved.first?.names ?? [], reconstructions: reconstructions)
    )
  }
}

/// How well a model gives pictures back.
public struct ReconstructMeasurements: Measurements {
  /// The reconstructions of one model.
  public struct Reconstructions: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// The mean squared difference of each picture's samples in [0, 1] to its reconstruction's.
    public let squaredErrors: [Double]
    /// How far each encoding lies from the prior.
    public let typicality: Typicality
  }

  /// The pictures' names.
  public let pictures: [String]
  /// One entry a model.
  public let reconstructions: [Reconstructions]

  /// What a person reads.
  public var lines: [String] {
    reconstructions.map { entry in
      let mean = entry.squaredErrors.reduce(0, +) / Double(entry.squaredErrors.count)
      return
        "\(entry.model): mean squared error \(mean.rounded(toPlaces: 5)) over \(pictures.count.counted("picture"))"
    }
  }
}
