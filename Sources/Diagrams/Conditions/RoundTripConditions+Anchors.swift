internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry

extension RoundTripConditions {
  /// What pictures are encoded and decoded under: items of a set under what the set says, others under the model's own.
  ///
  /// - Parameters:
  ///   - found: The pictures.
  ///   - model: The model; one that was given a condition has it for all.
  /// - Throws: What `EncodedSet.conditions(of:for:in:)` throws, and the errors of sets.
  init(of found: ResolvedAnchors, in model: GenerativeModel) throws {
    var sets: [String: EncodedSet] = [:]
    func rows(for input: ConditionInput) throws -> ConditionBatch {
      let parts = try found.sources.map { source -> LatentBatch in
        guard let item = source.item else { return try model.ownConditions(count: 1, for: input).rows }
        let set = try sets[item.set] ?? EncodedSet(named: item.set)
        sets[item.set] = set
        return try set.conditions(of: [item.row], for: input, in: model).rows
      }
      return ConditionBatch(.concatenating(parts))
    }
    self.init(
      encoding: try model.encoderCondition().map(rows),
      decoding: try model.decoderCondition().map(rows)
    )
  }
}
