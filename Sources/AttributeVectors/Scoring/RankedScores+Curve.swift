extension RankedScores {
  /// A point of the ROC curve.
  public struct CurvePoint: Sendable, Equatable, Codable {
    /// The share of the items without the attribute that score at least the threshold, 0 … 1.
    public var falsePositiveRate: Double
    /// The share of those with it, 0 … 1.
    public var truePositiveRate: Double
    /// The threshold; nil above all scores, at (0, 0).
    public var threshold: Double?

    /// A point.
    ///
    /// - Parameters:
    ///   - falsePositiveRate: 0 … 1.
    ///   - truePositiveRate: 0 … 1.
    ///   - threshold: Nil above all scores.
    public init(falsePositiveRate: Double, truePositiveRate: Double, threshold: Double?) {
      self.falsePositiveRate = falsePositiveRate
      self.truePositiveRate = truePositiveRate
      self.threshold = threshold
    }
  }

  /// The ROC curve from (0, 0) to (1, 1) by falling thresholds, in O(n).
  ///
  /// Equal scores are one step, which is slanted where they have both kinds. A point on the straight line between its
  /// neighbours is left out. Where more points are left than wanted, it is the first
  /// of each of `count` equal pieces of the way, so that neither rate is off by more than 2 / `count` between them.
  ///
  /// - Parameter count: About how many points to keep, ≥ 2; nil for all.
  /// - Returns: Points with rising rates, at least two.
  public func curve(count: Int? = nil) -> [CurvePoint] {
    precondition(count.map { $0 >= 2 } ?? true, "a curve has two ends")
    var points = [CurvePoint(falsePositiveRate: 0, truePositiveRate: 0, threshold: nil)]
    var (above, exceeding) = (0, 0)
    for group in scores.indices.reversed() {
      above += positiveCounts[group]
      exceeding += negativeCounts[group]
      if group > 0, isStraight(at: group) { continue }
      points.append(
        CurvePoint(
          falsePositiveRate: Double(exceeding) / Double(negatives),
          truePositiveRate: Double(above) / Double(positives),
          threshold: scores[group]
        )
      )
    }
    guard let count, points.count > count else { return points }
    var last = -1
    let thinned = points.dropLast().filter { point in
      let piece = Int((point.falsePositiveRate + point.truePositiveRate) / 2 * Double(count))
      defer { last = piece }
      return piece > last
    }
    return thinned + points.suffix(1)
  }

  /// Whether the curve goes on below a group in the direction in which it came.
  private func isStraight(at group: Int) -> Bool {
    positiveCounts[group] * negativeCounts[group - 1] == positiveCounts[group - 1] * negativeCounts[group]
  }

  /// How both kinds of scores lie, counted in common bins of equal width.
  public struct Histogram: Sendable, Equatable, Codable {
    /// The ends of the b bins, b + 1 rising numbers.
    public var edges: [Double]
    /// How many items with the attribute are in each.
    public var positives: [Int]
    /// How many without it.
    public var negatives: [Int]
  }

  /// A histogram of each kind from the lowest score to the highest, in O(n).
  ///
  /// A bin holds its lower end, the last one both ends. Where all scores are equal the bins reach half a unit to either
  /// side, as NumPy's do.
  ///
  /// - Parameter bins: b ≥ 1.
  /// - Returns: Counts whose sums are the numbers of items.
  public func histogram(bins: Int = 60) -> Histogram {
    precondition(bins >= 1, "at least one bin is needed")
    var (lower, upper) = (scores[0], scores[scores.count - 1])
    if lower == upper { (lower, upper) = (lower - 0.5, upper + 0.5) }
    let step = (upper - lower) / Double(bins)
    let edges = (0...bins).map { $0 == bins ? upper : Double($0) * step + lower }
    var (with, without) = ([Int](repeating: 0, count: bins), [Int](repeating: 0, count: bins))
    var bin = 0
    for (group, score) in scores.enumerated() {
      while bin < bins - 1, score >= edges[bin + 1] { bin += 1 }
      with[bin] += positiveCounts[group]
      without[bin] += negativeCounts[group]
    }
    return Histogram(edges: edges, positives: with, negatives: without)
  }
}
