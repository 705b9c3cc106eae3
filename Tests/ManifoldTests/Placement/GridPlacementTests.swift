import LatentGeometry
import Testing

@testable import Manifold

@Suite struct GridPlacementTests {
  /// Enough for tests, which run without optimisation.
  private let quick = PlacementOptions(attempts: 2)

  @Test func methodsGoByTheirNames() {
    #expect(PlacementMethod.allCases.map(\.rawValue) == ["linear-assignment", "sorted", "fixed"])
  }

  @Test(arguments: PlacementMethod.allCases, [0, 1, 2, 5, 13])
  func everyVectorHasAUsableCellOfItsOwn(method: PlacementMethod, count: Int) throws {
    let grid = try PlacementGrid(rows: 3, columns: 5, holes: [0, 7])
    let placement = try GridPlacement(of: PlacementData.noise(count, 3), on: grid, method, options: quick)
    #expect(placement.cells.count == count && Set(placement.cells).count == count)
    #expect(placement.cells.allSatisfy { grid.isUsable($0) })
    #expect(placement.vectors.count == 15 && placement.vectors.compactMap { $0 }.count == count)
    for (vector, cell) in placement.cells.enumerated() { #expect(placement.vectors[cell] == vector) }
  }

  @Test func fixedGoesRowByRowPastHolesAndPins() throws {
    let grid = try PlacementGrid(rows: 2, columns: 3, holes: [1])
    let options = PlacementOptions(pinned: [.init(vector: 3, cell: 2)])
    let placement = try GridPlacement(of: PlacementData.noise(4, 2), on: grid, .fixed, options: options)
    #expect(placement.cells == [0, 3, 4, 2])
    #expect(placement.vectors == [0, nil, 3, 1, 2, nil])
  }

  @Test(arguments: PlacementMethod.allCases, [(3, 5), (7, 7)])
  func pinnedVectorsStayWhereTheyAre(method: PlacementMethod, size: (Int, Int)) throws {
    let grid = try PlacementGrid(rows: size.0, columns: size.1)
    let center = try #require(grid.centerCell)
    let pins: [PlacementOptions.Pin] = [.init(vector: 0, cell: center), .init(vector: 4, cell: 1)]
    let latents = PlacementData.noise(grid.cellCount - 1, 5)
    let placement = try GridPlacement(of: latents, on: grid, method, options: .init(pinned: pins, attempts: 2))
    #expect(placement.cells[0] == center && placement.cells[4] == 1)
    #expect(Set(placement.cells).count == grid.cellCount - 1)
  }

  @Test(arguments: PlacementMethod.allCases)
  func allVectorsMayBePinned(method: PlacementMethod) throws {
    let grid = try PlacementGrid(rows: 2, columns: 2)
    let pins = [3, 1, 0].enumerated().map { PlacementOptions.Pin(vector: $0.offset, cell: $0.element) }
    let placement = try GridPlacement(
      of: PlacementData.noise(3, 2),
      on: grid,
      method,
      options: .init(pinned: pins, attempts: 2)
    )
    #expect(placement.cells == [3, 1, 0])
  }

  /// On data that has more than two directions.
  @Test(arguments: [(3, 5), (8, 8)])
  func sortedKeepsDistancesBetterThanTheAssignmentOfTwoDirectionsAndBothBetterThanChance(
    rows: Int,
    columns: Int
  ) throws {
    let grid = try PlacementGrid(rows: rows, columns: columns)
    let noise = PlacementData.noise(grid.cellCount, 24, seed: 7)
    func quality(_ method: PlacementMethod) throws -> Double {
      let options = PlacementOptions(attempts: grid.cellCount < 20 ? 40 : 2)
      let placement = try GridPlacement(of: noise, on: grid, method, options: options)
      return try PlacementQuality(of: placement, for: noise).distancePreservation
    }
    let (sorted, assigned, fixed) = (try quality(.sorted), try quality(.linearAssignment), try quality(.fixed))
    #expect(sorted > assigned + 0.05 && assigned > fixed + 0.02)
  }

  @Test(arguments: [PlacementMethod.sorted, .linearAssignment], [(3, 5), (6, 6), (10, 9)])
  func aCurvedSheetIsLaidOutFlat(method: PlacementMethod, size: (Int, Int)) throws {
    let grid = try PlacementGrid(rows: size.0, columns: size.1)
    let sheet = PlacementData.sheet(grid.cellCount, 16, seed: 3)
    let placement = try GridPlacement(of: sheet, on: grid, method, options: quick)
    let quality = try PlacementQuality(of: placement, for: sheet, ties: .nearestFirst)
    #expect(quality.distancePreservation > 0.85)
  }

  @Test func aShuffledLatticeFindsItsOrderAgain() throws {
    let grid = try PlacementGrid(rows: 5, columns: 8)
    let shuffled = PlacementData.lattice(rows: 5, columns: 8).rows(PlacementData.permutation(40, seed: 6))
    for method in [PlacementMethod.sorted, .linearAssignment] {
      let placement = try GridPlacement(of: shuffled, on: grid, method, options: quick)
      let quality = try PlacementQuality(of: placement, for: shuffled)
      #expect(quality.distancePreservation > 0.97)
    }
  }

  @Test func theSameSeedGivesTheSamePlacementAnotherSeedAnother() throws {
    let latents = PlacementData.noise(52, 8, seed: 2)
    let grid = try PlacementGrid(rows: 6, columns: 9)
    let first = try GridPlacement(of: latents, on: grid, options: .init(seed: 5, attempts: 3))
    #expect(try GridPlacement(of: latents, on: grid, options: .init(seed: 5, attempts: 3)) == first)
    #expect(try GridPlacement(of: latents, on: grid, options: .init(seed: 6, attempts: 3)) != first)
  }

  /// Sums over centred vectors: powers of two change no bit.
  @Test(arguments: PlacementMethod.allCases)
  func sizeDoesNotMatter(method: PlacementMethod) throws {
    let latents = PlacementData.noise(30, 6, seed: 9)
    let grid = try PlacementGrid(rows: 5, columns: 6)
    let placement = try GridPlacement(of: latents, on: grid, method, options: quick)
    for factor: Float in [0x1p-100, 0x1p120] {
      let other = LatentBatch(count: 30, dimension: 6, values: latents.values.map { $0 * factor })
      #expect(try GridPlacement(of: other, on: grid, method, options: quick) == placement)
    }
  }

  @Test(arguments: PlacementMethod.allCases)
  func withCosineOnlyDirectionsCount(method: PlacementMethod) throws {
    let latents = PlacementData.noise(12, 4, seed: 9)
    let grid = try PlacementGrid(rows: 3, columns: 4)
    let longer = LatentBatch(
      count: 12,
      dimension: 4,
      values: latents.values.enumerated().map { $1 * Float(1 << ($0 / 4)) }
    )
    let options = PlacementOptions(metric: .cosine, attempts: 2)
    #expect(
      try GridPlacement(of: latents, on: grid, method, options: options)
        == GridPlacement(of: longer, on: grid, method, options: options)
    )
  }

