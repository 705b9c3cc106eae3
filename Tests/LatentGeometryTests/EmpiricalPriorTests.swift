import Foundation
import Testing

@testable import LatentGeometry

@Suite struct EmpiricalPriorTests {
  /// Skewed and dependent: exp of two normals and their sum.
  static func skewed(_ count: Int, seed: UInt64) -> LatentBatch {
    let normal = LatentBatch.gaussian(count, 2, seed: seed).values
    return LatentBatch(
      rows: (0..<count).map { row in
        let (a, b) = (normal[2 * row], normal[2 * row + 1])
        return [exp(a), exp(b) - 5, a + b]
      }
    )
  }

  @Test func scoresAndValuesAreInverseInsideTheRange() throws {
    let prior = try EmpiricalPrior(fitting: Self.skewed(3000, seed: 1))
    for coordinate in 0..<3 {
      var last = -Float.infinity
      for q in stride(from: -prior.greatestScore, through: prior.greatestScore, by: 0.0173) {
        let value = prior.value(ofScore: q, coordinate: coordinate)
        #expect(prior.range(of: coordinate).contains(value) && value >= last)
        // exp(b) - 5 is near -5 at the left: single precision leaves 2.4e-7 of it, where 1e-2 lies in a unit of score.
        #expect(abs(prior.score(value, coordinate: coordinate) - q) < (coordinate == 1 ? 1e-4 : 1e-5))
        last = value
        let back = prior.value(ofScore: prior.score(value, coordinate: coordinate), coordinate: coordinate)
        #expect(abs(back - value) <= 1e-6 * max(1, abs(value)))
      }
    }
  }

  /// A normal law of 100,000 numbers, seed 2: sampling errors of scores within ±2 are below 0.02.
  @Test func scoresOfNormalNumbersAreTheNumbers() throws {
    let prior = try EmpiricalPrior(fitting: LatentBatch.gaussian(100_000, 1, seed: 2))
    for x in stride(from: -2, through: 2, by: 0.1) as StrideThrough<Float> {
      #expect(abs(prior.score(x, coordinate: 0) - Double(x)) < 0.03)
    }
  }

  @Test func orderStatisticsHaveTheirPlottingPositions() throws {
    let values: [Float] = [3, 1, 4, 1.5, 9, 2.6, 5]
    let prior = try EmpiricalPrior(fitting: LatentBatch(rows: values.map { [$0] }), levels: 4097)
    for (rank, value) in values.sorted().enumerated() {
      let expected = normalQuantile((Double(rank) + 0.5) / 7)
      #expect(abs(prior.score(value, coordinate: 0) - expected) < 1e-3)
    }
    #expect(prior.score(1, coordinate: 0) == -prior.greatestScore)
    #expect(prior.score(9, coordinate: 0) == prior.greatestScore)
  }

  @Test func nothingLeavesTheRangeAndAllScoresAreFinite() throws {
    let prior = try EmpiricalPrior(fitting: Self.skewed(50, seed: 4))
    for coordinate in 0..<3 {
      let range = prior.range(of: coordinate)
      for q in [-Double.infinity, -1e300, -40, 40, 1e300, .infinity] {
        #expect(prior.value(ofScore: q, coordinate: coordinate) == (q < 0 ? range.lowerBound : range.upperBound))
      }
      for x in [-Float.infinity, -1e30, range.lowerBound] {
        #expect(prior.score(x, coordinate: coordinate) == -prior.greatestScore)
      }
      for x in [Float.infinity, 1e30, range.upperBound] {
        #expect(prior.score(x, coordinate: coordinate) == prior.greatestScore)
      }
    }
    let sample = LatentGenerator(seed: 5).sample(.empirical(prior), count: 500, dimension: 3)
    #expect(PriorStatistics(of: sample, prior: .empirical(prior)).shareOutsideSupport == 0)
  }

  /// Half of the numbers are 0, as behind a rectifier: their score is that of a probability of ¼.
  @Test func tiesHaveTheMiddleOfTheirProbability() throws {
    let rows = (0..<1000).map { [max(0, Float($0) - 499.5)] }
    let prior = try EmpiricalPrior(fitting: LatentBatch(rows: rows))
    #expect(abs(prior.score(0, coordinate: 0) - normalQuantile(0.25)) < 0.01)
    #expect(prior.value(ofScore: prior.score(0, coordinate: 0), coordinate: 0) == 0)
    #expect(prior.score(-1, coordinate: 0) == -prior.greatestScore)
    #expect(prior.score(1, coordinate: 0) > prior.score(0, coordinate: 0))
  }

