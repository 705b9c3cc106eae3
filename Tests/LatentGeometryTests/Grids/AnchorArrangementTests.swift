import Testing

@testable import LatentGeometry

@Suite struct AnchorArrangementTests {
  private func arrangement(partway: Double? = nil, encircles: Bool = false, inverts: Bool = false) -> AnchorArrangement
  {
    var arrangement = AnchorArrangement()
    (arrangement.partway, arrangement.encircles, arrangement.inverts) = (partway, encircles, inverts)
    return arrangement
  }

  /// 4 x 5 anchors.
  private let grid: LatentGrid

  init() throws { grid = try LatentGrid(.mine, rows: 7, columns: 9, spacing: 2) }

  // MARK: References

  @Test func anchorsEqualNumPy() throws {
    let reference = try GridReference.loaded.get()
    #expect(reference.arrangements.count == 6 * 3 * 8)
    for entry in reference.arrangements {
      let prior = try Prior(parsing: entry.prior)
      let table = InterpolationReference.inOneHalf(
        InterpolationReference.draws(prior, entry.count, entry.dimension, seed: entry.seed),
        prior
      )
      let grid = try LatentGrid(.mine, rows: entry.rows, columns: entry.columns, spacing: 1)
      let arrangement = entry.arrangement
      try arrangement.validate(for: grid)
      #expect(arrangement.drawCount(in: grid, named: entry.named) == entry.count - entry.named)
      let anchors = arrangement.anchors(
        of: grid,
        named: table[0..<entry.named],
        draws: table[entry.named..<entry.count],
        Interpolator(entry.method, prior: prior, dimension: entry.dimension)
      )
      #expect(anchors.count * entry.dimension == entry.anchors.count)
      for row in 0..<anchors.count {
        let expected = Array(entry.anchors[row * entry.dimension..<(row + 1) * entry.dimension])
        let error = InterpolationReference.error(anchors[row].values, expected, prior)
        #expect(error < 2e-6, "\(entry.method), \(prior), \(arrangement), anchor \(row)")
      }
    }
  }

  // MARK: Properties

  @Test(arguments: InterpolationMethod.allCases, PriorTests.priors)
  func theEndsOfTheWayAreTheDrawAndTheLatent(method: InterpolationMethod, prior: Prior) {
    let table = LatentGenerator(seed: 31).sample(prior, count: 40, dimension: 6)
    let (named, draws) = (table[0..<20], table[20..<40])
    let interpolator = Interpolator(method, prior: prior, dimension: 6)
    for (share, expected) in [(0.0, draws), (1, named)] {
      let found = arrangement(partway: share).anchors(of: grid, named: named, draws: draws, interpolator)
      #expect(found == expected)
    }
  }

  /// slerp goes round the sphere, where plat's linear way cuts through it: halfway between independent draws of d = 100 it is
  /// 1/√2 as long.
  @Test func halfwayLatentsAreAsLongAsDrawsWhereTheMethodKeepsLengths() {
    let table = LatentGenerator(seed: 32).sample(.standardGaussian, count: 40, dimension: 100)
    for (method, ratio) in [(InterpolationMethod.slerp, 1.0), (.lerp, 0.7071)] {
      let found = arrangement(partway: 0.5).anchors(
        of: grid,
        named: table[0..<20],
        draws: table[20..<40],
        Interpolator(method, dimension: 100)
      )
      let mean = found.lengths().reduce(0, +) / 20 / 10
      #expect(abs(mean - ratio) < 0.05, "\(method): \(mean)")
    }
  }

  /// 4 x 5 anchors: 2 x 3 inside, 14 around them.
  @Test func theBorderIsDrawnAndTheInsideNamed() throws {
    let around = arrangement(encircles: true)
    try around.validate(for: grid)
    #expect(around.namedCount(in: grid) == 6 && around.drawCount(in: grid, named: 6) == 14)
    let order = around.order(in: grid, named: 6)
    #expect(
      order == [
        6, 7, 8, 9, 10,
        11, 0, 1, 2, 12,
        13, 3, 4, 5, 14,
        15, 16, 17, 18, 19,
      ]
    )
    let table = LatentBatch.gaussian(20, 3, seed: 33)
    let found = around.anchors(
      of: grid,
      named: table[0..<6],
      draws: table[6..<20],
      Interpolator(.slerp, dimension: 3)
    )
    #expect(found == table.rows(order))
  }

  /// What stands inside the grid does not depend on whether it goes only partway or has a border: the draws keep their places.
  @Test func aBorderStaysWhenTheInsideMoves() {
    let table = LatentBatch.gaussian(26, 3, seed: 34)
    let slerping = Interpolator(.slerp, dimension: 3)
    let plain = arrangement(encircles: true)
      .anchors(of: grid, named: table[0..<6], draws: table[6..<20], slerping)
    let moved = arrangement(partway: 0.5, encircles: true)
      .anchors(of: grid, named: table[0..<6], draws: table[6..<26], slerping)
    for (place, number) in arrangement(encircles: true).order(in: grid, named: 6).enumerated() {
      #expect((plain[place] == moved[place]) == (number >= 6))
    }
  }

  @Test func anchorsThatAreMissingComeFirstAmongTheDraws() {
    let table = LatentBatch.gaussian(20, 3, seed: 35)
    let found = AnchorArrangement()
      .anchors(of: grid, named: table[0..<7], draws: table[7..<20], Interpolator(.slerp, dimension: 3))
    #expect(found == table)
    let around = arrangement(encircles: true)
      .anchors(of: grid, named: table[0..<4], draws: table[4..<20], Interpolator(.slerp, dimension: 3))
    #expect(around[6] == table[0] && around[12] == table[4] && around[13] == table[5] && around[0] == table[6])
  }

  // MARK: Errors

  @Test func gridsWithoutAnInsideAreRefused() throws {
    let around = arrangement(encircles: true)
    for (rows, columns) in [(1, 7), (3, 7), (7, 3), (3, 3)] {
      let small = try LatentGrid(.mine, rows: rows, columns: columns, spacing: 2)
      #expect(throws: GridError.noBorder(.mine, rows: (rows + 1) / 2, columns: (columns + 1) / 2)) {
        try around.validate(for: small)
      }
    }
    for layout in GridLayout.allCases where layout != .mine {
      let other = try LatentGrid(layout, rows: 7, columns: 7, spacing: 2)
      let error = #expect(throws: GridError.self) { try around.validate(for: other) }
      #expect(error?.description.contains(layout.rawValue) == true)
    }
  }

  @Test func moreLatentsThanPlacesAreRefused() throws {
    #expect(throws: GridError.self) { try AnchorArrangement().check(named: 21, in: grid) }
    try AnchorArrangement().check(named: 20, in: grid)
    let error = #expect(throws: GridError.self) { try arrangement(encircles: true).check(named: 7, in: grid) }
    #expect(error?.description.contains("2 x 3 places inside its border, 6 in all") == true)
    let fan = try LatentGrid(.fan, rows: 2, columns: 3)
    #expect(throws: GridError.fanRows(rows: 2, anchors: 5)) { try AnchorArrangement().check(named: 5, in: fan) }
  }
}
