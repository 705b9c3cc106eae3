public import EncodedSets
internal import GenerativeModels
public import LatentGeometry

/// Random samples of the prior on a contact sheet.
public struct SampleRequest: DiagramRequest, ConditionedRequest, RequestAtTime {
  /// The program's verb.
  public static let verb = "sample"
  /// One for each row, if not one for all.
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
  /// What models that take conditions decode under; none for the models' own, one for all, or
  /// several for a row each, of the same latents.
  public var conditions: [Condition] = []
  /// The number of rows, ≥ 1.
  public var rows = 4
  /// The number of columns, ≥ 1.
  public var columns = 8
  /// The draws that are kept, where not all are.
  public var inside: InsideCriterion?
  /// What is added to every cell before the offsets, another multiple to each.
  public var fields: [AttributeField] = []
  /// The time of the fields, from 0 to 1 for a round.
  public var time = 0.0
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: 4 x 8 samples, no model and no seed yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { true }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .sample(self) }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    try inside?.validate()
    try sheet.validate(rows: rows, "--rows", columns: columns, "--cols", atLeast: 1)
    try validateFields(rows: rows, columns: columns)
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, studio: studio)
    try composer.check(rows: rows, columns: columns)
    var samples: [SampleMeasurements.Samples] = []
    for model in composer.models {
      let conditions = try OpenConditions(conditions, for: model).entries.map(\.condition.shown)
      let isByCondition = conditions.count > 1
      let (latents, report) = try latents(isByCondition ? columns : rows * columns, of: model, in: studio)
      let band =
        try isByCondition
        ? byCondition(latents, in: model) : Band(rows: rows, columns: columns, latents: latents)
      try sheet.validate(rows: band.rows, "the conditions", columns: columns, "--cols", atLeast: 1)
      try composer.check(rows: band.rows, columns: columns)
      let typicality = try composer.add(band, from: model)
      samples.append(
        .init(
          model: model.name,
          typicality: typicality,
          inside: report,
          conditions: isByCondition ? conditions : nil
        )
      )
    }
    return try composer.finish(request: erased, anchors: [], measurements: SampleMeasurements(samples: samples))
  }

  /// A row for each condition, all of the same latents.
  private func byCondition(_ latents: LatentBatch, in model: GenerativeModel) throws -> Band {
    let open = try OpenConditions(conditions, for: model)
    guard let input = try model.decoderCondition() else { throw ConditionError.none(model: model.name) }
    let rows = try open.rows(for: input).rows
    let count = open.entries.count
    var band = Band(
      rows: count,
      columns: columns,
      latents: .concatenating([LatentBatch](repeating: latents, count: count))
    )
    band.rowLabels = open.entries.map(\.condition.shown)
    band.conditions = CarriedConditions(
      batch: ConditionBatch(rows.rows((0..<count * columns).map { $0 / columns }))
    )
    return band
  }

  private func latents(
    _ count: Int,
    of model: GenerativeModel,
    in studio: Studio
  ) throws -> (latents: LatentBatch, report: InsideReport?) {
    let seed = try requiredSeed
    guard let inside else {
      return (
        generator.sample(model.prior, count: count, dimension: model.latentDimension, seed: seed), nil
      )
    }
    return try InsideSampler(inside, model: model, studio: studio).sample(count, of: model.prior, generator, seed: seed)
  }
}

/// How far random samples lie from the prior: the measure of what is usual.
public struct SampleMeasurements: Measurements {
  /// The samples of one model.
  public struct Samples: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// Lengths and deviations in row order.
    public let typicality: Typicality
    /// How draws fared, where those outside an encoded set's manifold were rejected.
    public let inside: InsideReport?
    /// The conditions of the rows, where each has its own.
    public let conditions: [String]?
  }

  /// One entry a model.
  public let samples: [Samples]

  /// What a person reads.
  public var lines: [String] {
    samples.compactMap { entry in
      entry.inside.map { report in
        "\(entry.model): \(report.inside) of \(report.tried) draws lie inside, \((100 * report.outsideShare).fixed(2)) % outside"
      }
    }
  }
}
