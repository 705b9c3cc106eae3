public import GenerativeModels
internal import LatentGeometry
internal import SafeFiles

extension EncodedSet {
  /// The conditions that items were encoded under, as rows of a graph's input.
  ///
  /// A model that was given a condition keeps it for all items. Sets of an older Sextant, and those of encoders that take no
  /// condition, say nothing; their items have the model's own.
  ///
  /// - Parameters:
  ///   - rows: The items' rows.
  ///   - input: The input of the model's encoder or decoder.
  ///   - model: The model.
  /// - Returns: A condition for each item.
  /// - Throws: ``EncodedSetError/itemConditions(_:reason:)`` where the set was merged of pictures that were encoded under several
  ///   conditions, or by labels of which the input takes another number; `ConditionError`, and the errors of the catalogue.
  public func conditions(of rows: [Int], for input: ConditionInput, in model: GenerativeModel) throws -> ConditionBatch
  {
    guard !model.hasGivenCondition, let own = description.conditions, let first = own.first else {
      return try model.ownConditions(count: rows.count, for: input)
    }
    guard own.count == 1 else {
      throw EncodedSetError.itemConditions(
        folder.url,
        reason:
          "it was merged of pictures that were encoded under several conditions (\(own.map(\.shown).joined(separator: "; "))), and "
          + "nothing says which under which"
      )
    }
    switch first {
    case .value(let value):
      return ConditionBatch(repeating: try input.row(for: value), count: rows.count)
    case .labels(let names):
      let condition = LabelCondition(count: names.count, for: input)
      if let misfit = condition.misfit {
        throw EncodedSetError.itemConditions(
          folder.url,
          reason:
            "its pictures were encoded by \(names.count.counted("label")), and \(input.tensor) of the model \(model.name) takes "
            + "\(misfit.needed) \(misfit.what)"
        )
      }
      let labels = try labels(of: names)
      return ConditionBatch(
        LatentBatch(rows: rows.map { row in condition.row(names.indices.map { labels[$0 * count + row] == 1 }) })
      )
    }
  }
}
