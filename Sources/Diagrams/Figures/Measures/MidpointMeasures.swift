internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Manifold

/// Pairs of draws of a prior, and how sharp their pictures are: what methods are compared between.
struct MidpointPairs {
  fileprivate let from: LatentBatch
  fileprivate let to: LatentBatch
  /// The mean variance of the Laplacian of each pair's two pictures, for the first pairs.
  let endSharpness: [Double]
  fileprivate let model: GenerativeModel
  fileprivate let studio: Studio

  /// Draws pairs and decodes the ends of some.
  ///
  /// - Parameters:
  ///   - model: Whose prior, and whose pictures.
  ///   - count: The number of pairs whose lengths are measured.
  ///   - pictures: How many of them are decoded.
  ///   - seed: Of the draws.
  ///   - studio: How the model runs.
  /// - Throws: The errors of the model.
  init(of model: GenerativeModel, count: Int, pictures: Int, seed: UInt64, in studio: Studio) throws {
    let draws = LatentGenerator(seed: seed).sample(model.prior, count: 2 * count, dimension: model.latentDimension)
    (from, to) = (draws[0..<count], draws[count..<2 * count])
    (self.model, self.studio) = (model, studio)
    let shown = 0..<min(pictures, count)
    let left = try MidpointMeasures.sharpness(of: from[shown], model, studio)
    let right = try MidpointMeasures.sharpness(of: to[shown], model, studio)
    endSharpness = zip(left, right).map { ($0 + $1) / 2 }
  }
}

/// What a method does to lengths and pictures halfway between draws of a prior: the numbers behind White's figure 1.
struct MidpointMeasures {
  /// How many sd of the prior's law of lengths each midpoint lies above or below its mean; empty where the law has no spread.
  let deviations: [Double]
  /// The variance of the Laplacian of each picture at a midpoint, for the pairs that are decoded.
  let sharpness: [Double]
  /// The mean of the same over the two ends of each pair.
  let endSharpness: [Double]

  /// Measures the middles of pairs.
  ///
  /// - Parameters:
  ///   - method: How to interpolate.
  ///   - pairs: The ends.
  /// - Throws: The errors of the model.
  init(_ method: InterpolationMethod, between pairs: MidpointPairs) throws {
    let (model, studio) = (pairs.model, pairs.studio)
    let middle = studio.interpolator(method, in: model).interpolate(from: pairs.from, to: pairs.to, at: 0.5)
    deviations = Typicality(of: middle, prior: model.prior).deviations.compactMap(\.self)
    endSharpness = pairs.endSharpness
    sharpness = try Self.sharpness(of: middle[0..<endSharpness.count], model, studio)
  }

  fileprivate static func sharpness(of latents: LatentBatch, _ model: GenerativeModel, _ studio: Studio) throws
    -> [Double]
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
