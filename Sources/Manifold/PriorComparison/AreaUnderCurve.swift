/// The area under the ROC curve: the probability that a score of one kind exceeds one of the other, ties counting one
/// half.
///
/// It is Mann's and Whitney's statistic over n m, by mid-ranks. The standard error is that of DeLong, DeLong and
/// Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating characteristic curves",
/// Biometrics 44 (1988), in the O(n log n) form of Sun and Xu (2014).
package struct AreaUnderCurve: Sendable, Equatable {
  /// 0 … 1.
  let value: Double
  /// By DeLong's method; 0 where either kind has one score only, and where the kinds do not overlap.
  let standardError: Double
  /// The variance of the value for equal laws without ties: (n + m + 1) / (12 n m).
  let nullVariance: Double

  /// Compares scores; there must be one of each kind.
  init(of positives: [Double], against negatives: [Double]) {
    precondition(!positives.isEmpty && !negatives.isEmpty, "at least one score of each kind is needed")
    let (n, m) = (Double(positives.count), Double(negatives.count))
    let joint = Self.midranks(positives + negatives)
    // Of each score: the share of the other kind that it exceeds, or that exceeds it.
    let above = zip(joint[..<positives.count], Self.midranks(positives)).map { ($0 - $1) / m }
    let below = zip(joint[positives.count...], Self.midranks(negatives)).map { 1 - ($0 - $1) / n }
    value = above.mean
    standardError = (Self.variance(above) / n + Self.variance(below) / m).squareRoot()
    nullVariance = (n + m + 1) / (12 * n * m)
  }

  /// Places from 1 among the sorted; equal numbers share the mean of theirs.
  private static func midranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// Divided by n - 1; 0 of one number.
  private static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
