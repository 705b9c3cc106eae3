import Foundation
import Testing

@testable import LatentGeometry

/// The errors beside the functions of CNormalLaw, over all of their range.
@Suite struct NormalScoresTests {
  private let unit = NormalScores.uniform(low: 0, high: 1)

  /// Φ of numbers, by rows of several lengths.
  private func numbers(_ scores: [Float]) -> [Float] { mapped(scores, unit.latents) }

  /// Φ⁻¹ of numbers.
  private func scores(_ numbers: [Float]) -> [Float] { mapped(numbers, unit.scores) }

  private func mapped(
    _ row: [Float],
    _ body: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [Float] {
    var out = [Float](repeating: 0, count: row.count)
    row.withUnsafeBufferPointer { row in out.withUnsafeMutableBufferPointer { body(row, $0) } }
    return out
  }

  @Test func tailsAreWithinTheirError() {
    let near = Array(stride(from: Float(0.001), through: 6, by: 0.003))
    for (a, tail) in zip(near, numbers(near.map { -$0 })) {
      #expect(abs(Double(tail) / normalCumulative(Double(-a)) - 1) < 1.5e-6, "a = \(a)")
    }
    let far = Array(stride(from: Float(6), through: 13, by: 0.05))
    for (a, tail) in zip(far, numbers(far.map { -$0 })) {
      #expect(abs(Double(tail) / normalCumulative(Double(-a)) - 1) < 1e-4, "a = \(a)")
    }
    let ends = numbers([-13, -14, -1e3, -1e30, -.greatestFiniteMagnitude, -.infinity])
    #expect(ends.allSatisfy { $0 == ends[0] && $0 > 0 && $0 < 1e-37 })
    #expect(numbers([0, -0.0, 0x1p-133]).allSatisfy { abs($0 - 0.5) < 1e-6 })
    #expect(numbers([13, 1e30, .infinity]).allSatisfy { $0 == 1 })
  }

  @Test func scoresAreWithinTheirError() {
    let tails = stride(from: Float(-40), through: -1, by: 0.01).map { max(0x1p-40, min(0.5, exp2($0))) }
    for (p, score) in zip(tails, scores(tails)) {
      let exact = normalQuantile(Double(p))
      #expect(abs(Double(score) - exact) < (exact > -3 ? 1.3e-6 : 3.5e-6), "p = \(p)")
    }
    #expect(scores([0.5, Float(0.5).nextDown, Float(0.5).nextUp]).allSatisfy { abs($0) < 1e-6 })
    #expect(scores([0, -1, 0x1p-40, -.infinity]).allSatisfy { abs($0 + 7.0477) < 1e-3 })
    #expect(scores([1, 2, .infinity]).allSatisfy { abs($0 - 7.0477) < 1e-3 })
  }

  /// Numbers near and far side by side have what they have alone, whatever the row's length.
  @Test func numbersDoNotDependOnEachOther() {
    let row: [Float] = [0.5, 0x1p-40, 0.1, 1e-6, 0.49, 1e-3, 1e-11, 0.3, 0.999, 0.7, .nan]
    for count in 1...row.count {
      let together = scores(Array(row.prefix(count)))
      for (index, value) in together.enumerated() {
        let alone = scores([row[index]])[0]
        #expect(value == alone || (value.isNaN && alone.isNaN && row[index].isNaN))
      }
    }
  }

  @Test func aScoreAndItsTailAreInverse() {
    let tails = stride(from: Float(-38), through: -1, by: 0.05).map { exp2($0) }
    for (p, back) in zip(tails, numbers(scores(tails))) {
      // dp / p = -a dz for a score a: an error of 3e-6 at 7 is 2e-5 of the tail.
      #expect(abs(Double(back) / Double(p) - 1) < 3e-5, "p = \(p)")
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
