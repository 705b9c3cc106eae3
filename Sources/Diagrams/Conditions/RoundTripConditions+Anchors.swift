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
    // The labels of a set are read once for all of its items.
    let places = Dictionary(grouping: found.sources.indices) { found.sources[$0].item?.set }
    let sets = try places.keys.compactMap(\.self).reduce(into: [:]) { $0[$1] = try EncodedSet(named: $1) }
    func rows(for input: ConditionInput) throws -> ConditionBatch {
      var batch = LatentBatch(count: found.sources.count, dimension: input.width)
      for (name, places) in places {
        let own =
          if let set = name.flatMap({ sets[$0] }) {
            try set.conditions(of: places.map { found.sources[$0].item?.row ?? 0 }, for: input, in: model)
          } else {
            try model.ownConditions(count: places.count, for: input)
          }
        for (row, place) in places.enumerated() { batch.setRow(place, to: own.rows[row].values) }
      }
      return ConditionBatch(batch)
    }
    self.init(
      encoding: try model.encoderCondition().map(rows),
      decoding: try model.decoderCondition().map(rows)
    )
  }
}
