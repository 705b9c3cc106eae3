import LatentGeometry
import Testing

@Suite struct LatentGeneratorTests {
  @Test(arguments: PriorTests.priors)
  func rowsDoNotDependOnTheBatch(prior: Prior) {
    let generator = LatentGenerator(seed: 42)
    let whole = generator.sample(prior, count: 10, dimension: 7)
    let parts = [0..<3, 3..<4, 4..<10].map {
      generator.sample(prior, count: $0.count, dimension: 7, startingAt: $0.lowerBound)
    }
    #expect(LatentBatch.concatenating(parts) == whole)
  }

  @Test func narrowerRowsAreTheBeginningOfWiderOnes() {
    let generator = LatentGenerator(seed: 0)
    let wide = generator.sample(.standardGaussian, count: 1, dimension: 9)
    let narrow = generator.sample(.standardGaussian, count: 1, dimension: 4)
    #expect(narrow.values == Array(wide.values[..<4]))
  }

  @Test func seedsAndStreamsDiffer() {
    let generator = LatentGenerator(seed: 1)
    let one = generator.sample(.standardGaussian, count: 4, dimension: 8)
    #expect(one != LatentGenerator(seed: 2).sample(.standardGaussian, count: 4, dimension: 8))
    #expect(one != LatentGenerator(seed: 1 << 32).sample(.standardGaussian, count: 4, dimension: 8))
    #expect(one != generator.sample(.standardGaussian, count: 4, dimension: 8, stream: .posterior))
    #expect(one == LatentGenerator(seed: 1).sample(.standardGaussian, count: 4, dimension: 8))
  }

  @Test func seedZeroIsASeed() {
    let batch = LatentGenerator(seed: 0).sample(.standardGaussian, count: 1, dimension: 100)
    #expect(abs(batch.length - 10) < 3)
  }

  /// 200,000 draws, seed 3: the standard errors of mean and sd are 0.0022 and 0.0016 for a unit variance; five of them
  /// are allowed.
  @Test(arguments: PriorTests.priors)
  func momentsAreThePriors(prior: Prior) {
    let dimension = 100
    let batch = LatentGenerator(seed: 3).sample(prior, count: 2000, dimension: dimension)
    let statistics = PriorStatistics(of: batch, prior: prior)
    let spread = statistics.law.mean / Double(dimension).squareRoot()
    #expect(abs(statistics.coordinateMean - Double(prior.centers(dimension: 1)[0])) < 0.012 * spread)
    #expect(abs(statistics.meanLength - statistics.law.mean) < 0.012 * statistics.law.mean)
    let sd = statistics.law.standardDeviation
    #expect(abs(statistics.lengthStandardDeviation - sd) < 0.08 * sd + 1e-4 * statistics.law.mean)
    #expect(statistics.shareOutsideSupport == 0)
  }

  /// Kolmogorov–Smirnov against the uniform law, n = 100,000, seed 4: the 1e-4 quantile of √n D is 2.23.
  @Test func coordinatesFollowTheirLaw() {
    let batch = LatentGenerator(seed: 4).sample(.uniform(low: 0, high: 1), count: 1000, dimension: 100)
    let sorted = batch.values.map(Double.init).sorted()
    let n = Double(sorted.count)
    var distance = 0.0
    for (index, value) in sorted.enumerated() {
      distance = max(distance, abs(value - Double(index) / n), abs(Double(index + 1) / n - value))
    }
    #expect(n.squareRoot() * distance < 2.23)
  }

  @Test func neighboursAreUncorrelated() {
    let batch = LatentGenerator(seed: 5).sample(.standardGaussian, count: 500, dimension: 200)
    var (across, down) = (0.0, 0.0)
    for row in 0..<499 {
      for column in 0..<199 {
        let here = Double(batch.values[row * 200 + column])
        across += here * Double(batch.values[row * 200 + column + 1])
        down += here * Double(batch.values[(row + 1) * 200 + column])
      }
    }
    // 99,301 products of variance 1: five standard errors are 0.016.
    #expect(abs(across / 99_301) < 0.016)
    #expect(abs(down / 99_301) < 0.016)
  }
}
