import LatentGeometry
import Testing

@testable import Manifold

@Suite struct PlacementQualityTests {
  @Test func qualitiesEqualThoseComputedFromTheDefinitions() throws {
    for entry in try PlacementReference.load().qualities {
      let grid = try PlacementGrid(rows: entry.rows, columns: entry.columns)
      let placement = GridPlacement(cells: entry.cells, on: grid)
      func quality(_ exponent: Double, _ ties: PlacementQuality.Ties) throws -> PlacementQuality {
        try PlacementQuality(
          of: placement,
          for: entry.latents,
          exponent: exponent,
          neighbors: entry.neighbors,
          ties: ties
        )
      }
      let averaged = try quality(16, .averaged)
      #expect(abs(averaged.distancePreservation - entry.averaged16) < 1e-5)
      let (second, nearestFirst) = (try quality(2, .averaged), try quality(16, .nearestFirst))
      #expect(abs(second.distancePreservation - entry.averaged2) < 1e-5)
      #expect(abs(nearestFirst.distancePreservation - entry.nearestFirst16) < 1e-5)
      #expect(abs(averaged.neighborPreservation - entry.neighborPreservation) < 1e-9)
      #expect(averaged.neighborCount == entry.neighbors)
    }
  }

  @Test func aLatticePlacedAsItselfIsPerfect() throws {
    let latents = PlacementData.lattice(rows: 12, columns: 12)
    let placement = GridPlacement(cells: Array(0..<144), on: try PlacementGrid(rows: 12, columns: 12))
    for ties in PlacementQuality.Ties.allCases {
      let quality = try PlacementQuality(of: placement, for: latents, ties: ties)
      #expect(quality.distancePreservation > 0.999_999)
      #expect(quality.neighborPreservation > 0.999_999)
    }
  }

  /// Ten placements by chance, seeds 0 … 9: means within 0.05 and 0.02 of what chance keeps.
  @Test func placementsByChanceKeepNothing() throws {
    let latents = PlacementData.lattice(rows: 12, columns: 12)
    let grid = try PlacementGrid(rows: 12, columns: 12)
    var (distance, neighbor) = (0.0, 0.0)
    for seed in 0..<10 {
      let placement = GridPlacement(cells: PlacementData.permutation(144, seed: UInt64(seed)), on: grid)
      let quality = try PlacementQuality(of: placement, for: latents)
      distance += quality.distancePreservation / 10
      neighbor += quality.neighborPreservation / 10
    }
    #expect(distance < 0.05)
    #expect(abs(neighbor - 8 / 143) < 0.02)
  }

  @Test func turnedAndMirroredPlacementsAreAsGood() throws {
    let latents = PlacementData.noise(20, 6, seed: 4)
    let grid = try PlacementGrid(rows: 4, columns: 5)
    let turned = try PlacementGrid(rows: 5, columns: 4)
    let cells = PlacementData.permutation(20, seed: 2)
    let quality = try PlacementQuality(of: GridPlacement(cells: cells, on: grid), for: latents)
    let mirrored = cells.map { $0 / 5 * 5 + 4 - $0 % 5 }
    let transposed = cells.map { $0 % 5 * 4 + $0 / 5 }
    for other in [GridPlacement(cells: mirrored, on: grid), GridPlacement(cells: transposed, on: turned)] {
      let same = try PlacementQuality(of: other, for: latents)
      #expect(abs(same.distancePreservation - quality.distancePreservation) < 1e-9)
      #expect(abs(same.neighborPreservation - quality.neighborPreservation) < 1e-9)
    }
  }

  @Test func emptyCellsAndHolesDoNotCount() throws {
    let latents = PlacementData.noise(6, 4, seed: 8)
    let tight = GridPlacement(cells: [3, 1, 4, 0, 5, 2], on: try PlacementGrid(rows: 2, columns: 3))
    // The same two rows within a larger grid, around them holes and cells that stay empty.
    let cells = tight.cells.map { ($0 / 3 + 1) * 7 + $0 % 3 + 2 }
    let wide = GridPlacement(cells: cells, on: try PlacementGrid(rows: 4, columns: 7, holes: [0, 1, 27]))
    let (a, b) = (try PlacementQuality(of: tight, for: latents), try PlacementQuality(of: wide, for: latents))
    #expect(a == b)
  }

  @Test(arguments: [0, 1, 2])
  func soFewVectorsCannotBePlacedWrongly(count: Int) throws {
    let grid = try PlacementGrid(rows: 1, columns: 3)
    let placement = GridPlacement(cells: Array(0..<count), on: grid)
    let quality = try PlacementQuality(of: placement, for: PlacementData.noise(count, 3))
    #expect(quality.distancePreservation == 1 && quality.neighborPreservation == 1)
    #expect(quality.neighborCount == max(0, count - 1))
  }

  @Test func equalVectorsAndEqualDistancesCannotBePlacedWrongly() throws {
    let placement = GridPlacement(cells: [5, 0, 3, 1], on: try PlacementGrid(rows: 2, columns: 3))
    let equal = try PlacementQuality(
      of: placement,
      for: LatentBatch(count: 4, dimension: 2, repeating: 3),
      neighbors: 2
    )
    #expect(equal.distancePreservation == 1)
    // All are equally near, each with two thirds; the grid knows better.
    #expect((0.66...0.84).contains(equal.neighborPreservation))
    let simplex = LatentBatch(rows: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    #expect(try PlacementQuality(of: placement, for: simplex).distancePreservation == 1)
  }
}
