import LatentGeometry
import Testing

@testable import Manifold

@Suite struct CovarianceSpectrumTests {
  @Test func theLawEqualsItsQuadrature() throws {
    for entry in try ComparisonReference.load().marchenkoPastur {
      let law = MarchenkoPastur(ratio: entry.ratio)
      for (x, expected) in zip(entry.points, entry.cumulative) {
        #expect(abs(law.cumulative(x) - expected) < 1e-9, "ratio \(entry.ratio), x = \(x)")
        let step = 1e-5 * law.upperEdge
        guard x > law.lowerEdge + 2 * step, x < law.upperEdge - 2 * step else { continue }
        let slope = (law.cumulative(x + step) - law.cumulative(x - step)) / (2 * step)
        #expect(abs(slope - law.density(at: x)) < 1e-4 * (1 + slope))
      }
      #expect(law.cumulative(-1) == 0 && law.cumulative(1e9) == 1)
    }
  }

  @Test func eigenvaluesEqualNumPy() throws {
    for entry in try ComparisonReference.load().spectra {
      let batch = LatentBatch(count: entry.count, dimension: entry.dimension, values: entry.values)
      let spectrum = try #require(try CovarianceSpectrum(of: batch, prior: .standardGaussian))
      #expect(spectrum.eigenvalues.count == entry.eigenvalues.count)
      #expect(spectrum.eigenvalues.count + spectrum.zeroCount == entry.dimension)
      for (own, expected) in zip(spectrum.eigenvalues, entry.eigenvalues) {
        #expect(abs(own - expected) < 1e-5 * entry.eigenvalues[0])
      }
      // The prior's own scale and place do not matter, nor the order of rows.
      let wide = Prior.gaussian(mean: 5, standardDeviation: 2)
      let moved = try #require(try CovarianceSpectrum(of: batch.mapped { 2 * $0 + 5 }, prior: wide))
      for (own, expected) in zip(moved.eigenvalues, entry.eigenvalues) {
        #expect(abs(own - expected) < 1e-5 * entry.eigenvalues[0])
      }
    }
  }

  /// 300 draws, seed 7, of 40 coordinates: one eigenvalue in a hundred repetitions lies outside at either end.
  @Test func drawsStayWithinTheLimits() throws {
    var priors: [Prior] = [
      .standardGaussian, .uniform(low: 0, high: 3), .sphere(radius: 2),
      .truncatedGaussian(mean: 0, standardDeviation: 2, bound: 1),
    ]
    let mixed = ComparisonPriors.draws(.standardGaussian, 500, seed: 8, dimension: 40)
    priors.append(.correlatedGaussian(try CorrelatedGaussian(fitting: mixed)))
    for prior in priors {
      let draws = ComparisonPriors.draws(prior, 300, dimension: 40)
      let spectrum = try #require(try CovarianceSpectrum(of: draws, prior: prior))
      #expect(spectrum.countAbove == 0 && spectrum.countBelow == 0 && spectrum.distance < 0.1, "\(prior)")
      #expect(abs(spectrum.effectiveDimension - spectrum.expectedEffectiveDimension) < 1)
      #expect(spectrum.lowerLimit < spectrum.lowerEdge && spectrum.upperLimit > spectrum.upperEdge)
      let shares = spectrum.histogram.lawShares.reduce(0, +)
      #expect(abs(shares - 1) < 1e-9 && spectrum.histogram.counts.reduce(0, +) == 40)
    }
  }

  @Test func unusedAndOverusedDirectionsAreCounted() throws {
    var batch = ComparisonPriors.draws(.standardGaussian, 400, dimension: 20)
    batch.withUnsafeMutableValues { values in
      for row in 0..<400 {
        for column in 0..<5 { values[row * 20 + column] *= 0.1 }
        values[row * 20 + 19] *= 3
      }
    }
    let spectrum = try #require(try CovarianceSpectrum(of: batch, prior: .standardGaussian))
    #expect(spectrum.countBelow == 5 && spectrum.countAbove == 1 && spectrum.effectiveDimension < 8)
  }

