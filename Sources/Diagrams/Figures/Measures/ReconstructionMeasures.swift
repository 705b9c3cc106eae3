internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Manifold

/// How well a model gives pictures back that it encoded.
struct ReconstructionMeasures {
  /// The mean squared difference of each picture to its reconstruction.
  let errors: [Double]
  /// The same to the mean of all pictures looked at: what a model does that knows nothing of the single picture.
  let meanPictureErrors: [Double]
  /// The variance of the Laplacian of each reconstruction.
  let sharpness: [Double]
  /// The same of each picture.
  let originalSharpness: [Double]

  /// Decodes items of a set and compares them with their pictures.
  ///
  /// - Parameters:
  ///   - rows: At least one row.
  ///   - set: The set, whose pictures must be where they were encoded from, or in the studio's folder of originals.
  ///   - model: The set's model.
  ///   - studio: How it runs.
  /// - Throws: The errors of sets, pictures and models.
  init(of rows: [Int], in set: EncodedSet, by model: GenerativeModel, in studio: Studio) throws {
    let shape = model.imageShape
    let pictures = try rows.map { row in
      try set.original(
        of: set.item(row),
        preparation: model.preparation,
        channels: shape.channels,
        width: shape.width,
        height: shape.height
      )
    }
    self.init(of: pictures, reconstructed: try Self.decoded(set.vectors.gathered(rows), model, studio))
  }

  /// Compares pictures with their reconstructions.
  ///
  /// - Parameters:
  ///   - pictures: At least one picture.
  ///   - reconstructions: As many, of the same shape.
  init(of pictures: [PlanarImage], reconstructed reconstructions: [PlanarImage]) {
    precondition(!pictures.isEmpty && pictures.count == reconstructions.count, "every picture needs its reconstruction")
    let mean = PlanarImage(meanOf: pictures)
    errors = zip(reconstructions, pictures).map { $0.meanSquaredError(to: $1) }
    meanPictureErrors = pictures.map { mean.meanSquaredError(to: $0) }
    sharpness = reconstructions.map(\.sharpness)
    originalSharpness = pictures.map(\.sharpness)
  }

  private static func decoded(_ latents: LatentBatch, _ model: GenerativeModel, _ studio: Studio) throws
    -> [PlanarImage]
  {
    var pictures: [PlanarImage] = []
    try studio.decode(latents, with: model) { _, picture in pictures.append(picture) }
    return pictures
  }

  /// The mean error as a share of the mean picture's; nil where all pictures are the same.
  func relativeError(seed: UInt64) -> BootstrapInterval? {
    guard meanPictureErrors.allSatisfy({ $0 > 0 }) else { return nil }
    return BootstrapInterval(ofMean: errors, over: meanPictureErrors, seed: seed)
  }

  /// ``relativeError(seed:)`` by that of another model on the same pictures; nil where one has none.
  func relativeError(by other: ReconstructionMeasures, seed: UInt64) -> BootstrapInterval? {
    precondition(errors.count == other.errors.count, "both are of the same pictures")
    guard (meanPictureErrors + other.meanPictureErrors).allSatisfy({ $0 > 0 }) else { return nil }
    let columns = [errors, meanPictureErrors, other.errors, other.meanPictureErrors]
    return BootstrapInterval(ofMeans: columns, seed: seed) { means in
      let error = means[2] / means[3]
      return error > 0 ? means[0] / means[1] / error : .infinity
    }
  }

  /// The mean sharpness over that of the pictures; nil where one of them has a single colour.
  func relativeSharpness(seed: UInt64) -> BootstrapInterval? {
    guard originalSharpness.allSatisfy({ $0 > 0 }) else { return nil }
    return BootstrapInterval(ofMean: sharpness, over: originalSharpness, seed: seed)
  }
}

extension PlanarImage {
  /// The mean of equally large pictures, sample by sample, summed in Double.
  fileprivate init(meanOf pictures: [PlanarImage]) {
    let first = pictures[0]
    var sums = [Double](repeating: 0, count: first.samples.count)
    for picture in pictures {
      for (place, sample) in picture.samples.enumerated() { sums[place] += Double(sample) }
    }
    self.init(
      channels: first.channels,
      height: first.height,
      width: first.width,
      samples: sums.map { Float($0 / Double(pictures.count)) }
    )
  }
}
