import AttributeVectors
import Foundation
import LatentGeometry
import Manifold
import Testing

@testable import Diagrams

/// Findings with intervals, the commands below pictures, and what both become in JSON.
@Suite struct FigureFindingTests {
  private let interval = BootstrapInterval(ofMean: [0.1, 0.2, 0.3, 0.4, 0.2, 0.1, 0.5, 0.3], seed: 1)

  @Test func theWholeIntervalDecides() {
    let (lower, upper) = (interval.lower, interval.upper)
    func holds(_ expected: ExpectedRange) -> Bool? { FigureFinding("x", interval, expected: expected).holds }
    #expect(holds(.above(lower - 0.01)) == true && holds(.above(lower + 0.001)) == false)
    #expect(holds(.below(upper + 0.01)) == true && holds(.below(upper - 0.001)) == false)
    #expect(holds(.between(lower - 0.01...upper + 0.01)) == true)
    #expect(holds(.between(lower + 0.001...upper + 0.01)) == false)
    #expect(holds(.between(lower - 0.01...upper - 0.001)) == false)
    #expect(FigureFinding("x", interval).holds == nil)
  }

  @Test func percentAreOfTheBoundToo() {
    let finding = FigureFinding("x", interval, times: 100, unit: "%", places: 0, expected: .above(10))
    #expect(abs(finding.measured - 26.25) < 1e-9 && finding.holds == true && finding.expected == "above 10")
    #expect(finding.interval == 100 * interval.lower...100 * interval.upper)
  }

  @Test func whatHasNoBoundsHoldsNothing() {
    let ratio = BootstrapInterval(ofMean: [1, 2, 3, 4], over: [1, 0, 0, 0], seed: 1)
    let finding = FigureFinding("x", ratio, expected: .between(-0.5...0.5))
    #expect(finding.measured == 10 && finding.interval == nil && finding.holds == false)
  }

  @Test func findingsAreWritten() throws {
    let finding = FigureFinding("x", interval, times: 100, unit: "%", expected: .below(50))
    let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(finding)) as? [String: Any]
    let object = try #require(written)
    #expect(Set(object.keys) == ["subject", "measured", "lower", "upper", "unit", "expected", "holds"])
    #expect(object["holds"] as? Bool == true && object["expected"] as? String == "below 50.00")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a b", "'a b'"), ("", "''"), ("+ biased=x:1", "'+ biased=x:1'"), ("it's", "'it'\\''s'"),
    ("--range=-2,2", "--range=-2,2"), ("id in (1,2)", "'id in (1,2)'"),
  ])
  func wordsAreQuotedForAShell(_ word: String, _ quoted: String) {
    #expect(word.shellWord == quoted)
  }
}
