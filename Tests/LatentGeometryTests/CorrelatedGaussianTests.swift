import Foundation
import Testing

@testable import LatentGeometry

@Suite struct CorrelatedGaussianTests {
  /// Σ = A Aᵀ with A of d × rank random numbers, and a random mean.
  static func random(dimension d: Int, rank: Int, seed: UInt64) throws -> CorrelatedGaussian {
    let factors = LatentBatch.gaussian(d, rank, seed: seed).values.map(Double.init)
    var covariance = [Float](repeating: 0, count: d * d)
    for i in 0..<d {
      for j in 0..<d {
        covariance[i * d + j] = Float((0..<rank).reduce(0) { $0 + factors[i * rank + $1] * factors[j * rank + $1] })
      }
    }
    return try CorrelatedGaussian(mean: LatentBatch.gaussian(1, d, seed: seed + 1).values, covariance: covariance)
  }

  static func whitened(_ batch: LatentBatch, by law: CorrelatedGaussian) -> LatentBatch {
    var batch = batch
    batch.withEachMutableRow { law.whiten(UnsafeBufferPointer($0), into: $0) }
    return batch
  }

  static func colored(_ batch: LatentBatch, by law: CorrelatedGaussian) -> LatentBatch {
    var batch = batch
    batch.withEachMutableRow { law.color(UnsafeBufferPointer($0), into: $0) }
    return batch
  }

  /// Of scores 40 wide, 8-lane loops and their remainders are both at work; condition numbers are below 1e4.
  @Test(arguments: [(1, 1), (2, 2), (3, 3), (5, 8), (40, 80), (61, 70)])
  func whiteningUndoesColoring(dimension: Int, rank: Int) throws {
    let law = try Self.random(dimension: dimension, rank: rank, seed: 5)
    let scores = LatentBatch.gaussian(4, dimension, seed: 7)
    let rows = Self.colored(scores, by: law)
    #expect(largestDifference(Self.whitened(rows, by: law), scores) < 2e-3)
    #expect(largestDifference(Self.colored(Self.whitened(rows, by: law), by: law), rows) < 1e-3)
    #expect(law.eigenvalues == law.eigenvalues.sorted(by: >) && law.eigenvalues.allSatisfy { $0 > 0 })
  }

  /// Rows of more than 256 numbers are summed in blocks.
  ///
  /// Σ = 1 + u uᵀ, with one eigenvalue of 1 + ‖u‖².
  @Test func longRowsAreWhitenedToo() throws {
    let (d, u) = (301, LatentBatch.gaussian(1, 301, seed: 2))
    var covariance = [Float](repeating: 0, count: d * d)
    covariance.withUnsafeMutableBufferPointer { out in
      u.withUnsafeValues { u in
        for i in 0..<d {
          for j in 0..<d { out[i * d + j] = u[i] * u[j] + (i == j ? 1 : 0) }
        }
      }
    }
    let law = try CorrelatedGaussian(mean: u.values, covariance: covariance)
    #expect(abs(law.eigenvalues[0] / (1 + u.length * u.length) - 1) < 1e-5 && abs(law.eigenvalues[300] - 1) < 1e-4)
    let scores = LatentBatch.gaussian(2, d, seed: 7)
    #expect(largestDifference(Self.whitened(Self.colored(scores, by: law), by: law), scores) < 1e-4)
  }

