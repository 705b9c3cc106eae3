import LatentGeometry
import Testing

@testable import Manifold

@Suite struct LengthComparisonTests {
  @Test func drawsHaveThePriorsLengths() throws {
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let comparison = LengthComparison(of: ComparisonPriors.draws(prior, 500), prior: prior)
      #expect(comparison.pValue > 0.01, "\(prior)")
      #expect(abs(comparison.mean - comparison.priorMean) < 0.2 * comparison.priorStandardDeviation + 1e-4)
      #expect(
        comparison.histogram.lawShares.reduce(0, +) > 0.99 && comparison.histogram.lawShares.reduce(0, +) < 1.000001
      )
      #expect(comparison.histogram.total == 500)
      for (own, expected) in zip(comparison.quantiles, comparison.priorQuantiles) {
        #expect(abs(own - expected) < 0.5 * comparison.priorStandardDeviation + 1e-4)
      }
      // The quantiles of the prior are where its distribution function says.
      if case .sphere = prior { continue }
      let law = prior.lengthDistribution(dimension: 3)
      for (level, length) in zip(comparison.levels, comparison.priorQuantiles) {
        #expect(law.limits(at: length).below <= level + 1e-6 && law.cumulative(length) >= level - 1e-6)
      }
    }
  }

  @Test func shorterLatentsAreFound() {
    let draws = ComparisonPriors.draws(.standardGaussian, 400, dimension: 32)
    let own = LengthComparison(of: draws.mapped { 0.9 * $0 }, prior: .standardGaussian)
    #expect(own.pValue < 1e-6 && own.mean < own.priorMean && own.distance > 0.3)
  }

  @Test func binsHoldWhatLiesBetweenTheirBorders() {
    let values = [0.0, 0.1, 0.25, 0.25, 0.5, 0.999, 1, 1.5]
    let histogram = LawHistogram(ofSorted: [-1] + values, range: 0...1, binCount: 4) {
      (min(1, max(0, $0)), min(1, max(0, $0)))
    }
    #expect(histogram.counts == [2, 2, 1, 2] && histogram.countBelow == 1 && histogram.countAbove == 1)
    #expect(histogram.edges == [0, 0.25, 0.5, 0.75, 1] && histogram.lawShares == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(arguments: [1, 2, 50]) func equalLengthsHaveABin(count: Int) {
    for prior in [Prior.sphere(radius: 3), .standardGaussian] {
      for value in [Float(0), 3, 1e30] {
        let batch = LatentBatch(count: count, dimension: 1, repeating: value)
        let comparison = LengthComparison(of: batch, prior: prior)
        #expect(comparison.histogram.total == count)
        #expect(zip(comparison.histogram.edges, comparison.histogram.edges.dropFirst()).allSatisfy { $0 < $1 })
        #expect(comparison.mean == Double(value) && comparison.standardDeviation == 0)
      }
    }
    let sphere = LengthComparison(of: LatentBatch(count: count, dimension: 1, repeating: 3), prior: .sphere(radius: 3))
    #expect(sphere.distance == 0 && sphere.pValue == 1 && sphere.histogram.lawShares.max() == 1)
  }
}

extension LawHistogram {
  /// All numbers, in bins or not.
  fileprivate var total: Int { counts.reduce(0, +) + countBelow + countAbove }
}
