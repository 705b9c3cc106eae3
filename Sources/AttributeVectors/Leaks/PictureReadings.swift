package import GenerativeModels
internal import Imaging
package import LatentGeometry

/// What instruments say of the decoded pictures of n latents.
package struct PictureReadings: Sendable {
  /// The classifier's probabilities, shape [n, m]; nil without a classifier.
  package var probabilities: AttributeProbabilities?
  /// The variance of the Laplacian of each picture.
  package var sharpness: [Double] = []
  /// The mean luma of each picture, 0 … 1.
  package var brightness: [Double] = []
  /// The pictures encoded again, shape [n, d]; nil where that was not asked for.
  var encodings: LatentBatch?
}

/// Decodes latents and reads their pictures, batch after batch.
package struct PictureReader: Sendable {
  let model: GenerativeModel
  let classifier: AttributeClassifier?
  /// How many pictures are decoded at once; nil leaves it to the model.
  var batch: Int?
  /// What the latents that are read are decoded under, and their pictures encoded again, a row for each.
  let conditions: RoundTripConditions

  /// A reader of a model's pictures.
  ///
  /// - Parameters:
  ///   - model: What decodes latents.
  ///   - classifier: What tells labels; nil for none.
  ///   - batch: How many pictures are decoded at once; nil leaves it to the model.
  ///   - conditions: What the latents that are read are decoded under, and their pictures encoded again, a row for each.
  package init(
    model: GenerativeModel,
    classifier: AttributeClassifier?,
    batch: Int? = nil,
    conditions: RoundTripConditions = RoundTripConditions()
  ) {
    self.model = model
    self.classifier = classifier
    self.batch = batch
    self.conditions = conditions
  }

  /// Reads all there is to read.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - encodesAgain: Whether the pictures are encoded again.
  /// - Returns: What there is to read of n pictures.
  /// - Throws: The errors of the model and the classifier.
  package func readings(of latents: LatentBatch, encodesAgain: Bool) throws -> PictureReadings {
    var readings = PictureReadings()
    var probabilities: [Float] = []
    var encodings: [LatentBatch] = []
    try model.decode(latents, conditions: conditions.decoding, batch: batch) { range, images in
      if let classifier { probabilities += try classifier.probabilities(of: images).values }
      for index in 0..<images.count {
        let picture = images[index]
        readings.sharpness.append(picture.sharpness)
        readings.brightness.append(picture.brightness)
      }
      if encodesAgain {
        encodings.append(try model.encode(images, conditions: conditions.rows(range).encoding, batch: batch))
      }
    }
    if let classifier {
      readings.probabilities = AttributeProbabilities(labels: classifier.labels, values: probabilities)
    }
    if encodesAgain { readings.encodings = .concatenating(encodings) }
    return readings
  }

  /// Reads the probability of one label only.
  package func probabilities(of label: Int, _ latents: LatentBatch) throws -> [Double] {
    guard let classifier else { preconditionFailure("probabilities need a classifier") }
    var values: [Double] = []
    try model.decode(latents, conditions: conditions.decoding, batch: batch) { _, images in
      let all = try classifier.probabilities(of: images)
      values += (0..<all.count).map { Double(all[$0, label]) }
    }
    return values
  }

  /// Reads the sharpness only.
  func sharpness(_ latents: LatentBatch) throws -> [Double] {
    var values: [Double] = []
    try model.decode(latents, conditions: conditions.decoding, batch: batch) { _, images in
      for index in 0..<images.count { values.append(images[index].sharpness) }
    }
    return values
  }
}
