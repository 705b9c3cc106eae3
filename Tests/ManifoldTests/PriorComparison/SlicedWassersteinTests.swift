import LatentGeometry
import Testing

@testable import Manifold

@Suite struct SlicedWassersteinTests {
  private static func distance(
    _ batch: LatentBatch,
    _ prior: Prior,
    seed: UInt64 = 5,
    directionCount: Int = 20,
    includesAxes: Bool = false
  ) throws -> SlicedWasserstein {
    let samples = PriorSamples(of: prior, count: batch.count, dimension: batch.dimension, seed: seed)
    return try SlicedWasserstein(
      of: batch,
      prior: prior,
      priorSample: samples.sample,
      controlSample: samples.control,
      seed: seed,
      directionCount: directionCount,
      includesAxes: includesAxes
    )
  }

  /// In one dimension all directions are the same.
  @Test func costsEqualQuadrature() throws {
    for entry in try ComparisonReference.load().transport {
      let batch = LatentBatch(count: entry.sample.count, dimension: 1, values: entry.sample)
      let prior = Prior.gaussian(mean: 0, standardDeviation: Float(entry.standardDeviation))
      let distance = try Self.distance(batch, prior, directionCount: 1)
      #expect(distance.isExact && abs(distance.value * distance.value - entry.cost) < 1e-6)
      #expect(distance.maximum == distance.value)
    }
  }

  @Test func samplesAreComparedSorted() throws {
    // The prior's own sample, in another order and moved.
    let prior = Prior.uniform(low: 0, high: 1)
    let samples = PriorSamples(of: prior, count: 300, dimension: 2, seed: 5)
    let reversed = samples.sample.rows((0..<300).reversed())
    let same = try Self.distance(reversed, prior, includesAxes: true)
    #expect(!same.isExact && same.value == 0 && same.maximum == 0 && same.nullValue > 0)
    let moved = try Self.distance(reversed.mapped { $0 + 1 }, prior, directionCount: 200, includesAxes: true)
    // θ·(1, 1) has the mean square 1, and at most √2; along the axes it is 1.
    #expect(abs(moved.value - 1) < 0.1 && moved.maximum > 1.4 && moved.maximum < 1.4143)
    let axes = try Self.distance(reversed.mapped { $0 + 1 }, prior, directionCount: 1, includesAxes: true)
    #expect(axes.maximum > 0.9999)
  }

  @Test func drawsAreAsNearAsOtherDraws() throws {
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let draws = ComparisonPriors.draws(prior, 400)
      let same = try Self.distance(draws, prior)
      #expect(same.value < 2.5 * same.nullValue && same.nullValue < 2.5 * same.value, "\(prior)")
      #expect(same.maximum >= same.value && same.nullMaximum >= same.nullValue)
      let centers = prior.centers(dimension: 3)
      let narrow = draws.mapped { $0 }
      var shrunk = narrow
      for row in 0..<400 {
        shrunk.setRow(row, to: (0..<3).map { centers[$0] + 0.5 * (draws.values[row * 3 + $0] - centers[$0]) })
      }
      let other = try Self.distance(shrunk, prior)
      #expect(other.value > 3 * other.nullValue && other.nullValue == same.nullValue, "\(prior)")
    }
  }

  @Test func exactAndSampledDistancesAgree() throws {
    let draws = ComparisonPriors.draws(.gaussian(mean: 1, standardDeviation: 1), 2000, dimension: 2)
    let exact = try Self.distance(draws, .standardGaussian)
    let sampled = try Self.distance(draws, .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 8))
    #expect(exact.isExact && !sampled.isExact && abs(exact.value - sampled.value) < 0.05)
    // Nine other directions; the same seed has the same ones.
    #expect(try Self.distance(draws, .standardGaussian) == exact)
    #expect(try Self.distance(draws, .standardGaussian, seed: 6).value != exact.value)
  }

  @Test func correlatedPriorsHaveTheirOwnSpreadInEachDirection() throws {
    let law = try CorrelatedGaussian(mean: [0, 0], covariance: [5, 4, 4, 5])
    let deviations = try #require(
      ProjectionDirections(count: 3, includesAxes: true, dimension: 2, seed: 1).deviations(of: .correlatedGaussian(law))
    )
    #expect(abs(deviations[3] * deviations[3] - 5) < 1e-6 && deviations[..<3].allSatisfy { $0 >= 0.999 && $0 <= 3.001 })
  }

  @Test(arguments: [1, 2, 300]) func extremesHaveFiniteAnswers(count: Int) throws {
    for value in [Float(0), 1e30, .greatestFiniteMagnitude] {
      let batch = LatentBatch(count: count, dimension: 2, repeating: value)
      for prior in [Prior.standardGaussian, .sphere(radius: 2)] {
        let distance = try Self.distance(batch, prior, directionCount: 3)
        #expect(distance.value.isFinite && distance.maximum.isFinite && distance.nullValue > 0)
      }
    }
  }
}