  @Test func directionsWithoutVarianceHaveScoreZero() throws {
    let law = try Self.random(dimension: 12, rank: 5, seed: 9)
    #expect(law.eigenvalues[4] > 0.01 && law.eigenvalues[5...].allSatisfy { $0 == 0 })
    let scores = Self.whitened(LatentBatch.gaussian(3, 12, seed: 1), by: law)
    for row in 0..<3 { #expect(scores[row].values[5...].allSatisfy { $0 == 0 }) }
    var other = LatentBatch.gaussian(1, 12, seed: 2)
    let rows = Self.colored(other, by: law)
    other.withUnsafeMutableValues { for column in 5..<12 { $0[column] = 100 } }
    #expect(Self.colored(other, by: law) == rows)
    #expect(largestDifference(Self.whitened(rows, by: law)[0], Self.whitened(rows, by: law)[0]) == 0)
  }

  /// [[2, 1], [1, 2]]: eigenvalues 3 and 1 along (1, 1)/√2 and (1, -1)/√2, whose signs are fixed.
  @Test func twoCoordinatesHaveAClosedForm() throws {
    let law = try CorrelatedGaussian(mean: [1, -1], covariance: [2, 1, 1, 2])
    #expect(abs(law.eigenvalues[0] - 3) < 1e-12 && abs(law.eigenvalues[1] - 1) < 1e-12)
    let along = Self.colored(LatentBatch(rows: [[1, 0], [0, 1]]), by: law)
    let half = Float(0.5).squareRoot()
    let expected = [1 + half * Float(3).squareRoot(), -1 + half * Float(3).squareRoot(), 1 + half, -1 - half]
    #expect(zip(along.values, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func independentCoordinatesStayAsTheyAre() throws {
    let law = try CorrelatedGaussian(mean: [1, 2, 3], standardDeviations: [2, 0, 0.001])
    #expect(law.covariance == [4, 0, 0, 0, 0, 0, 0, 0, 0.001 * 0.001])
    #expect(try CorrelatedGaussian(mean: law.mean, covariance: law.covariance) == law)
    #expect(Self.colored(LatentBatch(rows: [[1, 5, 1]]), by: law).values == [3, 2, 3.001])
    #expect(Self.whitened(LatentBatch(rows: [[3, 9, 3.001]]), by: law).values[..<2] == [1, 0])
    #expect(Prior.correlatedGaussian(law).support(dimension: 3)?[1] == 2...2)
  }

  @Test func aPointIsALawToo() throws {
    let law = try CorrelatedGaussian(fitting: LatentBatch(rows: [[1, 2], [1, 2], [1, 2]]))
    #expect(law.mean == [1, 2] && law.eigenvalues == [0, 0])
    let sample = LatentGenerator(seed: 0).sample(.correlatedGaussian(law), count: 2, dimension: 2)
    #expect(sample.values == [1, 2, 1, 2])
    let lengths = Prior.correlatedGaussian(law).lengthLaw(dimension: 2)
    #expect(lengths == LengthLaw(mean: 0, standardDeviation: 0) && lengths.deviation(ofLength: 0) == 0)
  }

  /// 65 rows: a whole block and a rest; numpy.cov has the same sums.
  @Test(arguments: [(2, 5), (65, 3), (64, 17), (200, 1)])
  func fitsMeanAndUnbiasedCovariance(count: Int, dimension: Int) throws {
    let batch = LatentBatch.gaussian(count, dimension, seed: 3)
    let law = try CorrelatedGaussian(fitting: batch)
    let covariance = law.covariance
    for i in 0..<dimension {
      let mean = (0..<count).reduce(0.0) { $0 + Double(batch.values[$1 * dimension + i]) } / Double(count)
      #expect(abs(Double(law.mean[i]) - mean) < 1e-6)
      for j in 0..<dimension {
        var sum = 0.0
        for row in 0..<count {
          let values = batch.values[row * dimension..<(row + 1) * dimension]
          sum += (Double(values[values.startIndex + i]) - mean) * Double(values[values.startIndex + j])
        }
        #expect(abs(Double(covariance[i * dimension + j]) - sum / Double(count - 1)) < 1e-6)
      }
    }
    #expect(law.eigenvalues.filter { $0 > 0 }.count == min(dimension, count - 1))
  }

  /// 20,000 draws, seed 11: standard errors of moments of order Σ are near 1 %; five are allowed.
  @Test func samplesHaveTheMoments() throws {
    let law = try Self.random(dimension: 4, rank: 4, seed: 21)
    for batch in [
      LatentGenerator(seed: 11).sample(.correlatedGaussian(law), count: 20_000, dimension: 4),
      RandomAlgorithm.numpy.sample(.correlatedGaussian(law), count: 20_000, dimension: 4, seed: 11),
    ] {
      let fitted = try CorrelatedGaussian(fitting: batch)
      let largest = Float(law.eigenvalues[0])
      for (a, b) in zip(fitted.covariance, law.covariance) { #expect(abs(a - b) < 0.05 * largest) }
      for (a, b) in zip(fitted.mean, law.mean) { #expect(abs(a - b) < 0.05 * largest.squareRoot()) }
      let prior = Prior.correlatedGaussian(law)
      let statistics = PriorStatistics(of: batch, prior: prior)
      #expect(abs(statistics.meanLength / statistics.law.mean - 1) < 0.02)
      #expect(abs(statistics.lengthStandardDeviation / statistics.law.standardDeviation - 1) < 0.05)
    }
  }

  @Test(arguments: [1, 2, 7, 100])
  func lengthLawIsTheGaussiansWhereAllVariancesAreEqual(dimension: Int) throws {
    let law = try CorrelatedGaussian(
      mean: [Float](repeating: 3, count: dimension),
      standardDeviations: [Float](repeating: 2, count: dimension)
    )
    let a = Prior.correlatedGaussian(law).lengthLaw(dimension: dimension)
    let b = Prior.gaussian(mean: 3, standardDeviation: 2).lengthLaw(dimension: dimension)
    #expect(abs(a.mean / b.mean - 1) < 1e-9 && abs(a.standardDeviation / b.standardDeviation - 1) < 1e-7)
  }

  @Test(
    arguments: [
      ([0, 0], [1, 0, 0.1, 1]), ([0, 0], [1, 2, 2, 1]), ([0, 0], [1, 0, 0, -1]), ([0, 0], [1, 0, 0]),
      ([0, .nan], [1, 0, 0, 1]), ([0, 0], [1, .infinity, .infinity, 1]), ([], []), ([0, 0], [-1, 0, 0, -1]),
    ] as [([Float], [Float])]
  )
  func wrongMomentsAreRefused(mean: [Float], covariance: [Float]) {
    #expect(throws: PriorError.self) { try CorrelatedGaussian(mean: mean, covariance: covariance) }
  }

  @Test func wrongSpreadsAndTooFewRowsAreRefused() {
    #expect(throws: PriorError.self) { try CorrelatedGaussian(mean: [0], standardDeviations: [-1] as [Float]) }
    #expect(throws: PriorError.self) { try CorrelatedGaussian(mean: [0], standardDeviations: [1, 1] as [Float]) }
    #expect(throws: PriorError.self) { try CorrelatedGaussian(mean: [0], standardDeviations: [3e38] as [Float]) }
    #expect(throws: PriorError.self) { try CorrelatedGaussian(fitting: LatentBatch(rows: [[1, 2]])) }
  }

  @Test func survivesJSON() throws {
    let laws = [
      try Self.random(dimension: 5, rank: 5, seed: 3), try Self.random(dimension: 6, rank: 2, seed: 4),
      try CorrelatedGaussian(mean: [1, 2, 3], standardDeviations: [0.1, 0, 3.3]),
    ]
    for law in laws {
      let prior = Prior.correlatedGaussian(law)
      #expect(try JSONDecoder().decode(Prior.self, from: JSONEncoder().encode(prior)) == prior)
    }
  }

  @Test func packagesMayMixNumbersAndLists() throws {
    func read(_ text: String) throws -> Prior { try JSONDecoder().decode(Prior.self, from: Data(text.utf8)) }
    let vector = try CorrelatedGaussian(mean: [0, 0], standardDeviations: [1, 2])
    #expect(try read(#"{"kind": "gaussian", "sd": [1, 2]}"#) == .correlatedGaussian(vector))
    #expect(
      try read(#"{"kind": "gaussian", "mean": 0, "covariance": [[1, 0], [0, 4]]}"#) == .correlatedGaussian(vector)
    )
    #expect(try read(#"{"kind": "gaussian", "mean": [3, 4], "sd": 2}"#).dimension == 2)
    #expect(try read(#"{"kind": "gaussian", "mean": 3, "sd": 2}"#).dimension == nil)
    for wrong in [
      #""mean": [1, 2], "sd": [1]"#, #""mean": [1], "covariance": [[1, 0], [0, 1]]"#, #""covariance": [[1, 0], [0]]"#,
      #""sd": [1], "covariance": [[1]]"#, #""covariance": [[1, 3], [3, 1]]"#, #""mean": []"#, #""sd": ["a"]"#,
    ] {
      #expect(throws: DecodingError.self, "\(wrong)") { try read(#"{"kind": "gaussian", \#(wrong)}"#) }
    }
  }
}