  @Test(arguments: PlacementMethod.allCases, [1, 9, 12])
  func vectorsWithoutDifferencesArePlacedAllTheSame(method: PlacementMethod, count: Int) throws {
    let grid = try PlacementGrid(rows: 3, columns: 4)
    let line = (0..<count * 2).map { Float($0 / 2 % 3) }
    for latents in [
      LatentBatch(count: count, dimension: 1, repeating: 0),
      LatentBatch(count: count, dimension: 3, repeating: -2e38),
      LatentBatch(count: count, dimension: 2, values: line),
    ] {
      for metric in DistanceMetric.allCases {
        let placement = try GridPlacement(of: latents, on: grid, method, options: .init(metric: metric, attempts: 2))
        #expect(Set(placement.cells).count == count)
      }
    }
  }

  @Test(arguments: [(1, 20), (20, 1)])
  func onALineVectorsOfALineStandInOrder(rows: Int, columns: Int) throws {
    let grid = try PlacementGrid(rows: rows, columns: columns)
    let order = PlacementData.permutation(20, seed: 3)
    let latents = LatentBatch(count: 20, dimension: 1, values: order.map { Float($0) })
    for method in [PlacementMethod.sorted, .linearAssignment] {
      let placed = try GridPlacement(of: latents, on: grid, method, options: quick).vectors.map { order[$0 ?? -1] }
      #expect(placed == placed.sorted() || placed == placed.sorted(by: >))
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let grid = try PlacementGrid(rows: 2, columns: 2, holes: [3])
    func place(_ count: Int, _ pins: [(Int, Int)]) throws -> GridPlacement {
      let pinned = pins.map { PlacementOptions.Pin(vector: $0.0, cell: $0.1) }
      return try GridPlacement(of: PlacementData.noise(count, 2), on: grid, options: .init(pinned: pinned))
    }
    #expect(throws: PlacementError.tooManyVectors(vectors: 4, cells: 3)) { try place(4, []) }
    #expect(throws: PlacementError.vectorOutside(vector: 2, vectors: 2)) { try place(2, [(2, 0)]) }
    #expect(throws: PlacementError.cellOutside(cell: 4, cells: 4)) { try place(2, [(0, 4)]) }
    #expect(throws: PlacementError.pinnedToHole(vector: 0, cell: 3)) { try place(2, [(0, 3)]) }
    #expect(throws: PlacementError.vectorPinnedTwice(vector: 0)) { try place(2, [(0, 0), (0, 1)]) }
    #expect(throws: PlacementError.cellPinnedTwice(cell: 0)) { try place(2, [(0, 0), (1, 0)]) }
    let broken = LatentBatch(count: 1, dimension: 2, values: [0, .infinity])
    #expect(throws: PlacementError.notFinite(row: 0, column: 1)) { try GridPlacement(of: broken, on: grid) }
  }
}
