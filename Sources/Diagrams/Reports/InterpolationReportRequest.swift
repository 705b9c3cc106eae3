public import EncodedSets
internal import GenerativeModels
internal import Imaging
public import LatentGeometry
internal import SafeFiles

/// What interpolation does to latents and to pictures, method by method: the paper's figure 1 as numbers.
///
/// The picture is a chart of ‖z‖ along t with the prior's band: the tentpole plot.
public struct InterpolationReportRequest: DiagramRequest, ConditionedRequest, AnchoredRequest {
  /// The program's verb.
  public static let verb = "interpolation-report"
  /// How the program is asked for it.
  public static let command = "interpolate --report"
  /// The picture is a chart.
  public static let isChart = true
  /// The largest number of pairs.
  public static let largestPairCount = 1_000_000

  /// The models to draw with; one.
  public var models: [ModelReference] = [.standard]
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?
  /// Where random latents come from.
  public var generator = RandomAlgorithm.sextant
  /// What happens to latents that lie far from the prior before they are decoded; the lengths are reported as they are.
  public var typical = TypicalityPolicy.off
  /// What is added to every latent before it is measured and decoded.
  public var offsets: [LatentOffset] = []
  /// What models that take conditions decode under; one for all pictures, or none for the models' own.
  public var conditions: [Condition] = []
  /// The ends, two for each pair; empty for random pairs.
  public var anchors: [Anchor] = []
  /// How many pairs are drawn from the prior where no anchors are named.
  public var randomPairs = 1000
  /// How many of the pairs are decoded; 0 leaves pictures out.
  public var picturePairs = 100
  /// The number of places between the ends, both included, ≥ 3 and odd, so that the middle is one.
  public var steps = 41
  /// The methods that are compared.
  public var methods = InterpolationMethod.allCases
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean

  /// The defaults: 1,000 random pairs by every method, 100 of them as pictures.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { anchors.isEmpty || anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .interpolationReport(self) }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: The ends, two for each pair.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> InterpolationReportRequest {
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
    guard models.count == 1 else {
      throw fail("--model", "a report is about one model, and \(models.count) were named")
    }
    guard !methods.isEmpty, Set(methods).count == methods.count else {
      throw fail("--method", "name at least one method, each once")
    }
    guard steps >= 3, steps <= 1001 else { throw fail("--steps \(steps)", "3 to 1001 places are possible") }
    guard !steps.isMultiple(of: 2) else {
      throw fail("--steps \(steps)", "an odd number has the middle among its places; choose \(steps + 1)")
    }
    guard picturePairs >= 0 else { throw fail("--pictures \(picturePairs)", "0 or more pairs can be decoded") }
    guard anchors.isEmpty else { return }
    guard (2...Self.largestPairCount).contains(randomPairs) else {
      throw fail("--random-pairs \(randomPairs)", "a report takes 2 to \(Self.largestPairCount) pairs")
    }
  }

  /// Measures everything and draws the chart.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The chart, its recipe and what was measured.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    let model = try open(models[0], in: studio)
    let offsets = try OffsetSum(offsets, for: [model])
    let resolver = AnchorResolver(model, for: self, in: studio, posterior: posterior)
    var found = try resolver.resolve(anchors)
    if anchors.isEmpty { found = try resolver.filling(found, with: 2 * randomPairs) }
    let count = found.latents.count
    guard count.isMultiple(of: 2), count >= 4 else {
      throw RequestError.invalid(
        option: "interpolate --report",
        reason:
          "\(count.counted("latent was", "latents were")) named, and two or more pairs are needed; add some, or leave them out for random pairs"
      )
    }
    let from = found.latents.rows(Array(stride(from: 0, to: count, by: 2)))
    let to = found.latents.rows(Array(stride(from: 1, to: count, by: 2)))
    let lengths = try LengthReport(
      from: from,
      to: to,
      methods: methods,
      steps: steps,
      adding: offsets,
      model: model,
      studio: studio
    )
    let shown = 0..<min(picturePairs, from.count)
    let measurements = InterpolationReport(
      model: model.name,
      prior: model.prior,
      lengths: lengths,
      pictures: shown.isEmpty
        ? nil
        : try PictureReport(
          from: from[shown],
          to: to[shown],
          methods,
          model,
          adding: offsets,
          policy: typical,
          in: studio
        ),
      pairs: from.count,
      dimension: from.dimension
    )
    let chart = measurements.chart
    var recipe = Recipe(
      request: erased,
      models: [ModelStamp(model)],
      anchors: [found],
      offsets: offsets,
      typicality: []
    )
    // Drawn again from the seed; thousands of latents have no room in a picture.
    if anchors.isEmpty { recipe.anchors = [] }
    return Drawing(
      picture: try chart.picture(),
      recipe: recipe,
      measurements: measurements,
      notes: model.assumptions,
      chart: chart
    )
  }
}
