#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The numbers of `numpy.random.RandomState(seed)`, so that Python users get their own latents.
///
/// MT19937 (Matsumoto and Nishimura 1998) seeded by `init_genrand`; doubles of 53 bits; normal numbers by Marsaglia's
/// polar method, two at a time with the second kept, as in NumPy's legacy generator. NumPy has frozen this stream.
public struct NumPyRandomState: Sendable {
  private var words: [UInt32]
  private var position: Int
  private var keptNormal: Double?

  /// The state after `RandomState(seed)`.
  ///
  /// - Parameter seed: 0 … 2³² - 1, NumPy's own range.
  public init(seed: UInt32) {
    words = [seed]
    words.reserveCapacity(624)
    for index in 1..<624 {
      let last = words[index - 1]
      words.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(index))
    }
    position = 624
  }

  /// 32 random bits: MT19937's tempered output.
  mutating func nextWord() -> UInt32 {
    if position == 624 { refill() }
    var word = words[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  private mutating func refill() {
    for index in 0..<624 {
      let joined = (words[index] & 0x8000_0000) | (words[(index + 1) % 624] & 0x7FFF_FFFF)
      words[index] = words[(index + 397) % 624] ^ (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    position = 0
  }

  /// `random_sample()`: a number of [0, 1) with 53 bits.
  public mutating func nextUniform() -> Double {
    let high = Double(nextWord() >> 5)
    let low = Double(nextWord() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// `standard_normal()`: a number of N(0, 1).
  public mutating func nextNormal() -> Double {
    if let kept = keptNormal {
      keptNormal = nil
      return kept
    }
    while true {
      let x = 2 * nextUniform() - 1
      let y = 2 * nextUniform() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      keptNormal = factor * x
      return factor * y
    }
  }

  /// The next latents of a prior, row after row.
  ///
  /// Gaussian: `loc + scale * standard_normal((n, d))`; uniform: `uniform(low, high, (n, d))`; sphere: normal rows scaled
  /// to the radius; truncated Gaussian: the quantile function of `random_sample((n, d))`, as
  /// `scipy.stats.truncnorm.rvs` does; correlated and empirical: rows of `standard_normal((n, d))`, made into latents as
  /// ``LatentGenerator`` does (`multivariate_normal` has directions of its own). Each is rounded to single precision.
  ///
  /// - Parameters:
  ///   - prior: The distribution.
  ///   - count: The number of rows, n ≥ 0.
  ///   - dimension: The number of columns, d ≥ 1; the prior's own where it has one.
  /// - Returns: Shape [n, d].
  public mutating func sample(_ prior: Prior, count: Int, dimension: Int) -> LatentBatch {
    prior.requireDimension(dimension)
    let size = count * dimension
    var values: [Float] = []
    values.reserveCapacity(size)
    switch prior {
    case .gaussian(let mean, let sd):
      for _ in 0..<size { values.append(Float(Double(mean) + Double(sd) * nextNormal())) }
    case .sphere, .correlatedGaussian, .empirical:
      for _ in 0..<size { values.append(Float(nextNormal())) }
    case .uniform, .truncatedGaussian:
      let quantile = prior.coordinateQuantile
      for _ in 0..<size { values.append(Float(quantile(nextUniform()))) }
    }
    var batch = LatentBatch(count: count, dimension: dimension, values: values)
    prior.finish(&batch)
    return batch
  }
}
