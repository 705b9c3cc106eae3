import Testing

@testable import LatentGeometry

@Suite struct PriorInversionTests {
  @Test(arguments: PriorTests.priors)
  func theMiddleOfALatentAndItsOtherSideIsTheCenter(prior: Prior) {
    let draws = LatentGenerator(seed: 51).sample(prior, count: 50, dimension: 7)
    let other = prior.inverted(draws)
    let center = prior.centers(dimension: 7)[0]
    for (one, two) in zip(draws.values, other.values) { #expect(abs(one + two - 2 * center) < 1e-6) }
    #expect(largestDifference(prior.inverted(other), draws) < 1e-6)
    if let support = prior.support(dimension: 7)?.first {
      #expect(other.values.allSatisfy { $0 >= support.lowerBound - 1e-6 && $0 <= support.upperBound + 1e-6 })
    }
  }

  @Test func aStandardGaussiansOtherSideIsTheNegative() {
    let draws = LatentBatch.gaussian(9, 4, seed: 52)
    #expect(Prior.standardGaussian.inverted(draws).values == draws.values.map { -$0 })
    #expect(Prior.uniform(low: 0, high: 1).inverted(LatentBatch(rows: [[0.25, 1, 0]])).values == [0.75, 0, 1])
    let none = LatentBatch(count: 0, dimension: 4)
    #expect(Prior.standardGaussian.inverted(none) == none)
  }

  @Test func numbersBeyondSinglePrecisionAreItsLargest() {
    let prior = Prior.gaussian(mean: -.greatestFiniteMagnitude, standardDeviation: 1)
    let found = prior.inverted(LatentBatch(rows: [[.greatestFiniteMagnitude]]))
    #expect(found.values == [-.greatestFiniteMagnitude])
  }

  /// Of a learned prior the quantile p becomes 1 - p, coordinate by coordinate, and nothing leaves its range.
  @Test func learnedPriorsAreInvertedInTheirQuantiles() throws {
    let law = try EmpiricalPrior(fitting: EmpiricalPriorTests.skewed(2000, seed: 53))
    let prior = Prior.empirical(law)
    let latents = EmpiricalPriorTests.skewed(200, seed: 54)
    let other = prior.inverted(latents)
    for row in 0..<latents.count {
      for coordinate in 0..<3 {
        let (one, two) = (latents[row].values[coordinate], other[row].values[coordinate])
        #expect(law.range(of: coordinate).contains(two))
        let (score, opposite) = (law.score(one, coordinate: coordinate), law.score(two, coordinate: coordinate))
        guard abs(score) < law.greatestScore * 0.98 else { continue }
        #expect(abs(score + opposite) < 1e-3, "row \(row), coordinate \(coordinate)")
      }
    }
  }

  @Test func correlatedPriorsAreInvertedAtTheirMean() throws {
    let law = try CorrelatedGaussian(mean: [1, -2], covariance: [2, 0.5, 0.5, 1])
    #expect(Prior.correlatedGaussian(law).inverted(LatentBatch(rows: [[3, 1]])).values == [-1, -5])
  }
}
