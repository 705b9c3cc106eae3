import LatentGeometry
import Testing

@testable import Manifold

@Suite struct ClassifierTestTests {
  @Test func areasEqualScikitLearn() throws {
    for entry in try ComparisonReference.load().areas {
      let area = AreaUnderCurve(of: entry.positives, against: entry.negatives)
      #expect(abs(area.value - entry.area) < 1e-12 && abs(area.standardError - entry.standardError) < 1e-12)
      let turned = AreaUnderCurve(of: entry.negatives, against: entry.positives)
      #expect(abs(turned.value + area.value - 1) < 1e-12)
    }
    #expect(AreaUnderCurve(of: [1], against: [1]).value == 0.5)
    #expect(AreaUnderCurve(of: [2, 3], against: [1]).value == 1)
  }

  @Test func coefficientsEqualScikitLearn() throws {
    try MatrixProduct.requireLibrary()
    for entry in try ComparisonReference.load().regressions {
      let width = entry.width
      let table = FeatureTable(count: entry.count, width: width + 1, threads: 1) { rows, chunk in
        for (place, row) in rows.enumerated() {
          for column in 0..<width { chunk[column * FeatureTable.chunk + place] = entry.values[row * width + column] }
          chunk[width * FeatureTable.chunk + place] = 1
        }
      }
      let fit = LogisticRegression(fitting: table, labels: entry.labels, penalty: entry.penalty, threads: 1)
      for (own, expected) in zip(fit.coefficients, entry.coefficients) {
        #expect(abs(own - expected) < 2e-3 * (1 + abs(expected)))
      }
    }
  }

  @Test func theFactorSolves() throws {
    let matrix = [4.0, 2, 1, 2, 5, 3, 1, 3, 6]
    let solution = try #require(CholeskyFactor(matrix, size: 3)).solve([1, -2, 3])
    for (row, expected) in [1.0, -2, 3].enumerated() {
      #expect(abs((0..<3).reduce(0) { $0 + matrix[row * 3 + $1] * solution[$1] } - expected) < 1e-12)
    }
    #expect(CholeskyFactor([1, 2, 2, 1], size: 2) == nil)
  }

  /// 20 pairs of samples of one law: the mean of 20 areas is within 4 of its standard errors of one half.
  @Test func equalLawsCannotBeToldApart() throws {
    var (areas, small) = ([Double](), 0)
    for seed in 0..<20 {
      let x = ComparisonPriors.draws(.standardGaussian, 120, seed: UInt64(seed))
      let samples = PriorSamples(of: .standardGaussian, count: 120, dimension: 3, seed: UInt64(seed))
      let test = try ClassifierTest(of: x, prior: .standardGaussian, against: samples.sample, seed: 4)
      areas.append(test.area)
      if test.pValue < 0.05 { small += 1 }
    }
    #expect(abs(areas.mean - 0.5) < 4 * 0.037 / 20.0.squareRoot() && small <= 4)
  }

  @Test func equalMeansAreToldApartByTheirSpread() throws {
    let x = ComparisonPriors.draws(.gaussian(mean: 0, standardDeviation: 0.6), 200)
    let y = ComparisonPriors.draws(.standardGaussian, 300, seed: 1)
    let test = try ClassifierTest(of: x, prior: .standardGaussian, against: y, seed: 4)
    #expect(test.area > 0.7 && test.pValue < 0.01 && test.lower > 0.6 && test.upper <= 1)
    #expect(test.foldAreas.count == 5 && test.encodingCount == 200 && test.priorCount == 300 && test.featureCount == 7)
    #expect(try ClassifierTest(of: x, prior: .standardGaussian, against: y, seed: 4) == test)
    let thinned = try ClassifierTest(of: x, prior: .standardGaussian, against: y, seed: 4, largestCount: 50)
    #expect(thinned.encodingCount == 50 && thinned.priorCount == 50)
    let apart = try ClassifierTest(of: x.mapped { $0 + 20 }, prior: .standardGaussian, against: y, seed: 4)
    #expect(apart.area == 1 && apart.standardError == 0 && apart.upper == 1)
  }

  @Test(arguments: [2, 3, 7]) func extremesHaveFiniteAnswers(count: Int) throws {
    for value in [Float(0), 1e30, .greatestFiniteMagnitude] {
      let x = LatentBatch(count: count, dimension: 1, repeating: value)
      let y = ComparisonPriors.draws(.standardGaussian, 4, dimension: 1)
      let test = try ClassifierTest(of: x, prior: .standardGaussian, against: y, seed: 1)
      #expect((0...1).contains(test.area) && test.pValue.isFinite && test.standardError.isFinite)
      let equal = try ClassifierTest(of: x, prior: .standardGaussian, against: x, seed: 1)
      #expect(equal.area == 0.5)
    }
  }
}
