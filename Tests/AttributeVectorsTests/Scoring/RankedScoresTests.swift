import AttributeVectors
import LatentGeometry
import Testing

@testable import Manifold

@Suite struct RankedScoresTests {
  /// Scores on a grid, so that there are ties, and labels that follow them with noise.
  private static func draw(_ count: Int, seed: UInt64, step: Double = 0.25) -> (scores: [Double], labels: [Bool]) {
    let noise = LatentGenerator(seed: seed).sample(.standardGaussian, count: count, dimension: 2)
    let scores = (0..<count).map { (Double(noise[$0].values[0]) / step).rounded() * step }
    return (scores, (0..<count).map { noise[$0].values[0] + noise[$0].values[1] > 0.4 })
  }

  @Test(arguments: 0..<20)
  func theAreaIsTheShareOfPairsInOrder(seed: UInt64) throws {
    let (scores, labels) = Self.draw(40, seed: seed)
    let with = zip(scores, labels).filter(\.1).map(\.0)
    let without = zip(scores, labels).filter { !$0.1 }.map(\.0)
    var pairs = 0.0
    for a in with { for b in without { pairs += a > b ? 1 : a == b ? 0.5 : 0 } }
    let ranked = try RankedScores("a", scores: scores, labels: labels)
    #expect(ranked.areaUnderCurve == pairs / Double(with.count * without.count))
    #expect(abs(ranked.areaUnderCurve - AreaUnderCurve(of: with, against: without).value) < 1e-12)
    #expect(ranked.positives == with.count && ranked.negatives == without.count)
  }

  @Test func unknownLabelsDoNotCount() throws {
    let ranked = try RankedScores("a", scores: [1, 9, 2, -9, 3], labels: [false, nil, true, nil, false])
    #expect(ranked.count == 3 && ranked.areaUnderCurve == 0.5)
    #expect(ranked == (try RankedScores("a", scores: [3, 2, 1], labels: [false, true, false])))
  }

  /// All cuts, by counting each anew.
  private static func best(_ scores: [Double], _ labels: [Bool]) -> Int {
    let cuts = scores + [Double.infinity]
    return cuts.map { cut in zip(scores, labels).reduce(0) { $0 + (($1.0 >= cut) == $1.1 ? 1 : 0) } }.max() ?? 0
  }

  @Test(arguments: 0..<40)
  func theBestThresholdIsTheBestOfAll(seed: UInt64) throws {
    let (scores, labels) = Self.draw(2 + Int(seed), seed: seed, step: seed.isMultiple(of: 2) ? 0.5 : 0.001)
    guard Set(labels).count == 2 else { return }
    let ranked = try RankedScores("a", scores: scores, labels: labels)
    #expect(ranked.decisions(at: ranked.bestThreshold).correct == Self.best(scores, labels))
  }

  @Test(
    arguments: [
      // Two good cuts, at 1 | 2 and 5 | 9: the wider gap.
      ([0, 1, 2, 5, 9], [false, false, true, false, true], 7),
      // One good cut between separated kinds.
      ([-2, -1, 3, 4], [false, false, true, true], 1),
      // All cuts inside are worse than none.
      ([1, 2, 3, 4], [true, true, true, false], 1),
      ([1, 2, 3, 4], [true, false, false, false], (4.0).nextUp),
      // As good: a cut inside before one outside; the lowest of equally wide gaps.
      ([1, 2, 3], [true, false, true], 2.5), ([0, 1, 2, 3, 4], [false, true, false, true, false], 0.5),
      // Two scores, and one score.
      ([0, 1], [false, true], 0.5), ([0, 1], [true, false], 0), ([3, 3], [true, false], 3),
      ([3, 3, 3], [true, false, false], (3.0).nextUp),
      // Neighbouring numbers, and numbers whose difference is infinite.
      ([1, (1.0).nextUp], [false, true], (1.0).nextUp), ([-1e308, 1.5e308], [false, true], 0.25e308),
    ] as [([Double], [Bool], Double)]
  )
  func theThresholdIsInTheMiddleOfTheWidestGap(scores: [Double], labels: [Bool], expected: Double) throws {
    let ranked = try RankedScores("a", scores: scores, labels: labels)
    #expect(ranked.bestThreshold == expected)
    #expect(ranked.decisions(at: ranked.bestThreshold).correct == Self.best(scores, labels))
  }

