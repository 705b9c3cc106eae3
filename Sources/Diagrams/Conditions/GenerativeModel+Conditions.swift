public import GenerativeModels

extension GenerativeModel {
  /// The model with a condition for all that is decoded and encoded.
  ///
  /// - Parameters:
  ///   - conditions: None for the model's own, or one; of a file with one row, that row.
  ///   - command: What takes them, for messages.
  ///   - takesSeveral: Whether several are left to the caller.
  /// - Returns: The same model, sessions included.
  /// - Throws: ``RequestError`` for several, `ConditionError`, and the errors of models and files.
  public func with(
    conditions: [Condition],
    for command: String,
    takesSeveral: Bool = false
  ) throws -> GenerativeModel {
    let entries = try OpenConditions(conditions, for: self).entries
    guard let first = entries.first else { return self }
    guard entries.count > 1 else { return try with(condition: first.value) }
    guard takesSeveral else {
      throw RequestError.invalid(
        option: "--condition",
        reason: "\(command) takes one condition for all its pictures, and \(entries.count) were given"
      )
    }
    return self
  }
}
