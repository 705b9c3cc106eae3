import LatentGeometry
import Testing

@testable import Manifold

@Suite struct BootstrapIntervalTests {
  /// Wilson's interval of a share.
  private static func wilson(_ share: Share) -> ClosedRange<Double> {
    let (n, p, z) = (Double(share.total), share.value, 1.959964)
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return middle - half...middle + half
  }

  @Test(arguments: [Share(30, of: 100), Share(5, of: 400), Share(19_000, of: 20_000)])
  func sharesAgreeWithWilson(share: Share) {
    let interval = BootstrapInterval(ofShare: share, seed: 3, replicateCount: 4000)
    let wilson = Self.wilson(share)
    let width = wilson.upperBound - wilson.lowerBound
    #expect(interval.estimate == share.value && interval.level == 0.95 && interval.replicateCount == 4000)
    #expect(abs(interval.lower - wilson.lowerBound) < 0.25 * width)
    #expect(abs(interval.upper - wilson.upperBound) < 0.25 * width)
  }

  /// Binomial numbers are what resampled flags have: mean and variance of 20,000 draws.
  @Test func sharesAreBinomial() {
    let replicates = Share(3, of: 10).replicates(seed: 1, series: 0, count: 20_000)
    let variance = replicates.reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) } / 20_000
    #expect(abs(replicates.mean - 0.3) < 0.004 && abs(variance - 0.021) < 0.001)
    #expect(abs(Double(replicates.count { $0 == 0 }) / 20_000 - 0.0282) < 0.005)
    #expect(Share(0, of: 5).replicates(seed: 1, series: 0, count: 9).allSatisfy { $0 == 0 })
    #expect(Share(5, of: 5).replicates(seed: 1, series: 0, count: 9).allSatisfy { $0 == 1 })
  }

  @Test func meansAgreeWithNormalTheoryAndWithShares() {
    let values = ComparisonPriors.draws(.gaussian(mean: 5, standardDeviation: 2), 103, dimension: 1).values.map(
      Double.init
    )
    let interval = BootstrapInterval(ofMean: values, seed: 3)
    let variance = values.reduce(0) { $0 + ($1 - values.mean) * ($1 - values.mean) } / 103
    let half = 1.96 * (variance / 103).squareRoot()
    #expect(interval.estimate == values.mean)
    #expect(
      abs(interval.lower - (values.mean - half)) < 0.2 * half && abs(interval.upper - (values.mean + half)) < 0.2 * half
    )
    let flags = (0..<100).map { $0 < 30 ? 1.0 : 0 }
    let mean = BootstrapInterval(ofMean: flags, seed: 3, replicateCount: 2000)
    let share = BootstrapInterval(ofShare: Share(30, of: 100), seed: 9, replicateCount: 2000)
    #expect(abs(mean.lower - share.lower) < 0.021 && abs(mean.upper - share.upper) < 0.021)
  }

  @Test func differencesAreOfIndependentItems() {
    let difference = BootstrapInterval(
      ofShare: Share(60, of: 100),
      minus: Share(30, of: 100),
      seed: 1,
      replicateCount: 4000
    )
    let half = 1.96 * (0.24 / 100 + 0.21 / 100).squareRoot()
    #expect(abs(difference.estimate - 0.3) < 1e-12)
    #expect(abs(difference.lower - (0.3 - half)) < 0.02 && abs(difference.upper - (0.3 + half)) < 0.02)
    // The same items on both sides are still drawn apart.
    let same = BootstrapInterval(ofShare: Share(50, of: 100), minus: Share(50, of: 100), seed: 1)
    #expect(same.estimate == 0 && same.lower < -0.1 && same.upper > 0.1)
    let values = (0..<50).map { Double($0 % 5) }
    let means = BootstrapInterval(ofMean: values, minus: values, seed: 1)
    #expect(means.estimate == 0 && means.lower < -0.3 && means.upper > 0.3)
  }

  /// The delta method: var(a/b) = (var a - 2 r cov(a, b) + r² var b) / (n b²).
  @Test func ratiosAgreeWithTheDeltaMethod() {
    let law = Prior.gaussian(mean: 0, standardDeviation: 1)
    let draws: [Double] = ComparisonPriors.draws(law, 400, dimension: 2).values.map(Double.init)
    var (above, below): ([Double], [Double]) = ([], [])
    for item in 0..<400 {
      let (first, second) = (draws[2 * item], draws[2 * item + 1])
      below.append(10 + first)
      above.append(5 + 0.5 * first + second)
    }
    let interval = BootstrapInterval(ofMean: above, over: below, seed: 3, replicateCount: 4000)
    let ratio = above.mean / below.mean
    var squares = 0.0
    for (a, b) in zip(above, below) {
      let residual: Double = a - ratio * b
      squares += residual * residual
    }
    let half = 1.96 * (squares / 400 / 400).squareRoot() / below.mean
    #expect(interval.estimate == ratio)
    #expect(abs(interval.lower - ratio + half) < 0.15 * half)
    #expect(abs(interval.upper - ratio - half) < 0.15 * half)
    // Numbers that are drawn together and proportional leave nothing to chance.
    let same = BootstrapInterval(ofMean: below.map { 3 * $0 }, over: below, seed: 1)
    #expect(abs(same.lower - 3) < 1e-12 && abs(same.upper - 3) < 1e-12)
  }

  @Test func theSeedDecides() {
    let values = (0..<40).map { Double($0 * $0) }
    let interval = BootstrapInterval(ofMean: values, seed: 1)
    #expect(BootstrapInterval(ofMean: values, seed: 1) == interval)
    #expect(BootstrapInterval(ofMean: values, seed: 2) != interval)
    let narrow = BootstrapInterval(ofMean: values, seed: 1, level: 0.5)
    #expect(narrow.lower > interval.lower && narrow.upper < interval.upper)
    #expect(BootstrapInterval(ofMean: [7], seed: 1).lower == 7 && BootstrapInterval(ofMean: [7], seed: 1).upper == 7)
  }
}