  @Test func decisionsAreCountedFromTheThresholdOn() throws {
    let ranked = try RankedScores("a", scores: [1, 2, 2, 3, 4], labels: [false, true, false, false, true])
    let decisions = ranked.decisions(at: 2)
    #expect(
      decisions
        == RankedScores.Decisions(truePositives: 2, falsePositives: 2, trueNegatives: 1, falseNegatives: 0)
    )
    #expect(decisions.accuracy == 0.6 && decisions.sensitivity == 1 && decisions.specificity == 1.0 / 3)
    #expect(decisions.balancedAccuracy == 2.0 / 3)
    #expect(ranked.decisions(at: -9).correct == 2 && ranked.decisions(at: 9).correct == 3)
  }

  @Test func theAreaIntervalIsThatOfItemsDrawnByKind() throws {
    let (scores, labels) = Self.draw(300, seed: 8)
    let ranked = try RankedScores("a", scores: scores, labels: labels)
    let interval = ranked.areaInterval(seed: 5)
    #expect(interval.estimate == ranked.areaUnderCurve && interval.replicateCount == 1000 && interval.level == 0.95)
    // The half width is 1.96 of DeLong's standard errors; the quantiles of 1,000 replicates differ by some 5 %.
    let with = zip(scores, labels).filter(\.1).map(\.0)
    let without = zip(scores, labels).filter { !$0.1 }.map(\.0)
    let expected = 1.96 * AreaUnderCurve(of: with, against: without).standardError
    #expect(abs((interval.upper - interval.lower) / 2 / expected - 1) < 0.15)
    #expect(abs((interval.upper + interval.lower) / 2 - interval.estimate) < 0.2 * expected)
    // The same again, with other threads; not with another seed.
    #expect(ranked.areaInterval(seed: 5, threads: 1) == interval)
    #expect(ranked.areaInterval(seed: 5, threads: 3) == interval)
    #expect(ranked.areaInterval(seed: 6) != interval)
    #expect(ranked.areaInterval(seed: 5, replicateCount: 40, level: 0.5).lower > interval.lower)
  }

  @Test(arguments: [([0, 1], 1), ([1, 0], 0), ([2, 2], 0.5)] as [([Double], Double)])
  func twoItemsHaveAnIntervalOfOnePoint(scores: [Double], area: Double) throws {
    let interval = try RankedScores("a", scores: scores, labels: [false, true]).areaInterval(
      seed: 1,
      replicateCount: 20
    )
    #expect(interval.estimate == area && interval.lower == area && interval.upper == area)
  }

  @Test func theAccuracyIntervalIsThatOfAShare() throws {
    let (scores, labels) = Self.draw(200, seed: 9)
    let ranked = try RankedScores("a", scores: scores, labels: labels)
    let interval = ranked.accuracyInterval(at: 0.1, seed: 3, replicateCount: 200)
    let share = Share(ranked.decisions(at: 0.1).correct, of: 200)
    #expect(interval == BootstrapInterval(ofShare: share, seed: 3, replicateCount: 200))
    #expect(interval.lower < interval.estimate && interval.estimate < interval.upper)
  }

  @Test func whatCannotBeRankedIsRefused() {
    #expect(throws: AttributeError.allEqual("a", isPresent: true, count: 2)) {
      try RankedScores("a", scores: [1, 2, 3], labels: [true, true, nil])
    }
    #expect(throws: AttributeError.allEqual("a", isPresent: false, count: 1)) {
      try RankedScores("a", scores: [1], labels: [false])
    }
    #expect(throws: AttributeError.allEqual("a", isPresent: false, count: 0)) {
      try RankedScores("a", scores: [], labels: [])
    }
    #expect(throws: AttributeError.labelCount(labels: 1, items: 2)) {
      try RankedScores("a", scores: [1, 2], labels: [true])
    }
    for bad in [Double.nan, .infinity] {
      #expect(throws: AttributeError.badScore("a", item: 1)) {
        try RankedScores("a", scores: [1, bad], labels: [true, false])
      }
    }
  }
}