  @Test func constantCoordinatesHaveScoreZero() throws {
    let normal = LatentBatch.gaussian(100, 2, seed: 6).values
    let rows = (0..<100).map { [normal[2 * $0], 7, normal[2 * $0 + 1]] }
    let prior = try EmpiricalPrior(fitting: LatentBatch(rows: rows))
    for x in [-1, 7, 100] as [Float] { #expect(prior.score(x, coordinate: 1) == 0) }
    for q in [-3, 0, 9] as [Double] { #expect(prior.value(ofScore: q, coordinate: 1) == 7) }
    #expect(prior.range(of: 1) == 7...7)
    let correlation = prior.copula.covariance
    #expect(correlation[1] == 0 && correlation[4] == 1 && correlation[5] == 0)
  }

  @Test(arguments: [(2, 1), (2, 5), (3, 3), (5, 20), (4, 4)])
  func fewRowsLeaveAPositiveCopula(count: Int, dimension: Int) throws {
    let batch = LatentBatch.gaussian(count, dimension, seed: 8)
    let prior = try EmpiricalPrior(fitting: batch, levels: 9)
    #expect(prior.copula.eigenvalues.allSatisfy { $0 > 0 })
    #expect(prior.copula.variances.allSatisfy { $0 == 1 } && prior.copula.mean.allSatisfy { $0 == 0 })
    #expect(LatentGenerator(seed: 1).sample(.empirical(prior), count: 10, dimension: dimension).isFinite)
  }

  @Test func repeatedRowsAreOnePoint() throws {
    let prior = try EmpiricalPrior(fitting: LatentBatch(rows: [[1, 2], [1, 2], [1, 2]]))
    let sample = LatentGenerator(seed: 1).sample(.empirical(prior), count: 2, dimension: 2)
    #expect(sample.values == [1, 2, 1, 2])
    #expect(Prior.empirical(prior).lengthLaw(dimension: 2) == LengthLaw(mean: 0, standardDeviation: 0))
  }

  /// 20,000 draws of a law of 5,000 rows: quantiles and correlations agree within sampling error.
  @Test func samplesLookLikeTheSet() throws {
    let set = Self.skewed(5000, seed: 12)
    let prior = Prior.empirical(try EmpiricalPrior(fitting: set))
    for sample in [
      LatentGenerator(seed: 13).sample(prior, count: 20_000, dimension: 3),
      RandomAlgorithm.numpy.sample(prior, count: 20_000, dimension: 3, seed: 13),
    ] {
      for coordinate in 0..<3 {
        func column(_ batch: LatentBatch) -> [Double] {
          (0..<batch.count).map { Double(batch.values[$0 * 3 + coordinate]) }.sorted()
        }
        let (a, b) = (column(set), column(sample))
        for p in [0.05, 0.25, 0.5, 0.75, 0.95] {
          let spread = a[Int(0.05 * 5000) + 4500] - a[250]
          #expect(abs(a[Int(p * 5000)] - b[Int(p * 20_000)]) < 0.05 * spread)
        }
      }
      let fitted = try EmpiricalPrior(fitting: sample)
      guard case .empirical(let original) = prior else { return }
      for (a, b) in zip(fitted.copula.covariance, original.copula.covariance) { #expect(abs(a - b) < 0.03) }
    }
  }

  @Test func survivesJSON() throws {
    for batch in [Self.skewed(40, seed: 3), LatentBatch.gaussian(5, 1, seed: 4), LatentBatch.gaussian(4, 6, seed: 4)] {
      let prior = Prior.empirical(try EmpiricalPrior(fitting: batch, levels: 17))
      #expect(try JSONDecoder().decode(Prior.self, from: JSONEncoder().encode(prior)) == prior)
    }
  }

  @Test(
    arguments: [
      #""mean": [], "quantiles": [], "lengths": [1, 2]"#, #""mean": [1], "quantiles": [[1]], "lengths": [1, 2]"#,
      #""mean": [1], "quantiles": [[2, 1]], "lengths": [1, 2]"#, #""mean": [1], "quantiles": [[1, 2]], "lengths": [1]"#,
      #""mean": [1, 1], "quantiles": [[1, 2], [1, 2, 3]], "lengths": [1, 2]"#,
      #""mean": [1], "quantiles": [[1, 2]], "lengths": [1, -2]"#, #""mean": [1], "quantiles": [[1, 2]]"#,
      #""mean": [1], "quantiles": [[1, 2]], "lengths": [1, 2], "correlation": [[2]]"#,
    ]
  )
  func wrongJSONIsRefused(members: String) {
    let data = Data(#"{"kind": "empirical", \#(members)}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Prior.self, from: data) }
  }

  @Test func oneRowIsTooFew() {
    #expect(throws: PriorError.self) { try EmpiricalPrior(fitting: LatentBatch(rows: [[1, 2]])) }
  }

  @Test func batchesDoNotChangeDraws() throws {
    let prior = Prior.empirical(try EmpiricalPrior(fitting: Self.skewed(100, seed: 1)))
    let generator = LatentGenerator(seed: 42)
    let whole = generator.sample(prior, count: 10, dimension: 3)
    #expect(generator.sample(prior, count: 4, dimension: 3, startingAt: 6) == whole[6..<10])
  }
}
