import AttributeVectors
import Manifold
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// scikit-learn's and SciPy's numbers, written by `tools/make_attribute_score_reference.py`.
@Suite struct ScoreReferenceTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var scores: [Double]
    var labels: [Int]
    var area: Double
    var best: Double
    var falseRates: [Double]
    var trueRates: [Double]
    var thresholds: [Double]
    var at: Double
    var accuracy: Double
    var balanced: Double
    var platt: [Double]
    var with: [Int]
    var without: [Int]

    var testDescription: String { name }

    var ranked: RankedScores {
      get throws { try RankedScores(name, scores: scores, labels: labels.map { $0 == 1 }) }
    }
  }

  static let cases: [Case] = {
    let file = Repository.fixture("scores.json", of: "AttributeVectors")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
  }()

  @Test func allCasesAreThere() { #expect(Self.cases.count == 11) }

  @Test(arguments: cases)
  func areasAndAccuraciesAreScikitLearns(reference: Case) throws {
    let ranked = try reference.ranked
    #expect(abs(ranked.areaUnderCurve - reference.area) < 1e-12)
    let decisions = ranked.decisions(at: reference.at)
    #expect(abs(decisions.accuracy - reference.accuracy) < 1e-12)
    #expect(abs(decisions.balancedAccuracy - reference.balanced) < 1e-12)
    #expect(abs(ranked.decisions(at: ranked.bestThreshold).accuracy - reference.best) < 1e-12)
  }

  @Test(arguments: cases)
  func theCurveHasScikitLearnsCorners(reference: Case) throws {
    let curve = try reference.ranked.curve()
    try #require(curve.count == reference.falseRates.count)
    for (index, point) in curve.enumerated() {
      #expect(abs(point.falsePositiveRate - reference.falseRates[index]) < 1e-12)
      #expect(abs(point.truePositiveRate - reference.trueRates[index]) < 1e-12)
      #expect(point.threshold == (index == 0 ? nil : reference.thresholds[index - 1]))
    }
    // The area below the full curve, by trapezoids.
    let area = zip(curve, curve.dropFirst()).reduce(0) { sum, ends in
      sum + (ends.1.falsePositiveRate - ends.0.falsePositiveRate)
        * (ends.0.truePositiveRate + ends.1.truePositiveRate) / 2
    }
    #expect(abs(area - reference.area) < 1e-12)
  }

  @Test(arguments: cases, [2, 7, 40])
  func aThinnedCurveStaysNear(reference: Case, count: Int) throws {
    let ranked = try reference.ranked
    let full = ranked.curve()
    let thin = ranked.curve(count: count)
    #expect(thin.count <= count + 2 && thin.first == full.first && thin.last == full.last)
    #expect(thin.allSatisfy(full.contains))
    // Every point of the full curve has a kept one at most two pieces of the way before it.
    for point in full {
      let place = point.falsePositiveRate + point.truePositiveRate
      #expect(
        thin.contains {
          let before = place - $0.falsePositiveRate - $0.truePositiveRate
          return before >= -1e-12 && before <= 2 / Double(count) + 1e-12
        }
      )
    }
  }

  @Test(arguments: cases)
  func calibrationsAreTheMinimumOfPlattsObjective(reference: Case) throws {
    let calibration = AttributeVector.Calibration(fitting: try reference.ranked)
    for (found, expected) in zip([calibration.slope, calibration.intercept], reference.platt) {
      #expect(abs(found - expected) < 1e-6 * max(abs(expected), 1e-6), "\(found) \(expected)")
    }
    for score in reference.scores {
      let expected = 1 / (1 + exp(-(reference.platt[0] * score + reference.platt[1])))
      #expect(abs(calibration.probability(atProjection: score) - expected) < 1e-6)
    }
  }

  @Test(arguments: cases)
  func histogramsAreNumPys(reference: Case) throws {
    let histogram = try reference.ranked.histogram(bins: 12)
    #expect(histogram.positives == reference.with && histogram.negatives == reference.without)
    #expect(histogram.edges.first == reference.scores.min() && histogram.edges.last == reference.scores.max())
  }

  @Test func equalScoresHaveAHistogramAndTheShareAsProbability() throws {
    let ranked = try RankedScores("a", scores: [2, 2, 2, 2], labels: [true, true, true, false])
    let histogram = ranked.histogram(bins: 4)
    #expect(histogram.edges == [1.5, 1.75, 2, 2.25, 2.5])
    #expect(histogram.positives == [0, 0, 3, 0] && histogram.negatives == [0, 0, 1, 0])
    let calibration = AttributeVector.Calibration(fitting: ranked)
    // The mean of Platt's targets: three of 4/5 and one of 1/3.
    #expect(calibration.slope == 0 && abs(calibration.probability(atProjection: 9) - (2.4 + 1.0 / 3) / 4) < 1e-12)
    #expect(ranked.curve().map(\.truePositiveRate) == [0, 1])
  }

  @Test func heldOutNumbersAreThoseOfTheScores() throws {
    let ranked = try #require(Self.cases.first).ranked
    let held = AttributeVector.HeldOut(ranked, threshold: 0.5, items: "split = 'test'", seed: 4, replicateCount: 50)
    #expect(held.items == "split = 'test'" && held.positives == ranked.positives && held.negatives == ranked.negatives)
    #expect(held.areaUnderCurve == ranked.areaInterval(seed: 4, replicateCount: 50))
    #expect(held.accuracy.estimate == ranked.decisions(at: 0.5).accuracy)
  }
}
