public import LatentGeometry

/// How the law of each coordinate of some encodings differs from the prior's.
///
/// Each coordinate is tested by itself against the prior's exact law of one coordinate; where the prior was learned
/// from m rows, as a sample against a sample of m. p-values are adjusted for the number of coordinates (Benjamini and
/// Hochberg 1995). With 20,000 rows a distance of 0.01 is found that no picture shows: look at the distances, not only
/// at the count of rejected tests.
///
/// A coordinate is inactive where the variance of the encodings is below a hundredth of the prior's: the encoder
/// ignores it and its decoder learned to do without (Burda, Grosse and Salakhutdinov 2016, arXiv 1509.00519, section
/// 5.2, whose threshold for N(0, 1) is 0.01). Only encodings that are means of the posterior show it.
public struct CoordinateComparison: Sendable, Equatable, Encodable {
  /// One coordinate.
  public struct Coordinate: Sendable, Equatable, Encodable {
    /// The encodings' mean.
    public let mean: Double
    /// The encodings' standard deviation, divided by n.
    public let standardDeviation: Double
    /// The prior's mean.
    public let priorMean: Double
    /// The prior's standard deviation.
    public let priorStandardDeviation: Double
    /// The largest difference of the distribution functions, 0 … 1.
    public let distance: Double
    /// The probability of a distance at least as large under the prior.
    public let pValue: Double
    /// The p-value adjusted for the number of coordinates.
    public let adjustedPValue: Double
    /// Whether the adjusted p-value is at most the false discovery rate.
    public let isRejected: Bool
    /// Whether the encodings hardly vary here.
    public let isInactive: Bool
  }

  /// d coordinates in their order.
  public let coordinates: [Coordinate]
  /// The share of wrongly rejected among the rejected that is accepted: 0.05.
  public let falseDiscoveryRate: Double
  /// The number of coordinates whose law is not the prior's.
  public let rejectedCount: Int
  /// The number of coordinates in which the encodings hardly vary.
  public let inactiveCount: Int

  /// Tests every coordinate.
  ///
  /// - Parameters:
  ///   - encodings: Shape [n, d], n ≥ 1; finite.
  ///   - prior: Of the encodings' width where it has one of its own.
  /// - Complexity: O(n d), n log n of it for short columns only.
  public init(of encodings: LatentBatch, prior: Prior) {
    let (n, d) = (encodings.count, encodings.dimension)
    precondition(n >= 1, "at least one encoding is needed")
    let laws = prior.marginalLaws(dimension: d)
    let rate = 0.05
    var measures = [Measure](repeating: Measure(), count: d)
    measures.withUnsafeMutableBufferPointer { measures in
      nonisolated(unsafe) let measures = measures
      let blocks = (d + Self.blockWidth - 1) / Self.blockWidth
      ParallelRows.run(blocks, threads: ParallelRows.threads(for: n * d)) { own in
        for block in own {
          let columns = block * Self.blockWidth..<min(d, (block + 1) * Self.blockWidth)
          Self.measure(columns, of: encodings, laws: laws, into: measures)
        }
      }
    }
    let adjusted = FalseDiscovery.adjusted(measures.map(\.pValue))
    coordinates = (0..<d).map { column in
      let (measure, law) = (measures[column], laws[laws.count == 1 ? 0 : column])
      return Coordinate(
        mean: measure.mean,
        standardDeviation: measure.variance.squareRoot(),
        priorMean: law.mean,
        priorStandardDeviation: law.variance.squareRoot(),
        distance: measure.distance,
        pValue: measure.pValue,
        adjustedPValue: adjusted[column],
        isRejected: adjusted[column] <= rate,
        isInactive: measure.variance < Self.activeShare * law.variance
      )
    }
    falseDiscoveryRate = rate
    rejectedCount = coordinates.count { $0.isRejected }
    inactiveCount = coordinates.count { $0.isInactive }
  }

  /// The largest distance of a coordinate.
  public var largestDistance: Double { coordinates.reduce(0) { max($0, $1.distance) } }

  private static let activeShare = 0.01
  /// Sixteen numbers are a line of the cache: rows are read once, not once a column.
  private static let blockWidth = 16

  private struct Measure {
    var (mean, variance, distance, pValue) = (0.0, 0.0, 0.0, 1.0)
  }

  private static func measure(
    _ columns: Range<Int>,
    of encodings: LatentBatch,
    laws: [MarginalLaw],
    into measures: UnsafeMutableBufferPointer<Measure>
  ) {
    let n = encodings.count
    var sorter = FloatSorter(count: n)
    var block = encodings.columns(columns)
    block.withUnsafeMutableBufferPointer { block in
      for column in columns {
        let place = (column - columns.lowerBound) * n
        let values = UnsafeMutableBufferPointer(rebasing: block[place..<place + n])
        var (sum, squares) = (0.0, 0.0)
        for value in values { sum += Double(value) }
        let mean = sum / Double(n)
        for value in values { squares += (Double(value) - mean) * (Double(value) - mean) }
        sorter.sort(values)
        let test = laws[laws.count == 1 ? 0 : column].test(ofSorted: UnsafeBufferPointer(values))
        measures[column].mean = mean
        measures[column].variance = squares / Double(n)
        measures[column].distance = test.distance
        measures[column].pValue = test.pValue
      }
    }
  }
}

extension LatentBatch {
  /// Some columns, one after another: shape [columns, n].
  func columns(_ columns: Range<Int>) -> [Float] {
    let (n, d, first) = (count, dimension, columns.lowerBound)
    var turned = [Float](repeating: 0, count: columns.count * n)
    withUnsafeValues { values in
      turned.withUnsafeMutableBufferPointer { turned in
        for row in 0..<n {
          for column in columns { turned[(column - first) * n + row] = values[row * d + column] }
        }
      }
    }
    return turned
  }
}
