internal import Manifold

extension AttributeVector.HeldOut {
  /// How well a vector tells items that it was not fitted on.
  ///
  /// - Parameters:
  ///   - ranked: Their scores and labels.
  ///   - threshold: The threshold that was found on what the vector was fitted on.
  ///   - items: Which items they are, such as "split = 'test'".
  ///   - seed: Of the bootstrap's draws.
  ///   - replicateCount: B ≥ 2.
  /// - Complexity: O(n B).
  public init(
    _ ranked: RankedScores,
    threshold: Double,
    items: String,
    seed: UInt64,
    replicateCount: Int = 1000
  ) {
    self.init(
      items: items,
      positives: ranked.positives,
      negatives: ranked.negatives,
      areaUnderCurve: ranked.areaInterval(seed: seed, replicateCount: replicateCount),
      accuracy: ranked.accuracyInterval(at: threshold, seed: seed, replicateCount: replicateCount)
    )
  }
}
