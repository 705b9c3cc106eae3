import TestSupport
import Testing

@testable import AttributeVectors

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct GainSearchTests {
  private let search = GainSearch(scale: 8)

  /// Rises that a step can be told from by hand: the step for a gain g.
  private static let rises: [(name: String, rise: @Sendable (Double) -> Double, step: @Sendable (Double) -> Double)] = [
    ("a line", { 0.1 * $0 }, { 10 * $0 }), ("a parabola", { 0.01 * $0 * $0 }, { 10 * $0.squareRoot() }),
    ("with an end", { $0 / (1 + $0) }, { $0 / (1 - $0) }),
    ("flat at first", { max(0, $0 - 6) * 0.2 }, { 6 + 5 * $0 }),
    ("falling at first", { 0.02 * $0 * ($0 - 2) }, { 1 + (1 + 50 * $0).squareRoot() }),
  ]

  @Test(arguments: 0..<5, [0.05, 0.3, 0.7])
  func theStepIsFoundToAThousandthOfTheGain(_ index: Int, _ gain: Double) throws {
    let (name, rise, step) = Self.rises[index]
    let found = try #require(search.step(gain: gain, rise: rise), "\(name)")
    #expect(abs(rise(found) - gain) <= 0.001 * gain, "\(name): \(rise(found))")
    #expect(abs(found / step(gain) - 1) < 0.01, "\(name): \(found)")
  }

  @Test func whatIsOutOfReachHasNone() {
    var largest = 0.0
    let none = search.step(gain: 0.5) { step in
      largest = max(largest, step)
      return 0.499 * step / 16
    }
    #expect(none == nil && largest == 16)
    #expect(search.step(gain: 0.1) { _ in 0 } == nil)
    #expect(search.step(gain: 0.1) { -$0 } == nil)
    // The last step is tried too.
    #expect(search.step(gain: 0.5) { $0 < 16 ? 0 : 1 } != nil)
  }

  /// A jump over the gain: the side that has it is taken.
  @Test func aJumpIsPassed() throws {
    let found = try #require(search.step(gain: 0.3) { $0 < 5 ? 0 : 1 })
    #expect(found >= 5 && found < 5.001)
  }

  @Test func stepsAreInUnitsOfTheScale() throws {
    let one = try #require(search.step(gain: 0.3) { $0 / 8 / (1 + $0 / 8) })
    let other = try #require(GainSearch(scale: 800).step(gain: 0.3) { $0 / 800 / (1 + $0 / 800) })
    #expect(abs(other / one - 100) < 1e-9)
  }

  @Test func errorsEndIt() {
    struct Failure: Error {}
    #expect(throws: Failure.self) { try search.step(gain: 0.3) { _ in throw Failure() } }
  }

  @Test(arguments: [
    (EditGain.probability(0.3), #"{"by":"probability","value":0.3}"#),
    (.sharpness(0.25), #"{"by":"sharpness","value":0.25}"#), (.amount(-1.5), #"{"by":"amount","value":-1.5}"#),
  ])
  func gainsAreWrittenPlainly(_ gain: EditGain, _ text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(gain), as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(EditGain.self, from: Data(text.utf8)) == gain)
  }
}
