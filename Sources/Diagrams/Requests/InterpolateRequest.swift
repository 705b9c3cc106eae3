internal import Imaging
internal import GenerativeModels
public import LatentGeometry

/// Strips between anchors, one row per method for the same pair: the paper's figure 1.
public struct InterpolateRequest: AnchoredRequest {
  public static let verb = "interpolate"

  public var models: [ModelReference] = []
  public var seed: UInt64?
  public var generator = RandomAlgorithm.sextant
  /// The ends, two for each strip: first with second, third with fourth, and so on. Empty for random pairs.
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
  /// How the sheet is laid out.
  public var sheet = SheetOptions()

  /// The defaults: nine steps, linear above spherical, no model and no ends yet.
  public init() {}

  public var isRandom: Bool { randomPairs > 0 || anchors.contains(.random) || posterior == .sample }
  public var erased: AnyDiagramRequest { .interpolate(self) }

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
      throw RequestError.invalid(option: "--method", reason: "name at least one of lerp, slerp")
    }
    guard randomPairs <= SheetOptions.largestCellCount else {
      throw RequestError.invalid(
        option: "--random-pairs \(randomPairs)",
        reason: "more than the \(SheetOptions.largestCellCount) cells of one sheet; draw several"
      )
    }
    // One anchor may be a file of many latents, so that their number shows only when they are read.
    let pairs = max(randomPairs, anchors.count / 2, 1)
    try sheet.validate(rows: pairs * methods.count, columns: steps, atLeast: 1)
    guard steps >= 2 else {
      throw RequestError.invalid(option: "--steps \(steps)", reason: "a strip has at least 2 pictures, its ends")
    }
  }

  public mutating func start(from latents: [Anchor]) {
    anchors = latents
    randomPairs = 0
  }

  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(models: models, sheet: sheet, studio: studio)
    try composer.check(rows: randomPairs * methods.count, columns: steps)
    var strips: [InterpolateMeasurements.Strip] = []
    var resolved: [ResolvedAnchors] = []
    let ends = anchors.isEmpty ? [Anchor](repeating: .random, count: 2 * randomPairs) : anchors
    for model in composer.models {
      let resolver = AnchorResolver(
        model: model,
        batch: studio.batch,
        seed: seed,
        generator: generator,
        posterior: posterior
      )
      let found = try resolver.resolve(ends, for: Self.verb)
      try validate(found)
      try composer.add(try band(from: found), from: model)
      resolved.append(found)
      strips += measure(found, model: model.name, prior: model.prior)
    }
    let measurements = InterpolateMeasurements(strips: strips)
    return try composer.finish(request: erased, anchors: resolved, measurements: measurements)
  }

  /// The latents of all strips: pair after pair, method after method.
  private func paths(between found: ResolvedAnchors) -> [(pair: Int, method: InterpolationMethod, latents: LatentBatch)]
  {
    let places = InterpolationMethod.places(steps)
    return (0..<found.latents.count / 2).flatMap { pair in
      methods.map { method in
        let (from, to) = (found.latents[2 * pair], found.latents[2 * pair + 1])
        return (pair, method, method.interpolate(from: from, to: to, at: places))
      }
    }
  }

  /// Checks the ends once their number is known.
  private func validate(_ found: ResolvedAnchors) throws {
    let count = found.latents.count
    guard count.isMultiple(of: 2) else {
      throw RequestError.invalid(
        option: "interpolate",
        reason: "strips need two ends each and \(count) \(count == 1 ? "latent was" : "latents were") named; add one "
          + "or take one away"
      )
    }
    try sheet.validate(rows: count / 2 * methods.count, columns: steps, atLeast: 1)
  }

  private func band(from found: ResolvedAnchors) throws -> Band {
    let paths = paths(between: found)
    let margin = originals && found.originals.contains { $0 != nil } ? 1 : 0
    var band = Band(
      rows: paths.count,
      columns: steps,
      latents: LatentBatch.concatenating(paths.map(\.latents)),
      leftMargin: margin,
      rightMargin: margin
    )
    if methods.count > 1 { band.rowLabels = paths.map(\.method.rawValue) }
    guard margin > 0 else { return band }
    for (index, picture) in found.originals.enumerated() {
      guard let picture else { continue }
      let column = index.isMultiple(of: 2) ? 0 : band.columns - 1
      band.pictures.append((Cell(row: index / 2 * methods.count, column: column), picture))
    }
    return band
  }

  private func measure(_ found: ResolvedAnchors, model: String, prior: Prior) -> [InterpolateMeasurements.Strip] {
    paths(between: found).map { path in
      InterpolateMeasurements.Strip(
        model: model,
        pair: path.pair,
        method: path.method,
        typicality: Typicality(of: path.latents, prior: prior)
      )
    }
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
