import LatentGeometry
import Testing

@testable import Manifold

@Suite struct CoordinateComparisonTests {
  @Test func lawsOfOneCoordinateEqualSciPy() throws {
    let reference = try ComparisonReference.load()
    #expect(reference.marginals.count >= 10)
    for entry in reference.marginals {
      let law = entry.prior.marginalLaws(dimension: entry.dimension)[0]
      for (x, expected) in zip(entry.points, entry.cumulative) {
        let (below, upTo) = law.limits(at: x)
        #expect(abs(upTo - expected) < 1e-8 && below == upTo, "\(entry.prior), d = \(entry.dimension), x = \(x)")
      }
    }
  }

  @Test func momentsOfOneCoordinateAreThoseOfDraws() throws {
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let draws = ComparisonPriors.draws(prior, 4000)
      let laws = prior.marginalLaws(dimension: 3)
      for column in 0..<3 {
        let law = laws[laws.count == 1 ? 0 : column]
        let values = draws.columns(column..<column + 1).map(Double.init)
        let variance = values.reduce(0) { $0 + ($1 - law.mean) * ($1 - law.mean) } / 4000
        #expect(abs(values.mean - law.mean) < 0.06 * max(law.variance.squareRoot(), 1e-3), "\(prior)")
        #expect(abs(variance - law.variance) < 0.08 * law.variance + 1e-9, "\(prior)")
      }
    }
    // The series and the closed form meet.
    #expect(abs(Prior.truncatedVariance(bound: 0.05) / Prior.truncatedVariance(bound: 0.050001) - 1) < 1e-4)
    #expect(abs(Prior.truncatedVariance(bound: 1e-4) - 1e-8 / 3) < 1e-15)
  }

  @Test func coordinatesEqualSciPy() throws {
    let entry = try ComparisonReference.load().coordinates
    let batch = LatentBatch(count: entry.count, dimension: entry.dimension, values: entry.values)
    let comparison = CoordinateComparison(of: batch, prior: .standardGaussian)
    for (j, coordinate) in comparison.coordinates.enumerated() {
      #expect(abs(coordinate.mean - entry.mean[j]) < 1e-12)
      #expect(abs(coordinate.standardDeviation - entry.standardDeviation[j]) < 1e-12)
      #expect(abs(coordinate.distance - entry.distance[j]) < 1e-12)
      #expect(abs(coordinate.pValue - entry.pValue[j]) < 0.02)
    }
    #expect(comparison.inactiveCount == 1 && comparison.coordinates[5].isInactive)
    #expect(comparison.coordinates[1].isRejected && comparison.coordinates[2].isRejected)
    #expect(comparison.rejectedCount == comparison.coordinates.count { $0.adjustedPValue <= 0.05 })
    #expect(abs(comparison.largestDistance - 0.4604103) < 1e-6)
  }

  @Test func adjustedPValuesEqualSciPy() throws {
    for entry in try ComparisonReference.load().falseDiscovery {
      for (own, expected) in zip(FalseDiscovery.adjusted(entry.pValues), entry.adjusted) {
        #expect(abs(own - expected) < 1e-14)
      }
    }
    #expect(FalseDiscovery.adjusted([]).isEmpty)
  }

  /// 400 draws, seed 7, of nine laws with three coordinates each.
  @Test func drawsFollowTheirPriorAndOthersDoNot() throws {
    for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
      let draws = ComparisonPriors.draws(prior, 400)
      let own = CoordinateComparison(of: draws, prior: prior)
      #expect(own.rejectedCount == 0 && own.inactiveCount == 0, "\(prior)")
      let centers = prior.centers(dimension: 3)
      var shrunk = draws
      for row in 0..<400 {
        shrunk.setRow(row, to: (0..<3).map { centers[$0] + 0.05 * (draws.values[row * 3 + $0] - centers[$0]) })
      }
      let varying = prior.marginalLaws(dimension: 3).count { $0.variance > 0 }
      let collapsed = CoordinateComparison(of: shrunk, prior: prior)
      #expect(collapsed.rejectedCount == (varying == 1 ? 3 : varying), "\(prior)")
      #expect(collapsed.inactiveCount == collapsed.rejectedCount)
    }
  }

  @Test func stepsOfTheLawAreNoDeviation() throws {
    // On a line the sphere has two points.
    let line = LatentBatch(rows: [[2], [-2], [2], [-2]])
    #expect(CoordinateComparison(of: line, prior: .sphere(radius: 2)).coordinates[0].distance == 0)
    let oneSided = LatentBatch(rows: [[2], [2], [2], [2]])
    #expect(CoordinateComparison(of: oneSided, prior: .sphere(radius: 2)).coordinates[0].distance == 0.5)
    // Half the rows of a learned law are 0.
    let rows = (0..<100).map { [$0 < 50 ? 0 : Float($0)] }
    let batch = LatentBatch(rows: rows)
    let learned = Prior.empirical(try EmpiricalPrior(fitting: batch))
    #expect(CoordinateComparison(of: batch, prior: learned).coordinates[0].distance < 0.02)
    #expect(CoordinateComparison(of: LatentBatch(rows: [[-1], [-1]]), prior: learned).coordinates[0].distance == 1)
    #expect(CoordinateComparison(of: LatentBatch(rows: [[500]]), prior: learned).coordinates[0].distance == 1)
  }

  @Test(arguments: [1, 2, 300]) func extremesHaveFiniteAnswers(count: Int) throws {
    for value in [Float(0), .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude] {
      let batch = LatentBatch(count: count, dimension: 3, repeating: value)
      for prior in try ComparisonPriors.all + ComparisonPriors.learned() {
        for coordinate in CoordinateComparison(of: batch, prior: prior).coordinates {
          #expect(coordinate.mean.isFinite && coordinate.standardDeviation.isFinite)
          #expect((0...1).contains(coordinate.distance) && (0...1).contains(coordinate.pValue))
        }
      }
    }
  }

  @Test(arguments: [0, 1, 2, 256, 257, 1000]) func sortingEqualsComparisons(count: Int) {
    var values = ComparisonPriors.draws(.gaussian(mean: 0, standardDeviation: 1e3), count + 1, dimension: 1).values
    let odd: [Float] = [.infinity, -.infinity, 0, .leastNonzeroMagnitude, -0x1p-126, .greatestFiniteMagnitude]
    for (index, value) in odd.enumerated() where index < count { values[index * count / 6] = value }
    values.removeLast()
    var sorter = FloatSorter(count: count)
    // Memory of an earlier list must not matter.
    for _ in 0..<2 {
      var sorted = values
      sorted.withUnsafeMutableBufferPointer { sorter.sort($0) }
      #expect(sorted == values.sorted())
    }
  }
}
