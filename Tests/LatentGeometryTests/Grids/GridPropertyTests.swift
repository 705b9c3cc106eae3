import Testing

@testable import LatentGeometry

@Suite struct GridPropertyTests {
  private func interpolator(_ method: InterpolationMethod, _ prior: Prior, _ dimension: Int) -> Interpolator {
    Interpolator(method, prior: prior, dimension: dimension)
  }

  @Test(arguments: InterpolationMethod.allCases, PriorTests.priors)
  func anchorsAreExact(method: InterpolationMethod, prior: Prior) throws {
    let anchors = LatentGenerator(seed: 111).sample(prior, count: 12, dimension: 5)
    for isOrderFree in [false, true] {
      for spacing in 1...3 {
        let (rows, columns) = (2 * spacing + 1, 3 * spacing + 1)
        let mine = try LatentGrid(.mine, rows: rows, columns: columns, spacing: spacing, isOrderFree: isOrderFree)
          .latents(anchors: anchors, interpolator(method, prior, 5))
        for row in 0..<3 {
          for column in 0..<4 { #expect(mine[row * spacing * columns + column * spacing] == anchors[row * 4 + column]) }
        }
        // Left and top in turn after the corner: 1 left, 2 top, 3 left, 4 and 5 top.
        let chain = try LatentGrid(.chain, rows: rows, columns: columns, spacing: spacing, isOrderFree: isOrderFree)
          .latents(anchors: anchors[0..<6], interpolator(method, prior, 5))
        for (anchor, row, column) in [(0, 0, 0), (1, 1, 0), (2, 0, 1), (3, 2, 0), (4, 0, 2), (5, 0, 3)] {
          #expect(chain[row * spacing * columns + column * spacing] == anchors[anchor])
        }
      }
      for layout in [GridLayout.gradient, .jdiagram] {
        let count = layout == .gradient ? 4 : 3
        let cells = try LatentGrid(layout, rows: 3, columns: 4, isOrderFree: isOrderFree)
          .latents(anchors: anchors[0..<count], interpolator(method, prior, 5))
        #expect(cells[0] == anchors[0] && cells[8] == anchors[1] && cells[3] == anchors[2])
        if layout == .gradient { #expect(cells[11] == anchors[3]) }
      }
      let fan = try LatentGrid(.fan, rows: 3, columns: 4, isOrderFree: isOrderFree)
        .latents(anchors: anchors[0..<4], interpolator(method, prior, 5))
      for row in 0..<3 { #expect(fan[4 * row] == anchors[0] && fan[4 * row + 3] == anchors[row + 1]) }
    }
  }

  @Test(arguments: InterpolationMethod.allCases, PriorTests.priors)
  func transposedAnchorsGiveTheTransposedOrderFreeGrid(method: InterpolationMethod, prior: Prior) throws {
    let draws = LatentGenerator(seed: 112).sample(prior, count: 6, dimension: 30)
    let anchors = InterpolationReference.inOneHalf(draws, prior)
    let one = try LatentGrid(.mine, rows: 3, columns: 5, spacing: 2, isOrderFree: true)
      .latents(anchors: anchors, interpolator(method, prior, 30))
    let other = try LatentGrid(.mine, rows: 5, columns: 3, spacing: 2, isOrderFree: true)
      .latents(anchors: anchors.rows([0, 3, 1, 4, 2, 5]), interpolator(method, prior, 30))
    let transposed = other.rows((0..<15).map { $0 % 5 * 3 + $0 / 5 })
    #expect(largestDifference(one, transposed) < 3e-6 * Float(max(1, prior.spread)))
  }

  /// The number beside LatentGrid's documentation: over 200 draws of four corners in 100 dimensions the centres of a nested
  /// grid and of its transpose differ by 4.5 % of their length; order-free they are the same.
  @Test func theOrderOfAxesShowsInNestedGrids() throws {
    let nested = try LatentGrid(.gradient, rows: 3, columns: 3)
    let free = try LatentGrid(.gradient, rows: 3, columns: 3, isOrderFree: true)
    let slerping = interpolator(.slerp, .standardGaussian, 100)
    var (sum, largestFree) = (0.0, Float(0))
    for seed in 0..<200 {
      let corners = LatentBatch.gaussian(4, 100, seed: UInt64(1000 + seed))
      let turned = corners.rows([0, 2, 1, 3])
      let (one, other) = (
        try nested.latents(anchors: corners, slerping)[4], try nested.latents(anchors: turned, slerping)[4]
      )
      let difference = LatentBatch(count: 1, dimension: 100, values: zip(one.values, other.values).map { $0 - $1 })
      sum += difference.length / one.length
      largestFree = max(
        largestFree,
        largestDifference(
          try free.latents(anchors: corners, slerping)[4],
          try free.latents(anchors: turned, slerping)[4]
        )
      )
    }
    #expect(abs(sum / 200 - 0.045) < 0.005, "\(sum / 200)")
    #expect(largestFree < 2e-6)
  }

  /// Linear grids do not depend on the order of axes.
  @Test func linearGridsAreTheirTransposes() throws {
    let corners = LatentBatch.gaussian(4, 8, seed: 113)
    let lerping = interpolator(.lerp, .standardGaussian, 8)
    let nested = try LatentGrid(.gradient, rows: 4, columns: 5).latents(anchors: corners, lerping)
    let free = try LatentGrid(.gradient, rows: 4, columns: 5, isOrderFree: true).latents(anchors: corners, lerping)
    #expect(largestDifference(nested, free) < 1e-6)
  }

  @Test func rowsAndColumnsOfOneAnchorAreStrips() throws {
    let anchors = LatentBatch.gaussian(3, 6, seed: 114)
    let slerping = interpolator(.slerp, .standardGaussian, 6)
    let strip = slerping.interpolate(from: anchors[0..<2], to: anchors[1..<3], at: [0, 1.0 / 3, 2.0 / 3])
    for isOrderFree in [false, true] {
      let across = try LatentGrid(.mine, rows: 1, columns: 7, isOrderFree: isOrderFree)
      let down = try LatentGrid(.mine, rows: 7, columns: 1, isOrderFree: isOrderFree)
      #expect(try across.latents(anchors: anchors, slerping) == .concatenating([strip, anchors[2]]))
      #expect(try down.latents(anchors: anchors, slerping) == .concatenating([strip, anchors[2]]))
    }
    let single = try LatentGrid(.chain, rows: 1, columns: 1).latents(anchors: anchors[0], slerping)
    #expect(single == anchors[0])
  }

  @Test func impossiblyLargeGridsAreRefusedWithoutACrash() throws {
    for layout in GridLayout.allCases {
      let grid = try LatentGrid(layout, rows: .max, columns: .max, spacing: 1)
      #expect(throws: GridError.self) { try grid.check(anchorCount: 2) }
    }
    #expect(throws: GridError.doesNotFitSpacing(axis: .rows, size: .max, spacing: 4, below: .max - 2, above: .max)) {
      try LatentGrid(.mine, rows: .max, columns: 1, spacing: 4)
    }
  }
}
