import LatentGeometry
import Testing

@testable import Manifold

@Suite struct EnergyDistanceTests {
  @Test func distancesEqualNumPy() throws {
    for entry in try ComparisonReference.load().energy {
      let x = LatentBatch(count: entry.count, dimension: entry.dimension, values: entry.first)
      let y = LatentBatch(count: entry.otherCount, dimension: entry.dimension, values: entry.second)
      let energy = try EnergyDistance(between: x, and: y, seed: 1, permutationCount: 1)
      #expect(abs(energy.meanDistance - entry.between) < 1e-5)
      #expect(abs(energy.meanDistanceWithinEncodings - entry.withinFirst) < 1e-5)
      #expect(abs(energy.meanDistanceWithinPrior - entry.withinSecond) < 1e-5)
      #expect(abs(energy.value - (2 * entry.between - entry.withinFirst - entry.withinSecond)) < 2e-5)
      // The test's statistic has all pairs.
      let permutations = EnergyPermutations(x, y, seed: 1, subsampleCount: 1000, count: 1)
      #expect(abs(permutations.statistic - entry.biased) < 1e-4)
    }
  }

  @Test func permutedStatisticsAreThoseOfSomeLabels() {
    let x = ComparisonPriors.draws(.standardGaussian, 2, seed: 1, dimension: 2)
    let y = ComparisonPriors.draws(.gaussian(mean: 1, standardDeviation: 1), 3, seed: 2, dimension: 2)
    let rows = LatentBatch.concatenating([x, y])
    // All ten ways to name two of five rows.
    var possible: [Double] = []
    for i in 0..<5 {
      for j in 0..<i {
        let others = (0..<5).filter { $0 != i && $0 != j }
        let pair = EnergyPermutations(rows.rows([i, j]), rows.rows(others), seed: 1, subsampleCount: 9, count: 1)
        possible.append(pair.statistic)
      }
    }
    let test = EnergyPermutations(x, y, seed: 4, subsampleCount: 9, count: 200)
    var found = Set<Int>()
    for value in test.permuted {
      let nearest = possible.indices.min { abs(possible[$0] - value) < abs(possible[$1] - value) } ?? 0
      #expect(abs(possible[nearest] - value) < 1e-5)
      found.insert(nearest)
    }
    #expect(found.count == 10)
  }

  /// 200 pairs of samples of one law, seeds 0 to 199: p-values are k/20, each with the probability 1/20.
  @Test func pValuesAreUniformWithoutADifference() throws {
    var pValues: [Double] = []
    for seed in 0..<200 {
      let rows = ComparisonPriors.draws(.standardGaussian, 20, seed: UInt64(seed), dimension: 2)
      let test = EnergyPermutations(rows[0..<8], rows[8..<20], seed: UInt64(seed), subsampleCount: 10, count: 19)
      pValues.append(test.pValue)
    }
    #expect(abs(pValues.mean - 0.525) < 0.06)
    #expect((2...22).contains(pValues.count { $0 <= 0.05 }) && (5...40).contains(pValues.count { $0 <= 0.1 }))
    #expect((85...115 + 20).contains(pValues.count { $0 <= 0.5 } + 10))
  }

  @Test func differencesAreFound() throws {
    let x = ComparisonPriors.draws(.standardGaussian, 150, seed: 1, dimension: 8)
    let y = ComparisonPriors.draws(.standardGaussian, 150, seed: 2, dimension: 8)
    let same = try EnergyDistance(between: x, and: y, seed: 3, permutationCount: 99)
    #expect(abs(same.value) < 0.05 && same.pValue > 0.05 && abs(same.coefficient) < 0.01)
    let narrow = try EnergyDistance(between: x.mapped { $0 * 0.5 }, and: y, seed: 3, permutationCount: 99)
    #expect(narrow.value > 0.1 && narrow.pValue == 0.01 && narrow.coefficient < 1)
    // Both moved alike.
    let moved = try EnergyDistance(
      between: x.mapped { $0 + 100 },
      and: y.mapped { $0 + 100 },
      seed: 3,
      permutationCount: 99
    )
    #expect(abs(moved.value - same.value) < 1e-3 && moved.pValue == same.pValue)
    #expect(try EnergyDistance(between: x, and: y, seed: 3, permutationCount: 99) == same)
    let thinned = try EnergyDistance(between: x, and: y, seed: 3, subsampleCount: 40, permutationCount: 19)
    #expect(thinned.subsampleCount == 40 && thinned.value == same.value)
  }

  @Test func tilesCoverAllPairs() throws {
    // More rows than two tiles have, in one dimension, where sums of distances are known.
    let rows = LatentBatch(count: 600, dimension: 1, values: (0..<600).map(Float.init))
    let centered = rows.mapped { $0 - 300 }
    let expected = (1..<600).reduce(0.0) { $0 + 2 * Double($1) * Double(600 - $1) }
    #expect(abs(PairDistances.sumWithin(centered) / expected - 1) < 1e-5)
    #expect(abs(PairDistances.sum(centered, centered) / expected - 1) < 1e-5)
    let matrix = PairDistances.matrix(centered)
    #expect(abs(matrix[599] - 599) < 1e-2 && matrix[599 * 600] == matrix[599] && matrix[7 * 600 + 7] == 0)
  }

  @Test func extremesHaveFiniteAnswers() throws {
    for value in [Float(0), 1e-30, 1e30, .greatestFiniteMagnitude] {
      let x = LatentBatch(rows: [[value, 0], [value, 0], [value, 0]])
      let y = LatentBatch(rows: [[-value, 0], [-value, 0]])
      let energy = try EnergyDistance(between: x, and: y, seed: 1, permutationCount: 19)
      #expect(energy.value.isFinite && (0...1).contains(energy.pValue) && energy.coefficient <= 1)
      if value >= 1e30 { #expect(abs(energy.value / (4 * Double(value)) - 1) < 1e-5) }
      let equal = try EnergyDistance(between: x, and: x, seed: 1, permutationCount: 19)
      #expect(equal.value == 0 && equal.coefficient == 0 && equal.pValue == 1)
    }
  }
}
