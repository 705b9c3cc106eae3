/// How to complete A : B :: C : ?.
public enum AnalogyMethod: String, Sendable, Codable, CaseIterable {
  /// B + C - A, symmetric in B and C (White 2016, section 3.1).
  ///
  /// Three independent draws of N(0, σ²I) give a result of N(0, 3σ²I): at d = 100 its length is about 17.3 instead of 10,
  /// ten standard deviations from the prior.
  case raw

  /// Completes analogies row by row.
  ///
  /// - Parameters:
  ///   - a: n latents, the source.
  ///   - b: n latents, what the source became.
  ///   - c: n latents, what is to change in the same way.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d).
  public func complete(_ a: LatentBatch, _ b: LatentBatch, _ c: LatentBatch) -> LatentBatch {
    precondition(
      a.count == b.count && a.count == c.count && a.dimension == b.dimension && a.dimension == c.dimension,
      "A, B and C must have the same shape"
    )
    switch self {
    case .raw:
      let values = zip(a.values, zip(b.values, c.values)).map { a, pair in (pair.0 + pair.1) - a }
      return LatentBatch(count: a.count, dimension: a.dimension, values: values)
    }
  }
}
