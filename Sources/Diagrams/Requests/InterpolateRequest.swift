public import EncodedSets
internal import Imaging
internal import GenerativeModels
public import LatentGeometry
internal import SafeFiles

/// Strips between anchors, one row per method for the same pair: the paper's figure 1.
public struct InterpolateRequest: DiagramRequest, ConditionedRequest, AnchoredRequest, RequestAtTime {
  /// The program's verb.
  public static let verb = "interpolate"
  /// One for each anchor, if not one for all.
  public static let takesSeveralConditions = true
  /// Both ends of all strips.
  public static let repeatsPairs = true

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
  /// What models that take conditions decode under; none for the models' own, one for all, one for
  /// each end, or two that serve all pairs.
  public var conditions: [Condition] = []
  /// The ends, two for each strip: first with second, third with fourth, and so on.
  ///
  /// Empty for random pairs.
  public var anchors: [Anchor] = []
  /// How many pairs are drawn from the prior where no anchors are named.
  public var randomPairs = 0
  /// The number of pictures in a strip, both ends included, ≥ 2.
  public var steps = 9
  /// One row for each, at least one.
  public var methods: [InterpolationMethod] = [.lerp, .slerp]
  /// What stands for a picture in latent space.
  public var posterior = PosteriorChoice.mean
  /// Whether the original pictures stand beside the ends of the first row.
  public var originals = false
  /// What is added to every cell before the offsets, another multiple to each.
  public var fields: [AttributeField] = []
  /// The time of the fields, from 0 to 1 for a round.
  public var time = 0.0
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: nine steps, linear above spherical, no model and no ends yet.
  public init() {}

