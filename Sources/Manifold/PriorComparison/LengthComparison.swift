public import LatentGeometry

/// How the lengths of some encodings differ from those of latents drawn from the prior.
///
/// Lengths are measured from the prior's centre. In many dimensions they are the most telling single number: nearly all
/// of a prior lies in a thin shell (White 2016, section 2).
public struct LengthComparison: Sendable, Equatable, Encodable {
  /// The mean of the encodings' lengths.
  public let mean: Double
  /// The standard deviation of the encodings' lengths, divided by n.
  public let standardDeviation: Double
  /// The mean of the prior's lengths.
  public let priorMean: Double
  /// The standard deviation of the prior's lengths; 0 for a sphere.
  public let priorStandardDeviation: Double
  /// The largest difference of the distribution functions, 0 … 1.
  public let distance: Double
  /// The probability of a distance at least as large under the prior.
  public let pValue: Double
  /// The probabilities of the two lists of quantiles.
  public let levels: [Double]
  /// The encodings' lengths at those probabilities, with straight lines between the sorted lengths.
  public let quantiles: [Double]
  /// The prior's lengths at those probabilities.
  public let priorQuantiles: [Double]
  /// Both laws in the same bins, from the lesser of their quantiles of 0.001 to the greater of those of 0.999: a few
  /// outliers must not press all others into one bin.
  public let histogram: LawHistogram

  /// Compares lengths.
  ///
  /// - Parameters:
  ///   - encodings: Shape [n, d], n ≥ 1; finite.
  ///   - prior: Of the encodings' width where it has one of its own.
  ///   - binCount: The number of the histogram's bins.
  /// - Complexity: O(n d + n log n).
  public init(of encodings: LatentBatch, prior: Prior, binCount: Int = 64) {
    precondition(encodings.count >= 1, "at least one encoding is needed")
    let d = encodings.dimension
    let lengths = encodings.lengths(around: prior.centers(dimension: d)).sorted()
    let distribution = prior.lengthDistribution(dimension: d)
    let law = prior.lengthLaw(dimension: d)
    let test = distribution.test(lengths)
    let mean = lengths.reduce(0, +) / Double(lengths.count)
    self.mean = mean
    standardDeviation =
      (lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(lengths.count)).squareRoot()
    priorMean = law.mean
    priorStandardDeviation = law.standardDeviation
    distance = test.distance
    pValue = test.pValue
    levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    quantiles = levels.map { lengths.quantile($0) }
    priorQuantiles = levels.map { distribution.quantile($0, law: law) }
    let low = min(lengths.quantile(0.001), distribution.quantile(0.001, law: law))
    let high = max(lengths.quantile(0.999), distribution.quantile(0.999, law: law))
    histogram = LawHistogram(
      ofSorted: lengths,
      range: low...high,
      binCount: binCount,
      limits: distribution.limits(at:)
    )
  }
}

extension [Double] {
  /// The quantile of rising numbers, with straight lines between them (NumPy's default).
  func quantile(_ level: Double) -> Double {
    let place = level * Double(count - 1)
    let below = Swift.min(Int(place), count - 1)
    let above = Swift.min(below + 1, count - 1)
    let share = place - Double(below)
    // Between two infinite numbers there is no line.
    guard share > 0, self[above] > self[below] else { return self[below] }
    return self[below] + share * (self[above] - self[below])
  }
}

extension LengthDistribution {
  /// The least length with at least the probability, by halving.
  func quantile(_ level: Double, law: LengthLaw) -> Double {
    // A step counts as reached within a relative 1e-4, which is no quantile.
    guard law.standardDeviation > 0 else { return law.mean }
    var (low, high) = (0.0, law.mean + 2 * law.standardDeviation)
    while cumulative(high) < level, high.isFinite { (low, high) = (high, 2 * high) }
    for _ in 0..<64 where low.nextUp < high {
      let middle = low + (high - low) / 2
      if cumulative(middle) < level { low = middle } else { high = middle }
    }
    return high
  }
}
