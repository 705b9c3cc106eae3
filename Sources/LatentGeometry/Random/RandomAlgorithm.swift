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

  /// Latents that stand beside others, which may be the first latents of the same seed.
  ///
  /// Sextant's generator has a stream for them; NumPy has none, and as many rows as were given are left out.
  ///
  /// - Parameters:
  ///   - given: The number of the others.
  ///   - prior: The distribution.
  ///   - count: The number of rows, n ≥ 0.
  ///   - dimension: The number of columns, d ≥ 1.
  ///   - seed: At most ``largestSeed``.
  /// - Returns: Shape [n, d].
  public func sample(beside given: Int, _ prior: Prior, count: Int, dimension: Int, seed: UInt64) -> LatentBatch {
    switch self {
    case .sextant:
      return LatentGenerator(seed: seed).sample(prior, count: count, dimension: dimension, stream: .additions)
    case .numpy:
      let all = sample(prior, count: given + count, dimension: dimension, seed: seed)
      return all[given..<given + count]
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
