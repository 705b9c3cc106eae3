import Testing

@testable import LatentGeometry

/// Finite in, finite out; what is not finite stays in its own rows.
@Suite struct DegenerateInputTests {
  static let methods = InterpolationMethod.allCases
  static let priors = PriorTests.priors
  static let places = [-1e300, -1e30, -1e6, -0.5, 0, 1e-300, 0.5, 1, 1.5, 1e6, 1e30, 1e300]

  struct Pair: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var a: [Float]
    var b: [Float]

    init(_ name: String, _ a: [Float], _ b: [Float]) { (testDescription, self.a, self.b) = (name, a, b) }
  }

  static let pairs = [
    Pair("zero and zero", [0, 0, 0], [0, 0, 0]),
    Pair("zero and vector", [0, 0, 0], [1, 2, 3]),
    Pair("the same", [1, 2, 3], [1, 2, 3]),
    Pair("parallel", [1, 2, 3], [2, 4, 6]),
    Pair("antipodal", [1, 2, 3], [-1, -2, -3]),
    Pair("antipodal, unequal", [1, 1, 1], [-3, -3, -3]),
    Pair("antipodal in two dimensions", [1, 1], [-1, -1.000_000_1]),
    Pair("nearly antipodal", [1, 2, 3], [-1, -2, -3.000_01]),
    Pair("nearly parallel", [1, 2, 3], [1, 2, 3.000_001]),
    Pair("tiny", [1e-25, 0, 2e-25], [0, 1e-25, 0]),
    Pair("below the normal numbers", [0x1p-146, 0, 0x1p-138], [0, 0x1p-133, 0]),
    Pair("tiny and ordinary", [1e-25, 0, 0], [1, 2, 3]),
    Pair("huge", [1e25, 0, -1e25], [0, 1e25, 1]),
    Pair("huge and tiny", [1e25, 2e25, 0], [1e-25, 0, 1e-25]),
    Pair("huge, antipodal", [1e25, 2e25, 3e25], [-1e25, -2e25, -3e25]),
    Pair("one dimension", [2], [3]),
    Pair("one dimension, opposite", [2], [-2]),
    Pair("one dimension, zero", [0], [-2]),
    Pair("the ends of a support", [-1, 1, 0], [1, -1, 0]),
    Pair("outside a support", [-5, 2, 100], [4, -30, 0.5]),
  ]

  @Test(arguments: methods, priors)
  func pathsAreFinite(method: InterpolationMethod, prior: Prior) {
    for pair in Self.pairs {
      let (a, b) = (LatentBatch(rows: [pair.a]), LatentBatch(rows: [pair.b]))
      let interpolator = Interpolator(method, prior: prior, dimension: pair.a.count)
      let strip = interpolator.interpolate(from: a, to: b, at: Self.places)
      #expect(strip.isFinite, "\(pair.testDescription)")
      let back = interpolator.interpolate(from: b, to: a, at: [0.75, 0.5])
      let there = interpolator.interpolate(from: a, to: b, at: [0.25, 0.5])
      // Swapping the ends is rounding, of opposite ends within the 1e-6 in which they count as such.
      let size = max(a.length, b.length, prior.spread, abs(Double(prior.center)))
      let difference = zip(there.values, back.values).reduce(0.0) { max($0, Double(abs($1.0 - $1.1)) / size) }
      #expect(difference < 1e-5, "\(pair.testDescription)")
    }
  }

  @Test(arguments: methods, priors)
  func combinationsAreFinite(method: InterpolationMethod, prior: Prior) {
    let rows = [
      [0.5, 0.25, 0.25], [1, 1, 1], [2, -1, -0.5], [-1, 1, 1], [0, 0, 0], [1e-300, 0, 1], [1e30, 1, -1e29], [3, 0, 0],
    ]
    let sumless = [[1, -1, 0], [0.5, 0.5, -1], [-1, -2, -3], [1e300, -1e300, 1]]
    let needsSum = method.needsPositiveSum
    for pair in Self.pairs {
      let third = zip(pair.a, pair.b).map { -($0 + $1) / 2 }
      let interpolator = Interpolator(method, prior: prior, dimension: pair.a.count)
      let table = WeightTable(rows: rows + (needsSum ? [] : sumless))
      for points in [[pair.a, pair.b, third], [pair.b, pair.a, pair.a]] {
        let result = interpolator.combine(LatentBatch(rows: points), table)
        #expect(result.count == table.count && result.isFinite, "\(pair.testDescription)")
      }
    }
  }

  @Test(arguments: AnalogyMethod.allCases, priors)
  func analogiesAreFinite(analogy: AnalogyMethod, prior: Prior) {
    for pair in Self.pairs {
      let (a, b) = (LatentBatch(rows: [pair.a]), LatentBatch(rows: [pair.b]))
      for (x, y, z) in [(a, b, b), (a, a, b), (b, a, a), (a, b, a)] {
        #expect(analogy.complete(x, y, z, prior: prior).isFinite, "\(pair.testDescription)")
      }
    }
    let empty = LatentBatch(count: 0, dimension: 3)
    #expect(analogy.complete(empty, empty, empty, prior: prior) == empty)
  }

  @Test(arguments: methods, priors)
  func whatIsNotFiniteStaysInItsRows(method: InterpolationMethod, prior: Prior) {
    for value in [Float.nan, .infinity, -.infinity] { checkIsolation(of: value, method, prior) }
  }

  private func checkIsolation(of value: Float, _ method: InterpolationMethod, _ prior: Prior) {
    var points = LatentGenerator(seed: 71).sample(prior, count: 4, dimension: 5)
    let clean = points
    points.setRow(1, to: [0.5, value, 0.25, 0, -0.5])
    let interpolator = Interpolator(method, prior: prior, dimension: 5)
    let table = WeightTable(rows: [
      [0.5, 0, 0.25, 0.25], [0.5, 0.5, 0, 0], [1, 0, 0, 0], [0, 0.25, 0.5, 0.25], [0, 0, 0.5, 0.5],
    ])
    let (result, expected) = (interpolator.combine(points, table), interpolator.combine(clean, table))
    for row in [0, 2, 4] { #expect(result[row] == expected[row]) }
    // A coordinate of infinite size lies outside a support, or has a probability of 1, like any large number.
    if value.isNaN { for row in [1, 3] { #expect(result[row].values.contains { $0.isNaN }) } }

    let ends = interpolator.interpolate(from: points[0..<2], to: points[1..<3], at: [0, 0.5, 1])
    #expect(ends[0] == points[0] && ends[5] == points[2])
    let pairs = interpolator.interpolate(from: points[0..<3], to: clean[1..<4], at: [0.5])
    let cleanPairs = interpolator.interpolate(from: clean[0..<3], to: clean[1..<4], at: [0.5])
    #expect(pairs[0] == cleanPairs[0] && pairs[2] == cleanPairs[2])
    if value.isNaN { #expect(pairs[1].values.contains { $0.isNaN }) }
  }

  @Test(arguments: methods, priors)
  func emptyBatchesStayEmpty(method: InterpolationMethod, prior: Prior) {
    let empty = LatentBatch(count: 0, dimension: 4)
    let interpolator = Interpolator(method, prior: prior, dimension: 4)
    #expect(interpolator.interpolate(from: empty, to: empty, at: [0, 0.5]) == empty)
    let points = LatentBatch.gaussian(2, 4, seed: 72)
    #expect(interpolator.interpolate(from: points, to: points, at: []) == empty)
    #expect(interpolator.combine(points, WeightTable(pointCount: 2)) == empty)
    #expect(interpolator.vicinity(of: points[0], draws: empty, radius: 0.5) == empty)
  }

  /// A point by itself with another weight than 1: scaled where the method is proportional, drawn to the centre or not at all
  /// by those that keep the law.
  @Test(arguments: methods, priors)
  func aSinglePointMayHaveAnyPositiveWeight(method: InterpolationMethod, prior: Prior) {
    let point = LatentGenerator(seed: 73).sample(prior, count: 1, dimension: 3)
    let interpolator = Interpolator(method, prior: prior, dimension: 3)
    let result = interpolator.combine(point, WeightTable(rows: [[0.5], [2]]))
    #expect(result.isFinite)
    let center = method == .lerp ? 0 : prior.center
    for (row, weight) in [(0, Float(0.5)), (1, 2)] {
      for (value, x) in zip(result[row].values, point.values) {
        switch method {
        case .lerp, .slerp, .nlerp: #expect(abs(value - (center + weight * (x - center))) < 4e-6 * Float(prior.spread))
        case .matched, .matchedSlerp: #expect(abs(value - x) < 3e-6 * Float(prior.spread))
        case .gaussianLerp, .gaussianSlerp: continue
        }
      }
    }
  }

  @Test func weightsThatCancelAreLeftOut() {
    var table = WeightTable(pointCount: 3)
    table.append([.init(point: 1, weight: 0.5), .init(point: 2, weight: 1), .init(point: 1, weight: -0.5)])
    #expect(table[0] == [.init(point: 2, weight: 1)])
    let points = LatentBatch(rows: [[1, 2], [.nan, 3], [5, 6]])
    #expect(Interpolator(.slerp, dimension: 2).combine(points, table) == points[2])
  }

  @Test func aRowMayNameManyPointsAndEachTwice() {
    let count = 30_000
    var table = WeightTable(pointCount: count)
    table.append((0..<2 * count).map { .init(point: $0 % count, weight: 0.5 / Double(count)) })
    #expect(table[0].count == count && table[0].map(\.point) == Array(0..<count))
    #expect(table[0].allSatisfy { abs($0.weight * Double(count) - 1) < 1e-12 })
    let points = LatentBatch(count: count, dimension: 1, values: (0..<count).map { Float($0 % 3) })
    let mean = Interpolator(.lerp, dimension: 1).combine(points, table).values[0]
    #expect(abs(mean - 1) < 1e-6)
  }

  /// Opposite ends have one half circle, whichever end comes first and however the weights are written.
  @Test(arguments: [InterpolationMethod.slerp, .gaussianSlerp, .matchedSlerp])
  func oppositeEndsHaveOneHalfCircle(method: InterpolationMethod) {
    for (a, b) in [([1, 1], [-1, -1]), ([1, 1], [-1.000_000_1, -1]), ([0.5, 2, -1], [-0.5, -2, 1])]
      as [([Float], [Float])]
    {
      let points = LatentBatch(rows: [a, b])
      let interpolator = Interpolator(method, dimension: a.count)
      let there = interpolator.interpolate(from: points[0], to: points[1], at: [0.1, 0.5, 0.9])
      let back = interpolator.interpolate(from: points[1], to: points[0], at: [0.9, 0.5, 0.1])
      #expect(largestDifference(there, back) < 1e-5)
      // 1 - 0.9 is not 0.1 in binary, and (2, 2) is no pair (1 - t, t).
      let combined = interpolator.combine(points, WeightTable(rows: [[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]]))
      #expect(largestDifference(there, combined) < 1e-6)
      let middle = zip(a, there[1].values).reduce(0) { $0 + $1.0 * $1.1 }
      // Of probabilities the middle is at right angles, of their latents only about.
      #expect(abs(middle) < (method == .gaussianSlerp ? 0.5 : 1e-5) && there[1].length > 0.5)
    }
  }

  /// Near opposite ends transport turns by nearly half a circle in the plane of both, until within 1e-6 there is no plane.
  @Test func transportIsContinuousUpToOppositeDirections() {
    let (a, b) = (LatentBatch(rows: [[2, 0, 0]]), LatentBatch(rows: [[2, 0.5, 0.25]]))
    var last: LatentBatch?
    for gap in [1e-2, 1e-3, 1e-4, 1e-5, 4e-6] as [Float] {
      let result = AnalogyMethod.transport.complete(a, b, LatentBatch(rows: [[-2, gap, 0]]))
      if let last { #expect(largestDifference(result, last) < 2e-2) }
      last = result
    }
  }

  /// Sums of the largest numbers leave single precision on the way, and end within it.
  @Test(arguments: InterpolationMethod.allCases)
  func theLargestNumbersGiveNumbers(method: InterpolationMethod) {
    let largest: Float = 3.4e38
    let signs: [[Float]] = [[1, -1, -1], [1, 1, 1], [1, 1, -1], [1, -1, -1], [-1, -1, -1], [1, 1, 1]]
    let points = LatentBatch(rows: signs.map { $0.map { $0 * largest } })
    let weights = [0.4700568, 1.3725314, 0.3039309, -1.3493906, 0.28702274, -0.48078823]
    let result = Interpolator(method, dimension: 3).combine(points, WeightTable(rows: [weights]))
    #expect(result.isFinite, "\(result.values)")
  }

  /// An analogy that leads beyond the largest numbers ends at them.
  @Test(arguments: AnalogyMethod.allCases, [1, 2])
  func analogiesOfTheLargestNumbersAreNumbers(method: AnalogyMethod, dimension: Int) {
    let far = LatentBatch(count: 1, dimension: dimension, repeating: 3.4e38)
    let opposite = LatentBatch(count: 1, dimension: dimension, repeating: -3.4e38)
    #expect(method.complete(far, opposite, opposite).isFinite)
  }
}
