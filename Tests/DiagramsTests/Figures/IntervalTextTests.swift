import Manifold
import Testing

@testable import Diagrams

@Suite struct IntervalTextTests {
  @Test(arguments: [
    (0.953, 0.948, 0.958, 3, "0.953 (0.948 to 0.958)"),
    // An interval without 0 is seen to be one.
    (-0.003, -0.005, -0.001, 2, "-0.003 (-0.005 to -0.001)"), (0.0018, 0.00036, 0.004, 2, "0.0018 (0.0004 to 0.0040)"),
    (3e-7, 1e-7, 5e-7, 1, "0.0000003 (0.0000001 to 0.0000005)"), (0.5, 0.004, 0.9, 2, "0.500 (0.004 to 0.900)"),
    // One around 0 has signs.
    (0.0025, -0.0026, 0.0073, 2, "0.003 (-0.003 to 0.007)"), (-0.017, -0.0603, 0.0236, 2, "-0.02 (-0.06 to 0.02)"),
    (0.1, -1e-8, 0.2, 1, "0.100 (0.000 to 0.200)"),
    // What is 0 stays it.
    (0, 0, 0, 1, "0.0 (0.0 to 0.0)"), (0.001, 0, 0.3, 1, "0.0 (0.0 to 0.3)"),
    (1e-20, 1e-21, 1e-19, 8, "0.000000000 (0.000000000 to 0.000000000)"),
  ])
  func endsAreTold(_ number: Double, _ lower: Double, _ upper: Double, _ places: Int, _ words: String) {
    #expect(IntervalText(number, from: lower, to: upper, places: places).whole == words)
  }

  @Test func findingsAndReportsUseIt() {
    let finding = FigureFinding("x", -0.003, interval: -0.005 ... -0.001, unit: "grey levels")
    #expect(finding.shown == "-0.003 grey levels" && finding.intervalText == "-0.005 to -0.001")
    #expect(FigureFinding("x", -0.003).shown == "0.00" && FigureFinding("x", 1).intervalText == nil)
    let values = [Double](repeating: 0.0004, count: 20)
    #expect(BootstrapInterval(ofMean: values, seed: 1).shown(places: 2) == "0.0004 (0.0004 to 0.0004)")
  }
}
