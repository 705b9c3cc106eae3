import Foundation
import Testing

@testable import LatentGeometry

@Suite struct LengthDistributionTests {
  @Test func distributionsEqualThoseOfManyDigits() throws {
    let reference = try LawReference.load()
    #expect(reference.lengths.count >= 18)
    for entry in reference.lengths {
      let distribution = entry.prior.lengthDistribution(dimension: entry.dimension)
      for (length, expected) in zip(entry.lengths, entry.cumulative) {
        let difference = abs(distribution.cumulative(length) - expected)
        #expect(difference < entry.tolerance, "\(entry.prior), d = \(entry.dimension), r = \(length)")
      }
    }
  }

  static let laws: [(Prior, Int)] = [1, 2, 3, 4, 100].flatMap { d in PriorTests.priors.map { ($0, d) } }

  @Test(arguments: laws)
  func theyRiseFromZeroToOne(prior: Prior, dimension: Int) {
    let distribution = prior.lengthDistribution(dimension: dimension)
    let law = prior.lengthLaw(dimension: dimension)
    let reach = law.mean + 12 * law.standardDeviation
    #expect(distribution.cumulative(-1) == 0 && distribution.cumulative(0) < 1e-9)
    #expect(distribution.cumulative(reach * 1.1) > 1 - 1e-9 && distribution.cumulative(.infinity) == 1)
    var last = 0.0
    for index in 0...500 {
      let value = distribution.cumulative(reach * Double(index) / 500)
      #expect(value >= last - 1e-15 && value <= 1)
      last = value
    }
  }

  /// E r = ∫ (1 - F) and E r² = 2 ∫ r (1 - F), by the midpoint rule, against the moments that have another source.
  @Test(arguments: laws.filter { if case .sphere = $0.0 { false } else { true } })
  func theirMomentsAreThoseOfTheLengthLaw(prior: Prior, dimension: Int) {
    let distribution = prior.lengthDistribution(dimension: dimension)
    let law = prior.lengthLaw(dimension: dimension)
    let end = law.mean + 12 * law.standardDeviation
    var (first, second) = (0.0, 0.0)
    for index in 0..<1000 {
      let r = end * (Double(index) + 0.5) / 1000
      let above = 1 - distribution.cumulative(r)
      first += above * end / 1000
      second += 2 * r * above * end / 1000
    }
    #expect(abs(first / law.mean - 1) < 1e-5)
    #expect(abs((second - first * first).squareRoot() / law.standardDeviation - 1) < 1e-3)
  }

  @Test(arguments: [1, 2, 3, 4, 100])
  func truncationHasItsTwoLimits(dimension: Int) {
    func distribution(_ bound: Float) -> LengthDistribution {
      Prior.truncatedGaussian(mean: 0, standardDeviation: 1, bound: bound).lengthDistribution(dimension: dimension)
    }
    let (nearly, wide) = (distribution(8.9), distribution(9.1))
    let law = Prior.standardGaussian.lengthLaw(dimension: dimension)
    for k in stride(from: -3.0, through: 3, by: 0.37) {
      let r = max(0, law.mean + k * law.standardDeviation)
      #expect(abs(nearly.cumulative(r) - wide.cumulative(r)) < 1e-6)
    }
    let uniform = Prior.uniform(low: -1, high: 1).lengthDistribution(dimension: dimension)
    let narrow = distribution(1e-3)
    let middle = (Double(dimension) / 3).squareRoot()
    for share in [0.5, 0.9, 1, 1.1] {
      #expect(
        abs(narrow.cumulative(share * middle * Double(1e-3 as Float)) - uniform.cumulative(share * middle)) < 2e-6
      )
    }
  }

  @Test func sphereIsAStepThatSinglePrecisionHits() {
    let distribution = Prior.sphere(radius: 3).lengthDistribution(dimension: 5)
    #expect(distribution.limits(at: 3.0001) == (0, 1) && distribution.limits(at: 2.9999) == (0, 1))
    #expect(distribution.cumulative(2.99) == 0 && distribution.cumulative(3.01) == 1)
  }

  @Test func equalVariancesAreAChiLawOfTheirNumber() throws {
    let law = try CorrelatedGaussian(mean: [0, 0, 0, 0], standardDeviations: [2, 0, 2, 2])
    let distribution = Prior.correlatedGaussian(law).lengthDistribution(dimension: 4)
    for r in [0.1, 2, 5] { #expect(distribution.cumulative(r) == ChiLaw(dimension: 3).cumulative(r / 2)) }
    let point = try CorrelatedGaussian(mean: [1], standardDeviations: [0])
    #expect(Prior.correlatedGaussian(point).lengthDistribution(dimension: 1).limits(at: 0) == (0, 1))
    #expect(Prior.correlatedGaussian(point).lengthDistribution(dimension: 1).cumulative(1e-9) == 1)
  }

  /// Variances that differ by 1e-6 only go the general way; 2 to 10 of them by Talbot's contour, more by the series.
  @Test(arguments: [2, 3, 5, 8, 10, 13, 40])
  func nearlyEqualVariancesAreNearlyAChiLaw(dimension: Int) {
    let variances = (0..<dimension).map { 1 - 1e-6 * Double($0) / Double(dimension) }
    let table = GaussianSquares(variances: variances).rootTable()
    let law = ChiLaw(dimension: dimension)
    for r in stride(from: 0.05, through: 9, by: 0.31) { #expect(abs(table.value(at: r) - law.cumulative(r)) < 2e-6) }
  }

  /// Two large variances and forty small ones: beyond the first two the sum hardly varies.
  @Test(arguments: [1e-4, 1e-6, 1e-8])
  func smallVariancesHardlyMatter(small: Double) {
    let table = GaussianSquares(variances: [1, 0.9] + [Double](repeating: small, count: 40)).rootTable()
    let two = GaussianSquares(variances: [1, 0.9]).rootTable()
    for r in stride(from: 0.4, through: 5, by: 0.23) {
      let shifted = (r * r - 40 * small).squareRoot()
      #expect(abs(table.value(at: r) - two.value(at: shifted)) < 80 * small * small + 1e-5 * small + 1e-7)
    }
  }

  @Test func empiricalLawsAreStepsAtTheFittedLengths() throws {
    let batch = LatentBatch(rows: [[0, 0], [2, 0], [0, 4], [2, 4], [1, 2]])
    let distribution = Prior.empirical(try EmpiricalPrior(fitting: batch)).lengthDistribution(dimension: 2)
    #expect(distribution.limits(at: 0) == (0, 0.2))
    #expect(distribution.cumulative(2) == 0.2 && distribution.limits(at: 5.0.squareRoot()) == (0.2, 1))
  }
}
