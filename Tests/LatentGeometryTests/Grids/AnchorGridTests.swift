import LatentGeometry
import Testing

@Suite struct AnchorGridTests {
  private let anchors = LatentBatch.gaussian(12, 40, seed: 8)

  private func position(_ column: Double, _ row: Double) -> PathPoints.GridPosition { .init(column: column, row: row) }

  private func interpolator(_ method: InterpolationMethod, threads: Int? = nil) -> Interpolator {
    Interpolator(method, dimension: 40, threads: threads)
  }

  @Test(arguments: InterpolationMethod.allCases, [false, true])
  func onAnAnchorItIsTheAnchor(_ method: InterpolationMethod, _ isOrderFree: Bool) throws {
    let grid = AnchorGrid(rows: 3, columns: 4, isOrderFree: isOrderFree)
    let places = (0..<12).map { (cell: Int) in self.position(Double(cell % 4), Double(cell / 4)) }
    let found = try grid.latents(at: places, among: anchors, interpolator(method))
    // Several points pass through probabilities, which rounds.
    let isRounded = isOrderFree && (method == .gaussianLerp || method == .gaussianSlerp)
    #expect(largestDifference(found, anchors) <= (isRounded ? 1e-5 : 0))
  }

  /// A quarter is exact in binary, so that positions are the grid's own.
  @Test(arguments: InterpolationMethod.allCases, [false, true])
  func atTheCellsOfAMineGridItIsThatGrid(_ method: InterpolationMethod, _ isOrderFree: Bool) throws {
    let mine = try LatentGrid(.mine, rows: 9, columns: 13, spacing: 4, isOrderFree: isOrderFree)
    let cells = try mine.latents(anchors: anchors, interpolator(method))
    let places = (0..<117).map { (cell: Int) in self.position(Double(cell % 13) / 4, Double(cell / 13) / 4) }
    let grid = AnchorGrid(rows: 3, columns: 4, isOrderFree: isOrderFree)
    #expect(try grid.latents(at: places, among: anchors, interpolator(method)) == cells)
  }

  @Test(arguments: [(1, 12), (12, 1), (1, 1)])
  func gridsOfOneRowOrColumnAreStrips(_ rows: Int, _ columns: Int) throws {
    let anchors = anchors[0..<rows * columns]
    let grid = AnchorGrid(rows: rows, columns: columns)
    let places = [position(Double(columns - 1) * 0.3, Double(rows - 1) * 0.3)]
    let found = try grid.latents(at: places, among: anchors, interpolator(.slerp))
    let place = Double(rows * columns - 1) * 0.3
    let expected =
      anchors.count == 1
      ? anchors : slerp(from: anchors[Int(place)], to: anchors[Int(place) + 1], at: place - Double(Int(place)))
    #expect(found == expected)
  }

  @Test func neighboringPlacesAreNear() throws {
    let grid = AnchorGrid(rows: 3, columns: 4)
    let places = (0...600).map { (step: Int) in self.position(Double(step) / 200, Double(step) / 300) }
    let found = try grid.latents(at: places, among: anchors, interpolator(.slerp))
    for index in 1...600 { #expect(largestDifference(found[index - 1], found[index]) < 0.05) }
  }

  @Test func rowsDependOnNothingElse() throws {
    let grid = AnchorGrid(rows: 3, columns: 4)
    let places = (0..<50).map { (index: Int) -> PathPoints.GridPosition in
      let (column, row) = (index * 7 % 50, index * 3 % 50)
      return position(Double(column) / 17, Double(row) / 25)
    }
    let all = try grid.latents(at: places, among: anchors, interpolator(.matched, threads: 4))
    for (index, place) in places.enumerated() {
      #expect(try grid.latents(at: [place], among: anchors, interpolator(.matched, threads: 1)) == all[index])
    }
    #expect(try grid.latents(at: [], among: anchors, interpolator(.matched)).count == 0)
  }

  @Test(arguments: [(-0.01, 0), (3.01, 0), (0, 2.5), (.nan, 0), (0, .infinity)] as [(Double, Double)])
  func placesOutsideAreRefused(_ column: Double, _ row: Double) {
    for isOrderFree in [false, true] {
      let grid = AnchorGrid(rows: 3, columns: 4, isOrderFree: isOrderFree)
      #expect(throws: PathPointsError.self) {
        try grid.latents(at: [position(0, 0), position(column, row)], among: anchors, interpolator(.slerp))
      }
    }
  }
}