  /// Whether the result depends on the seed.
  public var isRandom: Bool { randomPairs > 0 || anchors.hasDraws || posterior == .sample }
  /// The request as a recipe holds it.
  public var erased: AnyDiagramRequest { .interpolate(self) }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    try validateCommon()
    guard anchors.isEmpty || randomPairs == 0 else {
      throw RequestError.invalid(
        option: "--random-pairs \(randomPairs)",
        reason: "name anchors or ask for random pairs, not both"
      )
    }
    guard !anchors.isEmpty || randomPairs > 0 else {
      throw RequestError.invalid(option: "interpolate", reason: "name two anchors a strip, or give --random-pairs N")
    }
    guard !methods.isEmpty else {
      throw RequestError.invalid(option: "--method", reason: "name at least one method, such as slerp")
    }
    guard Set(methods).count == methods.count else {
      throw RequestError.invalid(option: "--method", reason: "a method is named twice; name each once")
    }
    guard steps >= 2 else {
      throw RequestError.invalid(option: "--steps \(steps)", reason: "a strip has at least 2 pictures, its ends")
    }
    guard anchors.isEmpty else { return try validateFields(rows: nil, columns: steps) }
    guard (1...SheetOptions.largestCellCount).contains(randomPairs) else {
      throw RequestError.invalid(
        option: "--random-pairs \(randomPairs)",
        reason: "1 to \(SheetOptions.largestCellCount) pairs can be drawn"
      )
    }
    try validateSheet(pairs: randomPairs)
    try validateFields(rows: randomPairs * methods.count, columns: steps)
  }

  private func validateSheet(pairs: Int) throws {
    try sheet.validate(rows: pairs * methods.count, "the pairs", columns: steps, "--steps", atLeast: 1)
  }

  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the picture starts from.
  /// - Returns: A request that draws them.
  public func over(_ anchors: [Anchor]) -> InterpolateRequest {
    var request = self
    request.anchors = anchors
    request.randomPairs = 0
    return request
  }

  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, cure: cure, posterior: posterior, studio: studio)
    try composer.check(rows: randomPairs * methods.count, columns: steps)
    var strips: [InterpolateMeasurements.Strip] = []
    var resolved: [ResolvedAnchors] = []
    let ends = anchors.isEmpty ? [Anchor](repeating: .random, count: 2 * randomPairs) : anchors
    for model in composer.models {
      let found = try AnchorResolver(model, for: self, in: studio, posterior: posterior).resolve(ends)
      let count = found.latents.count
      guard count.isMultiple(of: 2) else {
        throw RequestError.invalid(
          option: "interpolate",
          reason: "strips need two ends each and \(count.counted("latent was", "latents were")) named; add one "
            + "or take one away"
        )
      }
      try validateSheet(pairs: count / 2)
      let paths = paths(between: found.latents, in: model, studio)
      var band = band(of: paths, originals: found.originals)
      band.conditions = try AnchorConditions(self, found, in: model, studio)?.carried { points, linear in
        let places = InterpolationMethod.places(steps)
        return .concatenating(
          paths.map { linear.interpolate(from: points[2 * $0.pair], to: points[2 * $0.pair + 1], at: places) }
        )
      }
      let typicality = try composer.add(band, from: model, anchors: found)
      strips += paths.enumerated().map { index, path in
        InterpolateMeasurements.Strip(
          model: model.name,
          pair: path.pair,
          method: path.method,
          typicality: typicality[index * steps..<(index + 1) * steps]
        )
      }
      resolved.append(found)
    }
    let measurements = InterpolateMeasurements(strips: strips)
    return try composer.finish(request: erased, anchors: resolved, measurements: measurements)
  }

  /// The latents of one strip.
  private struct Path {
    var pair: Int
    var method: InterpolationMethod
    var latents: LatentBatch
  }

  /// Pair after pair, method after method.
  private func paths(between ends: LatentBatch, in model: GenerativeModel, _ studio: Studio) -> [Path] {
    let places = InterpolationMethod.places(steps)
    let interpolators = methods.map { studio.interpolator($0, in: model) }
    return (0..<ends.count / 2).flatMap { pair in
      interpolators.map { interpolator in
        let latents = interpolator.interpolate(from: ends[2 * pair], to: ends[2 * pair + 1], at: places)
        return Path(pair: pair, method: interpolator.method, latents: latents)
      }
    }
  }

  private var cure: String? { Cure.options(methods: methods, analogy: nil) }

  private func band(of paths: [Path], originals pictures: [PlanarImage?]) -> Band {
    let margin = originals && pictures.contains { $0 != nil } ? 1 : 0
    var band = Band(
      rows: paths.count,
      columns: steps,
      latents: LatentBatch.concatenating(paths.map(\.latents)),
      leftMargin: margin,
      rightMargin: margin
    )
    if methods.count > 1 { band.rowLabels = paths.map(\.method.rawValue) }
    guard margin > 0 else { return band }
    for (index, picture) in pictures.enumerated() {
      guard let picture else { continue }
      let column = index.isMultiple(of: 2) ? 0 : band.columns - 1
      band.pictures.append((Cell(row: index / 2 * methods.count, column: column), picture))
    }
    return band
  }
}

/// The lengths along each strip, and how many sd each lies from the prior.
public struct InterpolateMeasurements: Measurements {
  /// One strip.
  public struct Strip: Encodable, Sendable {
    /// The model's name.
    public let model: String
    /// The number of the pair, from 0.
    public let pair: Int
    /// How its latents were interpolated.
    public let method: InterpolationMethod
    /// Lengths and deviations from the first end to the second.
    public let typicality: Typicality
  }

  /// Pair after pair, method after method.
  public let strips: [Strip]

  /// What a person reads.
  public var lines: [String] {
    strips.flatMap { strip in
      let lengths = strip.typicality.lengths.map { $0.rounded(toPlaces: 2) }
      let deviations = strip.typicality.deviations.map { $0.map { $0.rounded(toPlaces: 1) } ?? "?" }
      return [
        "\(strip.model), pair \(strip.pair + 1), \(strip.method.rawValue): length " + lengths.joined(separator: " "),
        "  sd from the prior " + deviations.joined(separator: " "),
      ]
    }
  }
}
