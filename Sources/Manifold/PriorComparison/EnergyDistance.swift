public import LatentGeometry

/// The energy distance of encodings and latents drawn from the prior, with a permutation test.
///
///     E = 2 E‖X - Y‖ - E‖X - X′‖ - E‖Y - Y′‖
///
/// It is 0 only where both laws are the same. The estimate leaves out pairs of a row with itself (a U-statistic): under
/// the prior its mean is 0 and it may be a little negative. It has the unit of a length; SciPy's `energy_distance`, for
/// numbers only, gives the square root of the statistic with all pairs.
///
/// The p-value is that of a subsample of both, whose labels are permuted B times: (b + 1) / (B + 1) with b permutations
/// that have a statistic at least as large. It is exact, but no less than 1 / (B + 1).
///
/// Source: Székely and Rizzo, "Energy statistics: a class of statistics based on distances", Journal of Statistical
/// Planning and Inference 143 (2013).
public struct EnergyDistance: Sendable, Equatable, Encodable {
  /// E, from all rows.
  public let value: Double
  /// E / (2 E‖X - Y‖), 1 at most; 0 where all rows are equal.
  public let coefficient: Double
  /// E‖X - Y‖.
  public let meanDistance: Double
  /// E‖X - X′‖ of two different encodings.
  public let meanDistanceWithinEncodings: Double
  /// E‖Y - Y′‖ of two different draws.
  public let meanDistanceWithinPrior: Double
  /// 1 / (B + 1) … 1; small where the laws differ.
  public let pValue: Double
  /// B.
  public let permutationCount: Int
  /// The number of rows of the subsample, of each kind.
  public let subsampleCount: Int

  /// Compares two samples.
  ///
  /// - Parameters:
  ///   - encodings: X, shape [n, d], n ≥ 2; finite.
  ///   - priorSample: Y, shape [m, d], m ≥ 2; drawn apart from X.
  ///   - seed: Of the subsample and the permutations.
  ///   - subsampleCount: The greatest number of rows of each kind in the test.
  ///   - permutationCount: B ≥ 1.
  /// - Throws: `LinearAlgebraError` where BLAS is missing.
  /// - Complexity: O((n + m)² d).
  public init(
    between encodings: LatentBatch,
    and priorSample: LatentBatch,
    seed: UInt64,
    subsampleCount: Int = 1000,
    permutationCount: Int = 999
  ) throws(LinearAlgebraError) {
    let (n, m) = (encodings.count, priorSample.count)
    precondition(n >= 2 && m >= 2, "at least two rows of each kind are needed")
    precondition(encodings.dimension == priorSample.dimension, "both samples must be equally wide")
    try MatrixProduct.requireLibrary()
    // Distances within a sample are most exact around its own centre, and any centre between will do for the others.
    let (meanX, meanY) = (encodings.meanRow, priorSample.meanRow)
    let middle = zip(meanX, meanY).map { $0 / 2 + $1 / 2 }
    let scale = [meanX, meanY, middle].reduce(1) {
      max($0, CenteredRows.commonScale(of: [encodings, priorSample], around: $1))
    }
    func rows(_ batch: LatentBatch, _ center: [Double]) -> LatentBatch {
      CenteredRows(batch, around: center, scale: scale).rows
    }
    let (x, y) = (rows(encodings, middle), rows(priorSample, middle))
    let between = scale * PairDistances.sum(x, y) / (Double(n) * Double(m))
    let withinX = scale * PairDistances.sumWithin(rows(encodings, meanX)) / (Double(n) * Double(n - 1))
    let withinY = scale * PairDistances.sumWithin(rows(priorSample, meanY)) / (Double(m) * Double(m - 1))
    meanDistance = between
    meanDistanceWithinEncodings = withinX
    meanDistanceWithinPrior = withinY
    value = 2 * between - withinX - withinY
    coefficient = between > 0 ? value / (2 * between) : 0
    let test = EnergyPermutations(x, y, seed: seed, subsampleCount: subsampleCount, count: permutationCount)
    pValue = test.pValue
    self.permutationCount = permutationCount
    self.subsampleCount = min(subsampleCount, max(n, m))
  }
}
