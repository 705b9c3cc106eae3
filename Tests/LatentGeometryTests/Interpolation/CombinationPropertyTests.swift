import Testing

@testable import LatentGeometry

/// What holds for every method under every prior.
@Suite struct CombinationPropertyTests {
  static let methods = InterpolationMethod.allCases
  static let priors = PriorTests.priors

  /// Draws of a prior, some of them mirrored, so that all lie on one side of its centre: far from the places where the way
  /// around the sphere is not decided.
  private func draws(_ prior: Prior, _ count: Int, _ dimension: Int, seed: UInt64) -> LatentBatch {
    let batch = LatentGenerator(seed: seed).sample(prior, count: count, dimension: dimension)
    return InterpolationReference.inOneHalf(batch, prior)
  }

  private func combined(
    _ method: InterpolationMethod,
    _ prior: Prior,
    _ points: LatentBatch,
    _ rows: [[Double]]
  ) -> LatentBatch {
    Interpolator(method, prior: prior, dimension: points.dimension).combine(points, WeightTable(rows: rows))
  }

  /// Bits, not numbers: -0 is kept, and points outside the support are.
  @Test(arguments: methods, priors)
  func aSingleWeightOfOneIsThePoint(method: InterpolationMethod, prior: Prior) {
    for dimension in [1, 2, 9, 33] {
      var points = draws(prior, 3, dimension, seed: 1)
      points.setRow(1, to: [Float](repeating: -0.0, count: dimension))
      points.setRow(2, to: (0..<dimension).map { $0.isMultiple(of: 2) ? 1e6 : -1e-30 })
      let bits = points.values.map(\.bitPattern)
      let combination = combined(method, prior, points, [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
      #expect(combination.values.map(\.bitPattern) == bits)
      let interpolator = Interpolator(method, prior: prior, dimension: dimension)
      let ends = interpolator.interpolate(from: points, to: points.rows([1, 2, 0]), at: [0, 1])
      #expect(ends.rows([0, 2, 4]).values.map(\.bitPattern) == bits)
      #expect(ends.rows([1, 3, 5]).values.map(\.bitPattern) == points.rows([1, 2, 0]).values.map(\.bitPattern))
    }
  }

  @Test(arguments: methods, priors)
  func theOrderOfPointsDoesNotMatter(method: InterpolationMethod, prior: Prior) {
    for (dimension, weights) in [(2, [0.3, 0.7]), (3, [0.1, 0.5, 0.4]), (40, [-0.25, 0.5, 0.25, 0.75, 1])] {
      let points = draws(prior, weights.count, dimension, seed: 2)
      let turned = points.rows(Array((0..<weights.count).reversed()))
      let one = combined(method, prior, points, [weights])
      let other = combined(method, prior, turned, [weights.reversed()])
      #expect(largestDifference(one, other) < 2e-6 * Float(max(prior.spread, 1)), "d = \(dimension)")
    }
  }

  @Test(arguments: methods, priors)
  func zeroWeightsChangeNothing(method: InterpolationMethod, prior: Prior) {
    let points = draws(prior, 5, 12, seed: 3)
    let few = combined(method, prior, points.rows([0, 2, 4]), [[0.5, 0.125, 0.75]])
    #expect(combined(method, prior, points, [[0.5, 0, 0.125, 0, 0.75]]) == few)
    let pair = combined(method, prior, points.rows([0, 4]), [[0.25, 0.75]])
    #expect(combined(method, prior, points, [[0.25, 0, 0, 0, 0.75]]) == pair)
  }

  /// Only for methods in which a point is a place: those that keep the law take two equal points for two draws, which together
  /// weigh less than one with both weights.
  @Test(arguments: [InterpolationMethod.lerp, .slerp, .nlerp, .gaussianLerp, .gaussianSlerp], priors)
  func aPointMayBeSplitInTwo(method: InterpolationMethod, prior: Prior) {
    for weights in [[0.25, 0.5, 0.25], [0.5, 0.75, -0.25]] {
      let points = draws(prior, 3, 6, seed: 4)
      let whole = combined(method, prior, points, [weights])
      let split = combined(
        method,
        prior,
        points.rows([0, 1, 1, 2]),
        [[weights[0], weights[1] - 0.125, 0.125, weights[2]]]
      )
      #expect(largestDifference(whole, split) < 3e-6 * Float(max(prior.spread, 1)))
    }
  }

  /// Equal points are a place for these methods; ``InterpolationMethod/matched`` and ``InterpolationMethod/matchedSlerp``
  /// take them for independent draws, whose mean is shorter and is made longer again.
  @Test(arguments: methods, priors)
  func equalPointsGiveThePoint(method: InterpolationMethod, prior: Prior) {
    let point = draws(prior, 1, 7, seed: 5)
    let keepsLaw = method == .matched || method == .matchedSlerp
    let middle = method.interpolate(from: point, to: point, at: 0.3, prior: prior)
    let mean = combined(method, prior, point.rows([0, 0, 0]), [[0.2, 0.3, 0.5]])
    let tolerance = 2e-6 * Float(max(prior.spread, 1))
    if case .sphere = prior {
      // All draws of a sphere are equally long. Gaussian methods see coordinates ten sd away, whose tails are rounded.
      #expect(largestDifference(middle, point) < 2 * tolerance && largestDifference(mean, point) < 2 * tolerance)
    } else {
      #expect((largestDifference(middle, point) < tolerance) == !keepsLaw)
      #expect((largestDifference(mean, point) < tolerance) == !keepsLaw)
    }
  }

  @Test(arguments: methods, priors)
  func weightsOfAPairInterpolate(method: InterpolationMethod, prior: Prior) {
    let places = [-0.25, 0, 0.1, 0.5, 0.9, 1, 1.25]
    for dimension in [1, 2, 33] {
      let points = LatentGenerator(seed: 6).sample(prior, count: 2, dimension: dimension)
      let interpolator = Interpolator(method, prior: prior, dimension: dimension)
      let strip = interpolator.interpolate(from: points[0], to: points[1], at: places)
      #expect(interpolator.combine(points, .pair(at: places)) == strip)
    }
  }

  /// What is in the direction only is independent of the weights' sum; slerp, lerp and nlerp are proportional to it.
  @Test(arguments: [InterpolationMethod.lerp, .slerp, .nlerp, .matched, .matchedSlerp], priors)
  func largerWeightsScaleOrChangeNothing(method: InterpolationMethod, prior: Prior) {
    let points = draws(prior, 4, 9, seed: 7)
    for weights in [[0.2, 0.8], [0.2, 0.3, 0.1, 0.4]] {
      let points = points[0..<weights.count]
      let one = combined(method, prior, points, [weights])
      let four = combined(method, prior, points, [weights.map { 4 * $0 }])
      let keepsLaw = method == .matched || method == .matchedSlerp
      let center = method == .lerp ? 0 : prior.center
      let scaled = one.values.map { keepsLaw ? $0 : center + 4 * ($0 - center) }
      let expected = LatentBatch(count: 1, dimension: 9, values: scaled)
      #expect(largestDifference(expected, four) < 8e-6 * Float(max(prior.spread, 1)), "\(weights)")
    }
  }

  @Test func noWeightsGiveTheCentre() {
    for prior in Self.priors {
      let points = draws(prior, 2, 5, seed: 8)
      for method in Self.methods {
        let result = combined(method, prior, points, [[0, 0]])
        let expected: Float =
          switch method {
          case .lerp: 0
          case .gaussianLerp, .gaussianSlerp: if case .gaussian(let mean, _) = prior { mean } else { 0 }
          default: prior.center
          }
        for value in result.values { #expect(abs(value - expected) < 2e-6, "\(method), \(prior)") }
      }
    }
  }
}
