import Foundation
import Testing

@testable import LatentGeometry

@Suite struct KolmogorovSmirnovTests {
  /// Distances are SciPy's to the last digits; p-values are its exact ones to what few numbers allow.
  @Test func testsEqualSciPy() throws {
    let reference = try LawReference.load()
    #expect(reference.oneSample.count >= 6 && reference.twoSamples.count >= 4)
    for entry in reference.oneSample {
      let test = KolmogorovSmirnov(of: entry.sample) {
        entry.law == "norm" ? normalCumulative($0) : max(0, min(1, $0))
      }
      #expect(abs(test.distance - entry.distance) < 1e-12)
      #expect(
        abs(test.pValue - entry.pValue) < (entry.sample.count == 1 ? 0.2 : entry.sample.count < 100 ? 0.02 : 0.01)
      )
    }
    for entry in reference.twoSamples {
      let test = KolmogorovSmirnov(of: entry.first, and: entry.second)
      #expect(abs(test.distance - entry.distance) < 1e-12)
      // With ties, and between lattices of few numbers, the limit is further from the exact value.
      #expect(abs(test.pValue - entry.pValue) < 0.1)
      #expect(test == KolmogorovSmirnov(of: entry.second, and: entry.first))
    }
  }

  @Test func stepsThatAreHitAreNoDeviation() {
    let step = KolmogorovSmirnov(of: [3, 3, 3]) { $0 < 3 ? 0 : 1 }
    #expect(step.distance == 0 && step.pValue == 1)
    #expect(KolmogorovSmirnov(of: [3, 4]) { $0 < 3 ? 0 : 1 }.distance == 0.5)
    #expect(KolmogorovSmirnov(of: [2], against: { $0 < 3 ? 0 : 1 }).distance == 1)
    #expect(KolmogorovSmirnov(of: [1, 2], and: [1, 2]).distance == 0)
    #expect(KolmogorovSmirnov(of: [1], and: [2]).distance == 1)
  }

  /// 1 at 0, and no jump where the two series meet.
  @Test func pValuesFallWithTheDistance() {
    let sample = (0..<1000).map { (Double($0) + 0.5) / 1000 }
    var last = 1.0
    for shift in stride(from: 0, through: 0.2, by: 0.001) {
      let test = KolmogorovSmirnov(of: sample) { max(0, min(1, $0 + shift)) }
      #expect(abs(test.distance - shift - 0.0005) < 1e-9)
      #expect(test.pValue <= last && test.pValue >= 0 && last - test.pValue < 0.1)
      last = test.pValue
    }
    #expect(last < 1e-30)
  }

  /// 400 latents of each prior, seed 17, follow its law; the p-values of right laws are uniform, and the least of 18 is
  /// above 0.001 but for 2 % of all seeds.
  @Test(arguments: PriorTests.priors, [1, 4, 64])
  func lengthsOfDrawsFollowThePrior(prior: Prior, dimension: Int) {
    let batch = LatentGenerator(seed: 17).sample(prior, count: 400, dimension: dimension)
    let test = PriorStatistics(of: batch, prior: prior).lengthTest()
    #expect(test.pValue > 0.001)
    if case .sphere = prior { #expect(test.distance == 0 && test.pValue == 1) }
    // The middle of two draws is shorter, but not on a line, where signs make it only narrower.
    guard dimension > 1 else { return }
    let middle = lerp(from: batch[0..<200], to: batch[200..<400], at: 0.5)
    #expect(PriorStatistics(of: middle, prior: prior).lengthTest().pValue < 0.01)
  }

  @Test func lengthsOfDrawsFollowLearnedPriors() throws {
    let set = EmpiricalPriorTests.skewed(500, seed: 4)
    let empirical = Prior.empirical(try EmpiricalPrior(fitting: set))
    #expect(PriorStatistics(of: set, prior: empirical).lengthTest().distance < 1e-12)
    let draws = LatentGenerator(seed: 5).sample(empirical, count: 500, dimension: 3)
    #expect(PriorStatistics(of: draws, prior: empirical).lengthTest().pValue > 0.01)
    let correlated = Prior.correlatedGaussian(try CorrelatedGaussianTests.random(dimension: 20, rank: 7, seed: 4))
    let gaussian = LatentGenerator(seed: 5).sample(correlated, count: 500, dimension: 20)
    #expect(PriorStatistics(of: gaussian, prior: correlated).lengthTest().pValue > 0.01)
    #expect(PriorStatistics(of: gaussian, prior: .gaussian(mean: 0, standardDeviation: 3)).lengthTest().pValue < 1e-6)
  }
}
