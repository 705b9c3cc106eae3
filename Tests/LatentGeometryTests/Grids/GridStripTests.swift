import Testing

@testable import LatentGeometry

/// Strips, the places of anchors, and ramps.
@Suite struct GridStripTests {
  @Test func stripsEqualNumPy() throws {
    let reference = try GridReference.loaded.get()
    #expect(reference.strips.count == 6 * 3 * 5)
    for entry in reference.strips {
      let prior = try Prior(parsing: entry.prior)
      let draws = InterpolationReference.draws(prior, entry.count, entry.dimension, seed: entry.seed)
      let grid = try LatentGrid(.strips, rows: entry.height, columns: entry.width, spacing: entry.spacing)
      let cells = try grid.latents(
        anchors: InterpolationReference.inOneHalf(draws, prior),
        Interpolator(entry.method, prior: prior, dimension: entry.dimension)
      )
      #expect(cells.count * entry.dimension == entry.cells.count)
      for row in 0..<cells.count {
        let expected = Array(entry.cells[row * entry.dimension..<(row + 1) * entry.dimension])
        let error = InterpolationReference.error(cells[row].values, expected, prior)
        #expect(error < 1e-6, "\(entry.method), \(prior), spacing \(entry.spacing), cell \(row)")
      }
    }
  }

  @Test(arguments: InterpolationMethod.allCases, [false, true])
  func everyStripIsAGridOfOneRow(_ method: InterpolationMethod, _ isOrderFree: Bool) throws {
    let anchors = LatentBatch.gaussian(12, 5, seed: 41)
    let interpolator = Interpolator(method, dimension: 5, threads: 3)
    let strips = try LatentGrid(.strips, rows: 4, columns: 9, spacing: 4, isOrderFree: isOrderFree)
      .latents(anchors: anchors, interpolator)
    for row in 0..<4 {
      let alone = try LatentGrid(.mine, rows: 1, columns: 9, spacing: 4)
        .latents(anchors: anchors[3 * row..<3 * row + 3], interpolator)
      #expect(strips[9 * row..<9 * row + 9] == alone)
    }
  }

  @Test func stripsHaveAnyNumberOfRows() throws {
    for rows in 1...5 { #expect(try LatentGrid(.strips, rows: rows, columns: 7).anchorCount == 3 * rows) }
    #expect(throws: GridError.doesNotFitSpacing(axis: .columns, size: 6, spacing: 3, below: 4, above: 7)) {
      try LatentGrid(.strips, rows: 2, columns: 6)
    }
    let grid = try LatentGrid(.strips, rows: 2, columns: 7)
    let error = #expect(throws: GridError.self) { try grid.check(anchorCount: 5) }
    #expect(error?.description == "5 anchors were named and the grid has 2 strips of 3 anchors, 6 in all")
  }

  @Test(arguments: [
    (GridLayout.strips, 6, 7, 3, 2), (.strips, 7, 9, 4, 2), (.strips, 1, 9, 4, 1), (.strips, 0, 9, 4, 4),
    (.strips, 6, .min, 3, 6), (.strips, 6, 7, 0, 4), (.fan, 5, 7, 3, 4), (.fan, 1, 7, 3, 4), (.mine, 60, 7, 3, 4),
  ])
  func layoutsHaveAsManyRowsAsAnchorsAreThereFor(
    _ layout: GridLayout,
    _ anchors: Int,
    _ columns: Int,
    _ spacing: Int,
    _ rows: Int
  ) {
    #expect(layout.standardRows(anchorCount: anchors, columns: columns, spacing: spacing) == rows)
  }

  @Test(arguments: GridLayout.allCases)
  func anchorsStandAtTheirPlaces(_ layout: GridLayout) throws {
    let grid = try LatentGrid(layout, rows: 5, columns: 7, spacing: 2)
    let anchors = LatentBatch.gaussian(grid.anchorCount, 4, seed: 42)
    let cells = try grid.latents(anchors: anchors, Interpolator(.slerp, dimension: 4))
    let places = grid.anchorPlaces()
    #expect(places.count == grid.anchorCount)
    for (anchor, place) in places.enumerated() {
      #expect(cells[place.row * 7 + place.column] == anchors[anchor], "anchor \(anchor)")
    }
  }
}
