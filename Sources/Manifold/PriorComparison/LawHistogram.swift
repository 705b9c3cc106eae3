/// Numbers that were measured and a law of theirs, in the same equal bins.
public struct LawHistogram: Sendable, Equatable, Encodable {
  /// The bins' borders, one more than there are bins, rising; a bin has its lower border, and the last has both.
  public let edges: [Double]
  /// How many numbers lie in each bin.
  public let counts: [Int]
  /// How many numbers lie below all bins.
  public let countBelow: Int
  /// How many numbers lie above all bins.
  public let countAbove: Int
  /// The probability that the law gives each bin.
  public let lawShares: [Double]

  /// Counts numbers.
  ///
  /// - Parameters:
  ///   - values: Rising.
  ///   - range: From the first border to the last; where it is hardly wider than a number, room is left beside it.
  ///   - binCount: At least 1.
  ///   - limits: P(X < x) and P(X ≤ x) of the law.
  init(
    ofSorted values: [Double],
    range: ClosedRange<Double>,
    binCount: Int,
    limits: (Double) -> (below: Double, upTo: Double)
  ) {
    precondition(binCount >= 1, "at least one bin is needed")
    var (low, high) = (range.lowerBound, range.upperBound)
    if high - low <= 1e-3 * high {
      let room = high > 0 ? 0.05 * high : 1
      (low, high) = (max(0, low - room), high + room)
    }
    let (first, width) = (low, (high - low) / Double(binCount))
    let edges = (0...binCount).map { $0 == binCount ? high : first + width * Double($0) }
    var counts = [Int](repeating: 0, count: binCount)
    var (below, above) = (0, 0)
    for value in values {
      if value < low {
        below += 1
      } else if value > high {
        above += 1
      } else {
        var bin = min(binCount - 1, Int((value - low) / width))
        // The quotient's rounding may name the neighbour.
        while bin > 0, value < edges[bin] { bin -= 1 }
        while bin < binCount - 1, value >= edges[bin + 1] { bin += 1 }
        counts[bin] += 1
      }
    }
    let borders = edges.enumerated().map { index, edge in
      index == binCount ? limits(edge).upTo : limits(edge).below
    }
    self.edges = edges
    self.counts = counts
    (countBelow, countAbove) = (below, above)
    lawShares = (0..<binCount).map { max(0, borders[$0 + 1] - borders[$0]) }
  }
}
