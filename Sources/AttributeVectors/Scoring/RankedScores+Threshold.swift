public import Manifold

extension RankedScores {
  /// What a threshold makes of the items: those that score at least as much count as having the attribute.
  public struct Decisions: Sendable, Equatable, Codable {
    /// Items that have the attribute and are told so.
    public var truePositives: Int
    /// Items that lack it and are told to have it.
    public var falsePositives: Int
    /// Items that lack it and are told so.
    public var trueNegatives: Int
    /// Items that have it and are told to lack it.
    public var falseNegatives: Int

    /// Four counts.
    ///
    /// - Parameters:
    ///   - truePositives: Items that have the attribute and are told so.
    ///   - falsePositives: Items that lack it and are told to have it.
    ///   - trueNegatives: Items that lack it and are told so.
    ///   - falseNegatives: Items that have it and are told to lack it.
    public init(truePositives: Int, falsePositives: Int, trueNegatives: Int, falseNegatives: Int) {
      self.truePositives = truePositives
      self.falsePositives = falsePositives
      self.trueNegatives = trueNegatives
      self.falseNegatives = falseNegatives
    }

    /// The number of items told rightly.
    public var correct: Int { truePositives + trueNegatives }
    /// The share told rightly.
    public var accuracy: Double {
      Double(correct) / Double(truePositives + falsePositives + trueNegatives + falseNegatives)
    }
    /// The share told rightly of those that have the attribute.
    public var sensitivity: Double { Double(truePositives) / Double(truePositives + falseNegatives) }
    /// The share told rightly of those that lack it.
    public var specificity: Double { Double(trueNegatives) / Double(trueNegatives + falsePositives) }
    /// The mean of both shares: 0.5 for a guess, however rare the attribute is.
    public var balancedAccuracy: Double { (sensitivity + specificity) / 2 }
  }

  /// What a threshold makes of the items, in O(n).
  ///
  /// - Parameter threshold: Items that score at least this count as having the attribute.
  /// - Returns: Four counts, whose sum is the number of items.
  public func decisions(at threshold: Double) -> Decisions {
    var (missed, rejected) = (0, 0)
    for (group, score) in scores.enumerated() {
      guard score < threshold else { break }
      missed += positiveCounts[group]
      rejected += negativeCounts[group]
    }
    return Decisions(
      truePositives: positives - missed,
      falsePositives: negatives - rejected,
      trueNegatives: rejected,
      falseNegatives: missed
    )
  }

  /// The share that a threshold tells rightly, with its bootstrap interval.
  ///
  /// - Parameters:
  ///   - threshold: Items that score at least this count as having the attribute.
  ///   - seed: Of the draws.
  ///   - replicateCount: B ≥ 2.
  ///   - level: Between 0 and 1.
  /// - Returns: The interval of a binomial share.
  public func accuracyInterval(
    at threshold: Double,
    seed: UInt64,
    replicateCount: Int = 1000,
    level: Double = 0.95
  ) -> BootstrapInterval {
    let share = Share(decisions(at: threshold).correct, of: count)
    return BootstrapInterval(ofShare: share, seed: seed, replicateCount: replicateCount, level: level)
  }

  /// The threshold that tells the greatest share rightly, found among all there are, in O(n).
  ///
  /// Every cut between neighbouring different scores is counted, and those below and above all of them. Among equally good
  /// cuts it is the one in the widest gap, the lowest of these; a cut below or above all is taken only where no other is as
  /// good. The threshold is the middle of the gap; below all it is the lowest score, above all the number next to the
  /// highest.
  public var bestThreshold: Double {
    var correct = positives
    var (best, most, widest) = (0, correct, 0.0)
    for cut in 1...scores.count {
      correct += negativeCounts[cut - 1] - positiveCounts[cut - 1]
      // Halves, since the difference of two large numbers could be infinite.
      let gap = cut < scores.count ? scores[cut] / 2 - scores[cut - 1] / 2 : 0
      if correct > most || (correct == most && gap > widest) { (best, most, widest) = (cut, correct, gap) }
    }
    if best == 0 { return scores[0] }
    guard best < scores.count else { return scores[best - 1].nextUp }
    let middle = scores[best - 1] / 2 + scores[best] / 2
    // Between neighbouring numbers there is no middle.
    return middle > scores[best - 1] ? middle : scores[best]
  }
}
