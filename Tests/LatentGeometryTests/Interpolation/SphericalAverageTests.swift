import Foundation
import Testing

@testable import LatentGeometry

@Suite struct SphericalAverageTests {
  /// Unit vectors in double precision, all around or on one side of the first.
  private func vectors(_ count: Int, _ dimension: Int, seed: UInt64, oneSided: Bool) -> [[Double]] {
    let batch = LatentBatch.gaussian(count, dimension, seed: seed)
    let rows = (0..<count).map { unit(batch[$0].values.map(Double.init)) }
    return rows.map { oneSided && dot($0, rows[0]) < 0 ? $0.map { -$0 } : $0 }
  }

  private func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
  private func unit(_ x: [Double]) -> [Double] { x.map { $0 / dot(x, x).squareRoot() } }
  private func cosines(_ u: [[Double]]) -> [Double] { u.flatMap { a in u.map { b in max(-1, min(1, dot(a, b))) } } }

  private func sum(_ u: [[Double]], _ c: [Double]) -> [Double] {
    u[0].indices.map { index in zip(u, c).reduce(0) { $0 + $1.1 * $1.0[index] } }
  }

  /// ‖Σ w log_q(u)‖, which vanishes at the average.
  private func pull(_ q: [Double], _ u: [[Double]], _ w: [Double]) -> Double {
    let total = w.reduce(0, +)
    var result = [Double](repeating: 0, count: q.count)
    for (vector, weight) in zip(u, w) {
      let cosine = max(-1, min(1, dot(q, vector)))
      let ratio = weight / total * acos(cosine) / max(1e-9, (1 - cosine * cosine).squareRoot())
      for index in q.indices { result[index] += ratio * (vector[index] - cosine * q[index]) }
    }
    return dot(result, result).squareRoot()
  }

  /// Also where more vectors than dimensions lie all around, so that their linear average nearly vanishes.
  @Test(arguments: [2, 3, 16, 100], [3, 4, 10, 40])
  func theAverageIsWhereThePullsCancel(dimension: Int, count: Int) {
    for seed in 0..<3 {
      for oneSided in [true, false] {
        let u = vectors(count, dimension, seed: UInt64(50 + seed), oneSided: oneSided)
        let w = (0..<count).map { 1 + Double(($0 * 7 + seed) % 5) }
        let c = SphericalAverage.coefficients(cosines: cosines(u), weights: w)
        let q = sum(u, c)
        #expect(abs(dot(q, q) - 1) < 1e-6 && pull(q, u, w) < 1e-6, "seed \(seed), one-sided \(oneSided)")
        // The coefficients hold the point without large parts that cancel.
        #expect(c.reduce(0) { $0 + abs($1) } < 60)
      }
    }
  }

  @Test func twoVectorsHaveSlerpsCoefficients() {
    let u = vectors(2, 5, seed: 60, oneSided: false)
    let angle = acos(dot(u[0], u[1]))
    for t in [-0.5, 0.1, 0.5, 0.75, 1.5] {
      let c = SphericalAverage.coefficients(cosines: cosines(u), weights: [1 - t, t])
      #expect(abs(c[0] - sin((1 - t) * angle) / sin(angle)) < 1e-7)
      #expect(abs(c[1] - sin(t * angle) / sin(angle)) < 1e-7)
    }
  }

  @Test func theOrderOfVectorsAndTheSumOfWeightsDoNotMatter() {
    let u = vectors(7, 4, seed: 61, oneSided: false)
    let w = [3, 1, 4, -0.5, 5, 0, 2]
    let c = SphericalAverage.coefficients(cosines: cosines(u), weights: w)
    let order = [4, 2, 6, 0, 1, 3, 5]
    let other = SphericalAverage.coefficients(cosines: cosines(order.map { u[$0] }), weights: order.map { 10 * w[$0] })
    for (place, index) in order.enumerated() { #expect(abs(c[index] - other[place]) < 1e-6) }
  }

  /// Equal, opposite and evenly spread vectors: finite, of length 1, whatever the weights.
  @Test func degenerateVectorsHaveAnAverage() {
    let (x, y) = ([1.0, 0], [0.0, 1])
    let third = [-0.5, 0.75.squareRoot()]
    for u in [[x, x, x], [x, x.map { -$0 }, y], [x, third, [-0.5, -third[1]]], [x, x.map { -$0 }, x.map { -$0 }]] {
      for w in [[1.0, 1, 1], [0.2, 0.5, 0.3], [2, -1, 0.5], [-1, 2, 3]] {
        let c = SphericalAverage.coefficients(cosines: cosines(u), weights: w)
        let q = sum(u, c)
        #expect(c.allSatisfy { $0.isFinite } && abs(dot(q, q) - 1) < 1e-6, "\(u), \(w)")
      }
    }
  }

  /// Rounded to single precision, as cosines of latents are.
  @Test func roundedCosinesOfNearlyEqualVectorsStayHarmless() {
    let base = vectors(1, 8, seed: 62, oneSided: false)[0]
    let other = vectors(12, 8, seed: 63, oneSided: false)
    let u = other.map { vector in unit(zip(base, vector).map { $0 + 1e-4 * $1 }) }
    let rounded = cosines(u).map { Double(Float($0)) }
    let c = SphericalAverage.coefficients(cosines: rounded, weights: (1...12).map(Double.init))
    for (index, value) in c.enumerated() { #expect(abs(value - Double(index + 1) / 78) < 1e-3) }
  }
}
