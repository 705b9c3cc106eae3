public import AttributeVectors
public import EncodedSets
public import LatentGeometry
internal import GenerativeModels
internal import Imaging

/// Pictures, their changed twins, and what synthetic vectors that were found before make of them: the sheet of
/// `attributes synthesize`.
///
/// Nothing is learned here, so that a sheet of a few pictures can show vectors of many. Source: White, "Sampling Generative
/// Networks" (2016), figure 8.
public struct SynthesisSheetRequest: DiagramRequest, ConditionedRequest, RequestWithAnchors {
  /// What recipes call it.
  public static let verb = "synthesis-sheet"
  /// The program's verb, which finds vectors and then draws them.
  public static let command = "attributes synthesize"

  /// A vector and what it is of.
  public struct Row: Sendable, Codable, Equatable {
    /// What the vector is called and what is done to pictures, as `SyntheticAttribute` reads it: `unblur=-blur:1.5`.
    public var attribute: String
    /// Where the vector lies.
    public var vector: VectorReference

    /// A row.
    ///
    /// - Parameters:
    ///   - attribute: What the vector is called and what is done to pictures.
    ///   - vector: Where the vector lies.
    public init(_ attribute: SyntheticAttribute, vector: VectorReference) {
      self.attribute = "\(attribute.name)=\(attribute.change)"
      self.vector = vector
    }
  }

  /// The vectors' model; one.
  public var models: [ModelReference] = [.standard]
  /// What noise starts from; nil for 0.
  public var seed: UInt64?
  /// Nothing is drawn from the prior.
  public var generator = RandomAlgorithm.sextant
  /// Latents stay as they are.
  public var typical = TypicalityPolicy.off
  /// Nothing is added beside the vectors.
  public var offsets: [LatentOffset] = []
  /// What pictures are encoded and decoded under; one for all, or none for what items of a set were encoded under and else the
  /// model's own.
  public var conditions: [Condition] = []
  /// The pictures, one a column.
  public var anchors: [Anchor] = []
  /// The vectors, at least one.
  public var rows: [Row] = []

  /// The defaults: no pictures and no vectors yet.
  public init() {}

  /// Without a seed noise starts from 0, so that nothing has to be chosen.
  public var isRandom: Bool { false }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .synthesisSheet(self) }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault, and the errors of augmentations.
  public func validate() throws {
    try validateCommon()
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    guard models.count == 1 else {
      throw fail("--model", "a sheet of pairs has one model, and \(models.count) were named")
    }
    guard offsets.isEmpty else { throw fail("--offset", "a sheet of pairs shows vectors as they are; leave it out") }
    guard typical == .off else { throw fail("--typical", "a sheet of pairs shows latents as they are; leave it out") }
    guard generator == .sextant else { throw fail("--rng", "nothing is drawn from the prior; leave it out") }
    guard !anchors.isEmpty else { throw fail(Self.command, "name at least one picture") }
    for anchor in anchors where !anchor.isPicture {
      throw fail(anchor.shown, "only pictures have twins; name pictures or items of a set")
    }
    guard !rows.isEmpty else { throw fail("--augment", "at least one vector is needed") }
    for row in rows { _ = try SyntheticAttribute(row.attribute) }
  }

  /// Draws the sheet.
  ///
  /// - Parameter studio: Opens the model and says how to run it.
  /// - Returns: The picture and its recipe.
  /// - Throws: ``RequestError`` and the errors of models, vectors and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    let model = try open(models[0], in: studio)
    let found = try AnchorResolver(model, for: self, in: studio).resolve(anchors)
    let pictures = try found.requiredOriginals()
    var (opened, stamps): (OpenVectors, [InputStamp]) = (OpenVectors(), [])
    let vectors = try rows.map { row in
      let vector = try opened.vector(row.vector, of: [model])
      stamps.append(vector.stamp)
      return SynthesisSheet.Row(try SyntheticAttribute(row.attribute), vector: vector.values)
    }
    let columns = SynthesisPictures(
      count: pictures.count,
      conditions: try RoundTripConditions(of: found, in: model)
    ) { pictures[$0] }
    let sheet = try SynthesisSheet(vectors, seed: seed ?? 0).draw(columns, columns: pictures.count, with: model)
    let recipe = Recipe(
      request: erased,
      models: [ModelStamp(model)],
      anchors: [found],
      offsets: try OffsetSum([], for: [model]),
      conditions: try OpenConditions(conditions, for: model).inputs,
      typicality: []
    )
    return Drawing(
      picture: sheet,
      recipe: recipe.adding(stamps),
      measurements: SynthesisSheetMeasurements(pictures: found.names, vectors: vectors.map(\.attribute.name)),
      notes: model.assumptions
    )
  }
}

/// What a sheet of pairs shows.
public struct SynthesisSheetMeasurements: Measurements {
  /// The pictures' names.
  public let pictures: [String]
  /// What the vectors are called.
  public let vectors: [String]

  /// Nothing: the sheet says it.
  public var lines: [String] { [] }
}
