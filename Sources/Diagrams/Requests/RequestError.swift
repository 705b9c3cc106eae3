public import SafeFiles

/// What can be wrong with a request, before or while it is carried out.
public enum RequestError: ExplainedError, Equatable {
  /// An option has a value that cannot be used.
  case invalid(option: String, reason: String)
  /// No model was named.
  case missingModel
  /// Random numbers are asked for and there is no seed.
  case missingSeed
  /// Latents of another width than the model's.
  case latentWidth(name: String, found: Int, expected: Int, model: String)
  /// The verb needs an encoder.
  case needsEncoder(model: String, for: String)
  /// Latents of a number or width that the request cannot use.
  case latentFile(path: String, reason: String)
  /// A replay needs a file or a model that is not where the recipe says.
  case recipeInput(path: String, reason: String)
  /// A recipe cannot be followed.
  case recipe(path: String, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .invalid, .missingModel, .missingSeed, .needsEncoder: .usage
    case .recipeInput: .missingInput
    case .latentWidth, .latentFile, .recipe: .badData
    }
  }

  /// One sentence with the option or file and the cure.
  public var description: String {
    switch self {
    case .invalid(let option, let reason):
      "\(option): \(reason)"
    case .missingModel:
      "the list of models is empty; give --model NAME|DIR, or --decoder FILE.onnx with --encoder FILE.onnx if there is one"
    case .missingSeed:
      "random latents need a seed; give --seed N"
    case .latentWidth(let name, let found, let expected, let model):
      "\(name): latents of \(found.counted("number")), but the model \(model) takes \(expected); use latents of this model, or the model that they are of"
    case .needsEncoder(let model, let purpose):
      "the model \(model) has no encoder, which \(purpose) needs; add --encoder FILE.onnx or use a model with one"
    case .latentFile(let path, let reason), .recipeInput(let path, let reason), .recipe(let path, let reason):
      "\(path): \(reason)"
    }
  }
}
