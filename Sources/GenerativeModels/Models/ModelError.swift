public import SafeFiles

/// What can go wrong between a model and what it is asked to do.
public enum ModelError: ExplainedError, Equatable {
  /// The latents are not as wide as the model's.
  case wrongLatentWidth(model: String, expected: [Int], actual: Int)
  /// The pictures are not as large as the model's.
  case wrongImageSize(model: String, expected: ImageShape, actual: ImageShape)
  /// The model has no encoder.
  case noEncoder(model: String)
  /// The encoder gives no variance to sample with.
  case noLogVariance(model: String)
  /// The classifier that a model names takes pictures of another size than the model's.
  case classifierSize(model: String, shape: ImageShape, classifier: String, classifierShape: ImageShape)
  /// A classifier gave a number that is no probability.
  case notProbability(classifier: String, row: Int, value: Float)
  /// Numbers came out of the model that are not finite.
  case notFinite(model: String, result: String, row: Int)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .wrongLatentWidth, .wrongImageSize, .classifierSize, .notProbability, .notFinite: .badData
    case .noEncoder, .noLogVariance: .usage
    }
  }

  /// One sentence with the model and the cure.
  public var description: String {
    switch self {
    case .wrongLatentWidth(let model, let expected, let actual):
      """
      the model '\(model)' decodes latents of \(Extents.product(expected)) numbers (shape \(expected)), and these have \
      \(actual); give latents of this model, or another --model
      """
    case .wrongImageSize(let model, let expected, let actual):
      "the model '\(model)' takes pictures of \(expected), and these are \(actual); resize them first"
    case .classifierSize(let model, let shape, let classifier, let classifierShape):
      """
      the model '\(model)' draws pictures of \(shape), and its classifier '\(classifier)' takes \(classifierShape); name \
      another classifier in the model's package
      """
    case .notProbability(let classifier, let row, let value):
      """
      the classifier '\(classifier)' gives \(value) for picture \(row), which is no probability; export it with its sigmoid
      """
    case .noEncoder(let model):
      "the model '\(model)' has no encoder, so it cannot take pictures; give latents, or a model with an encoder"
    case .noLogVariance(let model):
      "the encoder of '\(model)' gives no variance to sample with; use --posterior mean"
    case .notFinite(let model, let result, let row):
      """
      the model '\(model)' made \(result) \(row) of numbers that are not finite; \
      check the input of this row, or the model itself
      """
    }
  }
}
