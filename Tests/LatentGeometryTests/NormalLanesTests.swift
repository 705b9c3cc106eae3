import Foundation
import Testing

@testable import LatentGeometry

/// The errors beside NormalLanes' documentation, over all of its range.
@Suite struct NormalLanesTests {
  private func tail(_ a: Float) -> Float { NormalLanes.tail(SIMD8(repeating: a))[5] }
  private func score(_ p: Float) -> Float { NormalLanes.score(ofTail: SIMD8(repeating: p))[2] }

  @Test func tailsAreWithinTheirError() {
    for a in stride(from: Float(0), through: 6, by: 0.003) {
      let exact = normalCumulative(Double(-a))
      #expect(abs(Double(tail(a)) / exact - 1) < 1.5e-6, "a = \(a)")
    }
    for a in stride(from: Float(6), through: 13, by: 0.05) {
      let exact = normalCumulative(Double(-a))
      #expect(abs(Double(tail(a)) / exact - 1) < 1e-4, "a = \(a)")
    }
    for a in [13, 14, 1e3, 1e30, .greatestFiniteMagnitude, .infinity] as [Float] {
      #expect(tail(a) == tail(13) && tail(a) > 0 && tail(a) < 1e-37)
    }
    #expect(tail(-0.0) == tail(0) && abs(tail(0) - 0.5) < 1e-6 && tail(0x1p-133) == tail(0))
  }

  @Test func scoresAreWithinTheirError() {
    for exponent in stride(from: Float(-40), through: -1, by: 0.01) {
      let p = max(NormalLanes.smallestTail, min(0.5, exp2(exponent)))
      let exact = -normalQuantile(Double(p))
      #expect(abs(Double(score(p)) - exact) < (exact < 2.9 ? 5e-7 : 3.5e-6), "p = \(p)")
    }
    #expect(abs(score(0.5)) < 1e-6 && score(Float(0.5).nextDown) > -1e-6)
    #expect(abs(score(NormalLanes.smallestTail) - 7.0477) < 1e-3)
  }

  /// Lanes near and far side by side have what they have alone.
  @Test func lanesDoNotDependOnEachOther() {
    let p: [Float] = [0.5, 0x1p-40, 0.1, 1e-6, 0.49, 1e-3, 1e-11, 0.3]
    let together = NormalLanes.score(ofTail: SIMD8(p))
    for lane in 0..<8 { #expect(together[lane] == score(p[lane])) }
  }

  @Test func aScoreAndItsTailAreInverse() {
    for exponent in stride(from: Float(-38), through: -1, by: 0.05) {
      let p = exp2(exponent)
      // dp / p = -a dz for a score a: an error of 3e-6 at 7 is 2e-5 of the tail.
      #expect(abs(Double(tail(max(0, score(p)))) / Double(p) - 1) < 3e-5, "p = \(p)")
    }
  }

  @Test(arguments: [
    NormalScores.uniform(low: -1, high: 1), .uniform(low: 1e6, high: 1e6 + 1), .uniform(low: -1e-30, high: 1e-30),
    .truncated(mean: 0, standardDeviation: 1, bound: 2, support: -2...2),
    .truncated(mean: 0, standardDeviation: 1, bound: 6, support: -6...6),
    .truncated(mean: 5, standardDeviation: 1e-3, bound: 1e-3, support: (5 - 1e-6)...(5 + 1e-6)),
  ])
  func scoresLeadBackAndNeverOutside(scores: NormalScores) {
    let support: ClosedRange<Float> =
      switch scores {
      case .uniform(let low, let high): low...high
      case .truncated(_, _, _, let support): support
      }
    let width = support.upperBound - support.lowerBound
    let inside = (0...20).map { support.lowerBound + Float($0) / 20 * width }
    let outside = [-1, 1].map { support.lowerBound + width / 2 + $0 * 3 * width }
    var out = [Float](repeating: 0, count: 23)
    var back = out
    (inside + outside).withUnsafeBufferPointer { row in
      out.withUnsafeMutableBufferPointer { scores.scores(of: row, into: $0) }
    }
    #expect(out.allSatisfy { abs($0) < 7.06 } && zip(out, out.dropFirst()).prefix(20).allSatisfy { $0 <= $1 })
    #expect(out[21] <= out[0] && out[22] >= out[20])
    out.withUnsafeBufferPointer { row in
      back.withUnsafeMutableBufferPointer { scores.latents(of: row, into: $0) }
    }
    // At the bounds themselves the score ends at 7.05.
    for (index, x) in inside.enumerated() {
      let tolerance: Float = index == 0 || index == 20 ? 2e-5 : 2e-6
      #expect(abs(x - back[index]) < tolerance * width + 2 * x.ulp)
    }
    var far = [Float](repeating: 0, count: 6)
    [-Float.greatestFiniteMagnitude, -40, -0.0, 0, 40, .infinity].withUnsafeBufferPointer { row in
      far.withUnsafeMutableBufferPointer { scores.latents(of: row, into: $0) }
    }
    #expect(far.allSatisfy(support.contains))
    #expect(far[0] == support.lowerBound && far[5] == support.upperBound || width < 1e-20)
  }
}