  @Test func directionsWithoutVarianceAreLeftOut() throws {
    let priors = try ComparisonPriors.learned()
    for (prior, width) in zip(priors, [3, 2, 2, 3]) {
      let draws = ComparisonPriors.draws(prior, 2000)
      let spectrum = try #require(try CovarianceSpectrum(of: draws, prior: prior))
      #expect(spectrum.dimension == width)
      for value in spectrum.eigenvalues { #expect(abs(value - 1) < 0.15, "\(prior)") }
    }
    let point = Prior.correlatedGaussian(try CorrelatedGaussian(mean: [1, 2], standardDeviations: [0, 0]))
    #expect(try CovarianceSpectrum(of: LatentBatch(rows: [[1, 2], [1, 2]]), prior: point) == nil)
  }

  @Test func fewRowsOfManyCoordinatesHaveZeros() throws {
    let draws = ComparisonPriors.draws(.standardGaussian, 30, dimension: 120)
    let spectrum = try #require(try CovarianceSpectrum(of: draws, prior: .standardGaussian))
    #expect(spectrum.eigenvalues.count == 29 && spectrum.zeroCount == 91)
    #expect(spectrum.countAbove == 0 && spectrum.countBelow == 0 && spectrum.distance < 0.05)
    // Where both are larger than allowed, rows are chosen.
    let thinned = try #require(try CovarianceSpectrum(of: draws, prior: .standardGaussian, seed: 3, largestSize: 10))
    #expect(thinned.rowCount == 10 && thinned.eigenvalues.count == 9 && thinned.zeroCount == 111)
  }

  @Test func extremesHaveFiniteAnswers() throws {
    for value in [Float(0), 1e30, .greatestFiniteMagnitude] {
      for rows in [[[value], [-value]], [[value], [value]], [[0], [value], [value]]] {
        for prior in [Prior.standardGaussian, .gaussian(mean: 0, standardDeviation: 1e-30), .sphere(radius: 1)] {
          let spectrum = try #require(try CovarianceSpectrum(of: LatentBatch(rows: rows), prior: prior))
          #expect(spectrum.eigenvalues.count == 1 && spectrum.eigenvalues[0].isFinite)
          #expect(spectrum.distance.isFinite && spectrum.effectiveDimension.isFinite)
        }
      }
    }
    let pair = LatentBatch(rows: [[1e30], [-1e30]])
    let spectrum = try #require(try CovarianceSpectrum(of: pair, prior: .standardGaussian))
    #expect(abs(spectrum.eigenvalues[0] / 2e60 - 1) < 1e-6)
  }

  /// More rows than a chunk and more columns than a tile.
  @Test func productsAreSumsOverRows() throws {
    try MatrixProduct.requireLibrary()
    let (n, d) = (700, 70)
    let batch = ComparisonPriors.draws(.standardGaussian, n, dimension: d)
    let weights = (0..<n).map { Float($0 % 7) / 4 }
    let mean = batch.meanRow
    func value(_ row: Int, _ column: Int) -> Double { Double(batch.values[row * d + column]) - mean[column] }
    let table = FeatureTable(centering: batch, threads: 2)
    let weighted = table.products(weights: weights, threads: 2)
    let plain = table.products(threads: 1)
    for (i, j) in [(0, 0), (3, 69), (69, 3), (64, 64), (10, 66)] {
      let expected = (0..<n).reduce(0.0) { $0 + value($1, i) * value($1, j) }
      let expectedWeighted = (0..<n).reduce(0.0) { $0 + Double(weights[$1]) * value($1, i) * value($1, j) }
      #expect(abs(plain[i * d + j] - expected) < 1e-3 && abs(weighted[i * d + j] - expectedWeighted) < 1e-3)
    }
    #expect(table.products(weights: weights, threads: 1) == weighted)
    let combined = table.combined((0..<d).map { Float($0) / 10 })
    let projected = table.projected(weights)
    #expect(abs(Double(combined[650]) - (0..<d).reduce(0.0) { $0 + Double($1) / 10 * value(650, $1) }) < 1e-3)
    #expect(abs(projected[69] - (0..<n).reduce(0.0) { $0 + Double(weights[$1]) * value($1, 69) }) < 1e-3)
  }
}
