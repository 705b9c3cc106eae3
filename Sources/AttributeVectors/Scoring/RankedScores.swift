/// Scores of items with and without an attribute, sorted: what a ranking, a threshold and a ROC curve are made of.
///
/// ```swift
/// let scores = try AttributeScores(of: set.vectors, items: test, along: vectors)
/// let ranked = try RankedScores("Smiling", scores: scores[0], labels: labels.column(0))
/// print(ranked.areaUnderCurve, ranked.decisions(at: threshold).accuracy)
/// ```
///
/// Equal scores are one group; items of unknown label are left out. Sorted once in O(n log n), all else is O(n).
public struct RankedScores: Sendable, Equatable {
  /// What the attribute is called.
  public let name: String
  /// How many items have it, ≥ 1.
  public let positives: Int
  /// How many lack it, ≥ 1.
  public let negatives: Int
  /// The different scores, rising.
  public let scores: [Double]
  /// How many items that have the attribute have each of the scores.
  let positiveCounts: [Int]
  /// How many items that lack it have each.
  let negativeCounts: [Int]

  /// Sorts scores.
  ///
  /// - Parameters:
  ///   - name: What the attribute is called, for messages and charts.
  ///   - scores: n finite numbers, such as projections.
  ///   - labels: n labels; an item whose label is nil does not count.
  /// - Throws: ``AttributeError/allEqual(_:isPresent:count:)`` where there are no items of either kind,
  ///   ``AttributeError/labelCount(labels:items:)``, or ``AttributeError/badScore(_:item:)``.
  public init(_ name: String, scores: [Double], labels: [Bool?]) throws(AttributeError) {
    guard scores.count == labels.count else { throw .labelCount(labels: labels.count, items: scores.count) }
    if let item = scores.firstIndex(where: { !$0.isFinite }) { throw .badScore(name, item: item) }
    let labelled = zip(scores, labels).compactMap { score, label in label.map { (score: score, isPresent: $0) } }
    self.name = name
    positives = labelled.reduce(0) { $0 + ($1.isPresent ? 1 : 0) }
    negatives = labelled.count - positives
    guard positives > 0, negatives > 0 else {
      throw .allEqual(name, isPresent: positives > 0, count: labelled.count)
    }
    var (different, withCounts, withoutCounts): ([Double], [Int], [Int]) = ([], [], [])
    for item in labelled.sorted(by: { $0.score < $1.score }) {
      if different.last != item.score {
        different.append(item.score)
        withCounts.append(0)
        withoutCounts.append(0)
      }
      if item.isPresent {
        withCounts[different.count - 1] += 1
      } else {
        withoutCounts[different.count - 1] += 1
      }
    }
    self.scores = different
    (positiveCounts, negativeCounts) = (withCounts, withoutCounts)
  }

  /// The number of items of either kind, ≥ 2.
  public var count: Int { positives + negatives }
}
