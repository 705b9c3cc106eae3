/// Which generator random latents come from.
public enum RandomAlgorithm: String, Sendable, Codable, CaseIterable {
  /// Sextant's own, ``LatentGenerator``: any row by itself, whatever the batch.
  case sextant
  /// `numpy.random.RandomState`, ``NumPyRandomState``: for latents that were first drawn in Python.
  case numpy

  /// The largest seed that the generator knows.
  public var largestSeed: UInt64 {
    switch self {
    case .sextant: .max
    case .numpy: UInt64(UInt32.max)
    }
  }

  /// The first latents of a seed.
  ///
  /// - Parameters:
  ///   - prior: The distribution.
  ///   - count: The number of rows, n ≥ 0.
  ///   - dimension: The number of columns, d ≥ 1.
  ///   - seed: At most ``largestSeed``.
  /// - Returns: Shape [n, d].
  public func sample(_ prior: Prior, count: Int, dimension: Int, seed: UInt64) -> LatentBatch {
    switch self {
    case .sextant:
      return LatentGenerator(seed: seed).sample(prior, count: count, dimension: dimension)
    case .numpy:
      precondition(seed <= largestSeed, "NumPy's seeds end at 2³² - 1")
      var state = NumPyRandomState(seed: UInt32(seed))
      return state.sample(prior, count: count, dimension: dimension)
    }
  }
}
