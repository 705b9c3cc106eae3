public import LatentGeometry

/// How far single coordinates of n latents stray from the prior by chance.
///
/// Were every coordinate's law the prior's, all d means and all d standard deviations would lie within their bands with
/// the probability ``level`` (Bonferroni). In units of each coordinate's prior sd, with z the normal quantile of 1 - (1 - level)
/// / 2d and κ the kurtosis of a coordinate:
///
///     mean  ± z / √n        sd  √(1 ± z √((κ - 1) / n))
public struct ChanceBands: Sendable, Equatable, Encodable {
  /// The probability of all coordinates within the band.
  public let level: Double
  /// (mean - prior's mean) / prior's sd.
  public let mean: ClosedRange<Double>
  /// sd / prior's sd.
  public let standardDeviation: ClosedRange<Double>
  /// For the i-th largest Kolmogorov-Smirnov distance, i = 1 … d, the distance whose p-value is q i / d.
  ///
  /// The procedure of Benjamini and Hochberg rejects all up to the last that reaches its own.
  public let rejectionDistances: [Double]

  /// The bands of n latents.
  ///
  /// - Parameters:
  ///   - count: n ≥ 1.
  ///   - prior: The prior.
  ///   - sample: Draws of it, whose kurtosis is taken; shape [m, d], m ≥ 2.
  ///   - rate: The false discovery rate q.
  ///   - level: Between 0 and 1.
  /// - Complexity: O(m d).
  public init(count: Int, prior: Prior, sample: LatentBatch, rate: Double = 0.05, level: Double = 0.95) {
    precondition(count >= 1 && sample.count >= 2, "latents and a sample are needed")
    let d = sample.dimension
    let n = Double(count)
    let z = normalQuantile(1 - (1 - level) / 2 / Double(d))
    let spread = z * ((max(1, Self.kurtosis(of: sample)) - 1) / n).squareRoot()
    self.level = level
    mean = -z / n.squareRoot()...z / n.squareRoot()
    standardDeviation = max(0, 1 - spread).squareRoot()...(1 + spread).squareRoot()
    let fitted = prior.marginalLaws(dimension: d).first?.fittedCount.map(Double.init)
    let effective = fitted.map { n * $0 / (n + $0) } ?? n
    rejectionDistances = (1...d).map { rank in
      let wanted = rate * Double(rank) / Double(d)
      var (low, high) = (0.0, 1.0)
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if KolmogorovSmirnov(distance: middle, effectiveCount: effective).pValue > wanted {
          low = middle
        } else {
          high = middle
        }
      }
      return high
    }
  }

  /// The mean over coordinates of μ₄ / μ₂²; coordinates that do not vary are left out.
  private static func kurtosis(of sample: LatentBatch) -> Double {
    let mean = sample.meanRow
    let d = sample.dimension
    var (squares, fourths) = ([Double](repeating: 0, count: d), [Double](repeating: 0, count: d))
    sample.withUnsafeValues { values in
      for index in values.indices {
        let column = index % d
        let square = (Double(values[index]) - mean[column]) * (Double(values[index]) - mean[column])
        squares[column] += square
        fourths[column] += square * square
      }
    }
    let n = Double(sample.count)
    let ratios = (0..<d).filter { squares[$0] > 0 }.map { n * fourths[$0] / (squares[$0] * squares[$0]) }
    return ratios.isEmpty ? 1 : ratios.reduce(0, +) / Double(ratios.count)
  }
}
