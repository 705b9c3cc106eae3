import Foundation
import LatentGeometry
import Testing

@testable import Manifold

@Suite struct PriorComparisonTests {
  private static func compare(_ batch: LatentBatch, _ prior: Prior, seed: UInt64 = 1) throws -> PriorComparison {
    var options = PriorComparison.Options()
    options.permutationCount = 19
    options.directionCount = 10
    let samples = PriorSamples(of: prior, count: batch.count, dimension: batch.dimension, seed: seed)
    return try PriorComparison(of: batch, prior: prior, samples: samples, seed: seed, options: options)
  }

  @Test func samplesAreIndependentOfDrawsWithTheSameSeed() {
    let samples = PriorSamples(of: .standardGaussian, count: 10, dimension: 4, seed: 1)
    let draws = LatentGenerator(seed: 1).sample(.standardGaussian, count: 10, dimension: 4)
    let all = Set(samples.sample.values + samples.control.values + draws.values)
    #expect(all.count == 120)
  }

  @Test func everyPriorCanBeCompared() throws {
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let draws = ComparisonPriors.draws(prior, 80, seed: 1)
      let comparison = try Self.compare(draws, prior)
      #expect(try Self.compare(draws, prior) == comparison)
      #expect(comparison.count == 80 && comparison.dimension == 3 && comparison.seed == 1)
      #expect(try #require(comparison.energy).pValue > 0.05 && #require(comparison.classifier).area < 0.75)
      #expect(comparison.coordinates.rejectedCount == 0)
    }
  }

  @Test(arguments: [1, 2, 3]) func fewRowsLeaveOutWhatNeedsMore(count: Int) throws {
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let comparison = try Self.compare(ComparisonPriors.draws(prior, count), prior)
      #expect((comparison.energy == nil) == (count == 1))
      #expect((comparison.classifier == nil) == (count == 1))
      #expect((comparison.spectrum == nil) == (count == 1))
      // No number is infinite or none at all, which JSON could not say.
      _ = try JSONEncoder().encode(comparison)
    }
  }

  @Test func theReportHasPlainKeys() throws {
    let comparison = try Self.compare(ComparisonPriors.draws(.standardGaussian, 40), .standardGaussian)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(comparison))
    let report = try #require(object as? [String: Any])
    #expect(
      Set(report.keys) == [
        "count", "dimension", "seed", "coordinates", "lengths", "spectrum", "energy", "slicedWasserstein", "classifier",
      ]
    )
    let spectrum = try #require(report["spectrum"] as? [String: Any])
    #expect((spectrum["eigenvalues"] as? [Double])?.count == 3 && spectrum["upperEdge"] is Double)
    let lengths = try #require(report["lengths"] as? [String: Any])
    #expect((lengths["histogram"] as? [String: Any])?["lawShares"] is [Double])
  }

  @Test func progressRises() throws {
    let samples = PriorSamples(of: .standardGaussian, count: 20, dimension: 2, seed: 1)
    var options = PriorComparison.Options()
    options.permutationCount = 1
    var reports: [(String, Double)] = []
    _ = try PriorComparison(
      of: ComparisonPriors.draws(.standardGaussian, 20, dimension: 2),
      prior: .standardGaussian,
      samples: samples,
      seed: 1,
      options: options
    ) { reports.append(($0, $1)) }
    #expect(reports.first?.1 == 0 && reports.last?.1 == 1 && Set(reports.map(\.0)).count == reports.count)
    #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.1 < $1.1 })
  }
}
