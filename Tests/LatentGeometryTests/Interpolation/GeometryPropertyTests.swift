import Foundation
import Testing

@testable import LatentGeometry

/// Turns, arcs, and what stays inside the prior.
@Suite struct GeometryPropertyTests {
  /// A turn of d dimensions, made of random turns in every pair of neighbouring axes; and of the first with the last.
  private func turned(_ batch: LatentBatch, seed: UInt64) -> LatentBatch {
    let d = batch.dimension
    let angles = LatentGenerator(seed: seed).sample(.uniform(low: -3, high: 3), count: 1, dimension: d).values
    return LatentBatch(
      rows: (0..<batch.count).map { row in
        var x = batch[row].values.map(Double.init)
        for axis in 0..<d {
          let (i, j) = (axis, (axis + 1) % d)
          let (c, s) = (cos(Double(angles[axis])), sin(Double(angles[axis])))
          (x[i], x[j]) = (c * x[i] - s * x[j], s * x[i] + c * x[j])
        }
        return x.map { Float($0) }
      }
    )
  }

  @Test(
    arguments: [InterpolationMethod.lerp, .slerp, .nlerp, .matched, .matchedSlerp],
    [Prior.standardGaussian, .sphere(radius: 11.5)]
  )
  func turningThePointsTurnsTheResult(method: InterpolationMethod, prior: Prior) {
    for (dimension, rows) in [
      (2, [[0.3, 0.7]]), (3, [[0.2, 0.3, 0.5], [-0.25, 0.5, 0.75]]), (50, [[0.25, 0.25, 0.5, 1]]),
    ] {
      let draws = LatentGenerator(seed: 31).sample(prior, count: rows[0].count, dimension: dimension)
      let points = InterpolationReference.inOneHalf(draws, prior)
      let interpolator = Interpolator(method, prior: prior, dimension: dimension)
      let table = WeightTable(rows: rows)
      let difference = largestDifference(
        interpolator.combine(turned(points, seed: 32), table),
        turned(interpolator.combine(points, table), seed: 32)
      )
      #expect(difference < 2e-6 * Float(prior.spread), "d = \(dimension)")
    }
  }

  @Test(arguments: AnalogyMethod.allCases, [Prior.standardGaussian, .sphere(radius: 11.5)])
  func turningAnAnalogyTurnsItsResult(analogy: AnalogyMethod, prior: Prior) {
    for dimension in [2, 3, 50] {
      let p = LatentGenerator(seed: 33).sample(prior, count: 3, dimension: dimension)
      let q = turned(p, seed: 34)
      let difference = largestDifference(
        analogy.complete(q[0], q[1], q[2], prior: prior),
        turned(analogy.complete(p[0], p[1], p[2], prior: prior), seed: 34)
      )
      #expect(difference < 2e-6 * Float(prior.spread), "d = \(dimension)")
    }
  }

