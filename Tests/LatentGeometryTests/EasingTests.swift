import LatentGeometry
import Testing

/// How paths are travelled.
@Suite struct EasingTests {
  @Test(arguments: Easing.allCases)
  func endsAreExactAndHoldOutside(_ easing: Easing) {
    #expect(easing.place(at: 0) == 0 && easing.place(at: 1) == 1)
    #expect(easing.place(at: -0.0) == 0 && easing.place(at: -.infinity) == 0 && easing.place(at: -3) == 0)
    #expect(easing.place(at: 1.0.nextUp) == 1 && easing.place(at: .infinity) == 1)
  }

  @Test(arguments: Easing.allCases)
  func nothingRunsBackwardsOrLeavesTheRange(_ easing: Easing) {
    // Tiny and last steps, where rounding could, and 1000 between.
    let tiny = (1...20).map { Double($0) * .leastNormalMagnitude }
    let last = (1...20).map { 1 - Double($0) * .ulpOfOne / 2 }.reversed()
    let places = (tiny + (1..<1000).map { Double($0) / 1000 } + last).map(easing.place)
    #expect(places.allSatisfy { (0...1).contains($0) })
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func halfTheTimeIsThePlaceThatTheFormulaGives() {
    let places = Easing.allCases.map { $0.place(at: 0.5) }
    #expect(places[0] == 0.5 && places[1] == 0.25 && places[2] == 0.75 && places[3] == 0.5)
    #expect(abs(places[4] - 0.5) < 1e-15)
  }

  @Test(arguments: [Easing.linear, .easeInOut, .sine])
  func theWayThereIsTheWayBack(_ easing: Easing) {
    for step in 0...100 {
      let t = Double(step) / 100
      #expect(abs(easing.place(at: t) + easing.place(at: 1 - t) - 1) < 1e-15)
    }
  }

  @Test func easingOutIsEasingInBackwards() {
    for step in 0...100 {
      let t = Double(step) / 100
      #expect(abs(Easing.easeOut.place(at: t) + Easing.easeIn.place(at: 1 - t) - 1) < 1e-15)
    }
  }

  @Test func namesAreThoseOfStyleSheets() {
    #expect(Easing.allCases.map(\.rawValue) == ["linear", "ease-in", "ease-out", "ease-in-out", "sine"])
  }
}
