import Manifold
import Testing

@Suite struct ShareIntervalTests {
  @Test func aShareOfNothingOrAllHasWilsonsInterval() {
    // z² / (n + z²) with z = 1.959964.
    let none = ShareInterval(of: Share(0, of: 20), seed: 1)
    #expect(none.lower == 0 && abs(none.upper - 0.161125) < 1e-6 && none.method == .wilson)
    let all = ShareInterval(of: Share(20, of: 20), seed: 1)
    #expect(all.upper == 1 && abs(all.lower - 0.838875) < 1e-6 && all.value == 1)
    #expect(ShareInterval(of: Share(0, of: 1), seed: 1).upper < 1)
  }

  @Test func otherSharesHaveTheBootstraps() {
    let share = Share(300, of: 1000)
    let (interval, bootstrap) = (ShareInterval(of: share, seed: 2), BootstrapInterval(ofShare: share, seed: 2))
    #expect(interval.method == .bootstrap && interval.count == 300 && interval.total == 1000)
    #expect(interval.lower == bootstrap.lower && interval.upper == bootstrap.upper && interval.value == 0.3)
  }

  // Newcombe 1998, table II, method 10, to four places.
  @Test(arguments: [
    (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0), (10, 10, 0, 10, 0.6075, 1.0),
  ])
  func differencesOfExtremeSharesAreNewcombes(
    a: Int,
    m: Int,
    b: Int,
    n: Int,
    lower: Double,
    upper: Double
  ) {
    let difference = ShareDifference(of: Share(a, of: m), minus: Share(b, of: n), seed: 1)
    #expect(difference.method == .newcombe)
    #expect(abs(difference.lower - lower) < 6e-5 && abs(difference.upper - upper) < 6e-5, "\(difference)")
    let turned = ShareDifference(of: Share(b, of: n), minus: Share(a, of: m), seed: 1)
    #expect(abs(turned.lower + difference.upper) < 1e-12 && abs(turned.upper + difference.lower) < 1e-12)
  }

  @Test func chanceIsAnIntervalWithZeroInIt() {
    #expect(ShareDifference(of: Share(50, of: 100), minus: Share(48, of: 100), seed: 1).isChance)
    #expect(!ShareDifference(of: Share(80, of: 100), minus: Share(48, of: 100), seed: 1).isChance)
    #expect(ShareDifference(of: Share(9, of: 9), minus: Share(9, of: 9), seed: 1).isChance)
  }
}
