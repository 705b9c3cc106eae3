internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Manifold

/// What a method does to lengths and pictures halfway between draws of a prior: the numbers behind White's figure 1.
struct MidpointMeasures {
  /// How many sd of the prior's law of lengths each midpoint lies above or below its mean; empty where the law has no spread.
  let deviations: [Double]
  /// The variance of the Laplacian of each picture at a midpoint, for the first pairs.
  let sharpness: [Double]
  /// The mean of the same over the two ends of each pair.
  let endSharpness: [Double]

  /// Measures pairs of draws, the same for every method.
  ///
  /// - Parameters:
  ///   - method: How to interpolate.
  ///   - model: Whose prior, and whose pictures.
  ///   - pairs: The number of pairs whose lengths are measured.
  ///   - pictures: How many of them are decoded.
  ///   - seed: Of the draws.
  ///   - studio: How the model runs.
  /// - Throws: The errors of the model.
  init(
    _ method: InterpolationMethod,
    of model: GenerativeModel,
    pairs: Int,
    pictures: Int,
    seed: UInt64,
    in studio: Studio
  )
    throws
  {
    let prior = model.prior
    let draws = LatentGenerator(seed: seed).sample(prior, count: 2 * pairs, dimension: model.latentDimension)
    let (from, to) = (draws[0..<pairs], draws[pairs..<2 * pairs])
    let middle = studio.interpolator(method, in: model).interpolate(from: from, to: to, at: 0.5)
    deviations = Typicality(of: middle, prior: prior).deviations.compactMap(\.self)
    let shown = 0..<min(pictures, pairs)
    sharpness = try Self.sharpness(of: middle[shown], model, studio)
    let ends = zip(try Self.sharpness(of: from[shown], model, studio), try Self.sharpness(of: to[shown], model, studio))
    endSharpness = ends.map { ($0 + $1) / 2 }
  }

  private static func sharpness(of latents: LatentBatch, _ model: GenerativeModel, _ studio: Studio) throws -> [Double]
  {
    var found = [Double](repeating: 0, count: latents.count)
    try studio.decode(latents, with: model) { row, picture in found[row] = picture.sharpness }
    return found
  }

  /// The mean deviation; nil where the prior's law of lengths has no spread.
  func deviation(seed: UInt64) -> BootstrapInterval? {
    deviations.isEmpty ? nil : BootstrapInterval(ofMean: deviations, seed: seed)
  }

  /// The mean sharpness at the middle over that of the ends; nil where the ends are of one colour.
  func relativeSharpness(seed: UInt64) -> BootstrapInterval? {
    guard !endSharpness.isEmpty, endSharpness.allSatisfy({ $0 > 0 }) else { return nil }
    return BootstrapInterval(ofMean: sharpness, over: endSharpness, seed: seed)
  }
}