  private func angle(_ a: [Float], _ b: [Float]) -> Double {
    let (p, q) = (a.map(Double.init), b.map(Double.init))
    func length(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let (u, v) = (p.map { $0 / length(p) }, q.map { $0 / length(q) })
    return 2 * atan2(length(zip(u, v).map { $0 - $1 }), length(zip(u, v).map { $0 + $1 }))
  }

  /// Between equally long ends slerp turns evenly, and matched-slerp between any.
  @Test(arguments: [2, 3, 16, 100])
  func arcsAreTravelledAtConstantSpeed(dimension: Int) {
    let places = InterpolationMethod.places(9)
    let sphere = LatentGenerator(seed: 35).sample(.sphere(radius: 2), count: 2, dimension: dimension)
    let normal = LatentBatch.gaussian(2, dimension, seed: 36)
    for (method, ends) in [(InterpolationMethod.slerp, sphere), (.matchedSlerp, sphere), (.matchedSlerp, normal)] {
      let strip = method.interpolate(from: ends[0], to: ends[1], at: places)
      let whole = angle(ends[0].values, ends[1].values)
      for step in 0..<8 {
        #expect(abs(angle(strip[step].values, strip[step + 1].values) - whole / 8) < 2e-6, "\(method), step \(step)")
      }
    }
  }

  @Test func aPairOfWeightsBeyondItsEndsStaysOnTheCircle() {
    let ends = LatentGenerator(seed: 37).sample(.sphere(radius: 2), count: 2, dimension: 8)
    let strip = InterpolationMethod.slerp.interpolate(from: ends[0], to: ends[1], at: [-1, 0, 1, 2])
    let whole = angle(ends[0].values, ends[1].values)
    for step in 0..<3 { #expect(abs(angle(strip[step].values, strip[step + 1].values) - whole) < 2e-6) }
    for length in strip.lengths() { #expect(abs(length - 2) < 2e-6) }
  }

  /// 10⁶ coordinates over all priors and both methods, by weights of all signs, also of points outside the support;
  /// Benchmarks' law-check looks at 10⁹ more.
  @Test(
    arguments: [InterpolationMethod.matched, .matchedSlerp],
    [
      Prior.uniform(low: -1, high: 1), .uniform(low: 0, high: 3), .uniform(low: 0.1, high: 0.7),
      .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2),
      .truncatedGaussian(mean: 0.1, standardDeviation: 0.3, bound: 1.7),
    ]
  )
  func nothingLeavesTheSupport(method: InterpolationMethod, prior: Prior) throws {
    let support = try #require(prior.support)
    let interpolator = Interpolator(method, prior: prior, dimension: 250)
    var points = LatentGenerator(seed: 38).sample(prior, count: 80, dimension: 250)
    for row in 60..<80 { points.setRow(row, to: points[row].values.map { 3 * $0 + (row < 70 ? 5 : -5) }) }
    var table = WeightTable(pointCount: 80)
    for row in 0..<400 {
      let weights = [1, -0.25, Double(row % 7) / 4, 8]
      table.append((0..<4).map { .init(point: (row * (17 + 2 * $0) + $0) % 80, weight: weights[$0]) })
    }
    let values = interpolator.combine(points, table).values
    let (least, largest) = (try #require(values.min()), try #require(values.max()))
    #expect(least >= support.lowerBound && largest <= support.upperBound)
  }

  @Test(arguments: [InterpolationMethod.matched, .matchedSlerp], [1, 2, 3, 100])
  func aSphereKeepsItsRadius(method: InterpolationMethod, dimension: Int) {
    let prior = Prior.sphere(radius: 11.5)
    let points = LatentGenerator(seed: 39).sample(prior, count: 60, dimension: dimension)
    let interpolator = Interpolator(method, prior: prior, dimension: dimension)
    var table = WeightTable(pointCount: 60)
    for row in 0..<50 {
      table.append((0..<5).map { .init(point: row + $0, weight: $0 == 0 ? -0.5 : 0.75) })
    }
    for length in interpolator.combine(points, table).lengths() { #expect(abs(length / 11.5 - 1) < 3e-7) }
    let strip = interpolator.interpolate(from: points[0..<30], to: points[30..<60], at: [-0.25, 0.5, 3])
    for length in strip.lengths() { #expect(abs(length / 11.5 - 1) < 3e-7) }
  }

  /// A vicinity of radius r turns a point by an angle whose cosine is about √(1 - r²), within the prior's law.
  @Test func aVicinityEndsInItsPointAndInTheDraws() {
    let (point, draws) = (LatentBatch.gaussian(1, 400, seed: 40), LatentBatch.gaussian(6, 400, seed: 41))
    let interpolator = Interpolator(.matched, dimension: 400)
    #expect(interpolator.vicinity(of: point, draws: draws, radius: 0) == point.rows([0, 0, 0, 0, 0, 0]))
    #expect(interpolator.vicinity(of: point, draws: draws, radius: 1) == draws)
    for row in 0..<6 {
      let near = interpolator.vicinity(of: point, draws: draws, radius: 0.6)[row]
      // √(1 - 0.36) = 0.8, with a standard error of about 1/√400.
      #expect(abs(cos(angle(near.values, point.values)) - 0.8) < 0.15)
    }
  }
}
