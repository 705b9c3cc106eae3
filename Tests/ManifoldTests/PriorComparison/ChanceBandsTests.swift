import LatentGeometry
import Testing

@testable import Manifold

@Suite struct ChanceBandsTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func drawsOfAPriorLieInTheBands(seed: UInt64) throws {
    // At a level of 0.999 no seed should fail.
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let draws = ComparisonPriors.draws(prior, 2000, seed: seed)
      let sample = ComparisonPriors.draws(prior, 2000, seed: seed + 100)
      let bands = ChanceBands(count: 2000, prior: prior, sample: sample, level: 0.999)
      // Of learned laws the prior's moments are uncertain themselves.
      guard prior.dimension == nil else { continue }
      for coordinate in CoordinateComparison(of: draws, prior: prior).coordinates {
        let deviation = coordinate.priorStandardDeviation
        #expect(bands.mean.contains((coordinate.mean - coordinate.priorMean) / deviation))
        #expect(bands.standardDeviation.contains(coordinate.standardDeviation / deviation), "\(prior)")
      }
    }
  }

  @Test func theBandsAreAsNarrowAsTheLawAllows() {
    let sample = LatentGenerator(seed: 1).sample(.standardGaussian, count: 20_000, dimension: 10)
    let bands = ChanceBands(count: 400, prior: .standardGaussian, sample: sample)
    // Φ⁻¹(1 - 0.0025) = 2.807; the variance of N(0, 1) has the sd √(2/n).
    #expect(abs(bands.mean.upperBound - 2.807 / 20) < 1e-3 && bands.mean.lowerBound == -bands.mean.upperBound)
    #expect(abs(bands.standardDeviation.upperBound - (1 + 2.807 * (2.0 / 400).squareRoot()).squareRoot()) < 2e-3)
    let uniform = Prior.uniform(low: -1, high: 1)
    let draws = LatentGenerator(seed: 2).sample(uniform, count: 20_000, dimension: 10)
    // A kurtosis of 1.8.
    let narrow = ChanceBands(count: 400, prior: uniform, sample: draws).standardDeviation
    #expect(abs(narrow.upperBound - (1 + 2.807 * (0.8 / 400).squareRoot()).squareRoot()) < 2e-3)
  }

  @Test func rejectionDistancesHaveTheirPValues() {
    let sample = LatentGenerator(seed: 3).sample(.standardGaussian, count: 50, dimension: 8)
    let distances = ChanceBands(count: 500, prior: .standardGaussian, sample: sample).rejectionDistances
    #expect(distances.count == 8 && zip(distances, distances.dropFirst()).allSatisfy { $0 > $1 })
    for (index, distance) in distances.enumerated() {
      let pValue = KolmogorovSmirnov(distance: distance, effectiveCount: 500).pValue
      #expect(abs(pValue - 0.05 * Double(index + 1) / 8) < 1e-6)
    }
  }

  @Test(arguments: [1, 2]) func fewRowsGiveWideBands(count: Int) {
    let sample = LatentGenerator(seed: 4).sample(.standardGaussian, count: 2, dimension: 1)
    let bands = ChanceBands(count: count, prior: .standardGaussian, sample: sample)
    #expect(bands.standardDeviation.lowerBound >= 0 && bands.mean.upperBound > 1)
  }

  @Test(arguments: [(200, 50), (2000, 20), (30, 60)])
  func expectedEigenvaluesFollowTheLaw(count: Int, dimension: Int) throws {
    let draws = LatentGenerator(seed: 5).sample(.standardGaussian, count: count, dimension: dimension)
    let spectrum = try #require(try CovarianceSpectrum(of: draws, prior: .standardGaussian))
    let expected = spectrum.expectedEigenvalues
    #expect(expected.count == spectrum.eigenvalues.count && expected == expected.sorted(by: >))
    // Their mean over all dimensions is 1.
    #expect(abs(expected.reduce(0, +) / Double(dimension) - 1) < 0.01)
    for (value, law) in zip(spectrum.eigenvalues, expected) { #expect(abs(value - law) < 0.12 + 0.12 * law) }
  }
}
