public import EncodedSets
public import GenerativeModels

extension SetCondition {
  /// The condition that all pictures of a set are encoded under, as a person names it; nil for what the encoder has by itself.
  ///
  /// - Parameters:
  ///   - conditions: None or one; a file with one row, or a row of a file, is that row's numbers.
  ///   - model: The model that encodes.
  /// - Throws: ``RequestError`` for several, `ConditionError`, and the errors of models and files.
  public init?(_ conditions: [Condition], for model: GenerativeModel) throws {
    let entries = try OpenConditions(conditions, for: model).entries
    guard entries.count <= 1 else {
      throw RequestError.invalid(
        option: "--condition",
        reason:
          "a set has one condition for all its pictures, and \(entries.count) were given; --condition-labels encodes each "
          + "picture under its own"
      )
    }
    guard let first = entries.first else { return nil }
    self = .value(first.value)
  }
}
