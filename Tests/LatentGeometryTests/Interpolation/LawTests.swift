import Testing

@testable import LatentGeometry

/// Whether `matched` and `matched-slerp` keep the prior's law: Kolmogorov–Smirnov on the lengths of 2,000 results, seeds fixed.
///
/// √n D has its 1e-4 quantile at 2.23, for two samples with n m / (n + m) in the place of n. The same with 100,000 results and
/// up to 512 dimensions is law-check in Benchmarks.
@Suite struct LawTests {
  static let count = 2000
  /// Another mean and spread, or other bounds, change nothing but units.
  static let priors: [Prior] = [
    .gaussian(mean: 0.5, standardDeviation: 2), .uniform(low: 0, high: 3), .sphere(radius: 11.5),
    .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2),
  ]
  static let settings: [[Double]] = [[0.5, 0.5], [-0.5, 1.5], [0.1, 0.2, 0.3, 0.4]]

  @Test(arguments: [InterpolationMethod.matched, .matchedSlerp], priors)
  func lengthsFollowThePriorsLaw(method: InterpolationMethod, prior: Prior) {
    for dimension in [2, 9] {
      let draws = LatentGenerator(seed: 81).sample(prior, count: 4 * Self.count, dimension: dimension)
      let fresh = measures(LatentGenerator(seed: 82).sample(prior, count: 2 * Self.count, dimension: dimension), prior)
      let interpolator = Interpolator(method, prior: prior, dimension: dimension)
      for weights in Self.settings {
        var table = WeightTable(pointCount: draws.count)
        for row in 0..<Self.count {
          table.append(weights.enumerated().map { .init(point: row + $0.offset * Self.count, weight: $0.element) })
        }
        let results = measures(interpolator.combine(draws, table), prior)
        let (n, m) = (Double(results.count), Double(fresh.count))
        let statistic = distance(results, fresh) * (n * m / (n + m)).squareRoot()
        #expect(statistic < 2.23, "d = \(dimension), weights \(weights)")
        if case .gaussian(_, let sd) = prior {
          let law = ChiLaw(dimension: dimension)
          let exact = distance(results) { law.cumulative(Double($0) / Double(sd)) } * n.squareRoot()
          #expect(exact < 2.23, "d = \(dimension), weights \(weights)")
        }
      }
    }
  }

  /// The test can fail: lerp's middles are shorter by √2.
  @Test func linearMiddlesFail() {
    let draws = LatentBatch.gaussian(2 * Self.count, 16, seed: 83)
    let middles = lerp(from: draws[0..<Self.count], to: draws[Self.count..<2 * Self.count], at: 0.5)
    let law = ChiLaw(dimension: 16)
    let statistic = distance(measures(middles, .standardGaussian)) { law.cumulative(Double($0)) }
    #expect(statistic * Double(Self.count).squareRoot() > 10)
  }

  @Test(arguments: priors)
  func matchedAnalogiesFollowThePriorsLaw(prior: Prior) {
    let draws = LatentGenerator(seed: 84).sample(prior, count: 3 * Self.count, dimension: 5)
    let parts = (0..<3).map { draws[$0 * Self.count..<($0 + 1) * Self.count] }
    let results = measures(AnalogyMethod.matched.complete(parts[0], parts[1], parts[2], prior: prior), prior)
    let fresh = measures(LatentGenerator(seed: 85).sample(prior, count: 2 * Self.count, dimension: 5), prior)
    let (n, m) = (Double(results.count), Double(fresh.count))
    #expect(distance(results, fresh) * (n * m / (n + m)).squareRoot() < 2.23)
  }

  /// Lengths in order; on a sphere, where all are the radius, the first coordinates.
  private func measures(_ batch: LatentBatch, _ prior: Prior) -> [Float] {
    if case .sphere = prior { return (0..<batch.count).map { batch.values[$0 * batch.dimension] }.sorted() }
    return batch.lengths(around: prior.center).map { Float($0) }.sorted()
  }

  private func distance(_ values: [Float], to cumulative: (Float) -> Double) -> Double {
    let n = Double(values.count)
    var largest = 0.0
    for (index, value) in values.enumerated() {
      let p = cumulative(value)
      largest = max(largest, p - Double(index) / n, Double(index + 1) / n - p)
    }
    return largest
  }

  /// The largest difference of two samples' distribution functions.
  private func distance(_ a: [Float], _ b: [Float]) -> Double {
    var (i, j, largest) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      let value = min(a[i], b[j])
      while i < a.count, a[i] == value { i += 1 }
      while j < b.count, b[j] == value { j += 1 }
      largest = max(largest, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
    }
    return largest
  }
}
