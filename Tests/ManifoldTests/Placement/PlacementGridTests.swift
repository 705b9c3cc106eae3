import LatentGeometry
import Testing

@testable import Manifold

@Suite struct PlacementGridTests {
  @Test func cellsAreCountedRowByRow() throws {
    let grid = try PlacementGrid(rows: 3, columns: 5, holes: [14, 2, 2])
    #expect(grid.cellCount == 15 && grid.usableCells.count == 13)
    #expect(grid.cell(row: 1, column: 3) == 8)
    #expect(grid.position(of: 8) == (1, 3))
    #expect(!grid.isUsable(2) && !grid.isUsable(14) && grid.isUsable(8))
  }

  @Test(arguments: [
    (3, 5, [], 7), (1, 1, [], 0), (2, 2, [], 0), (4, 4, [], 5), (3, 3, [4], 1), (3, 3, [4, 1], 3),
    (3, 3, [1, 3, 4, 5, 7], 0),
    (1, 4, [1], 2), (5, 1, [2], 1),
  ])
  func theCentreIsTheUsableCellNearestToTheMiddleTheFirstOfSeveral(
    rows: Int,
    columns: Int,
    holes: [Int],
    center: Int
  ) throws {
    #expect(try PlacementGrid(rows: rows, columns: columns, holes: holes).centerCell == center)
  }

  @Test func aGridOfHolesHasNoCentre() throws {
    #expect(try PlacementGrid(rows: 1, columns: 2, holes: [0, 1]).centerCell == nil)
  }

  @Test func gridsWithoutCellsAndHolesOutsideAreRefused() {
    #expect(throws: PlacementError.emptyGrid(rows: 0, columns: 4)) { try PlacementGrid(rows: 0, columns: 4) }
    #expect(throws: PlacementError.emptyGrid(rows: 3, columns: -1)) { try PlacementGrid(rows: 3, columns: -1) }
    #expect(throws: PlacementError.cellOutside(cell: 6, cells: 6)) {
      try PlacementGrid(rows: 2, columns: 3, holes: [6])
    }
  }

  @Test func errorsSayWhatIsWrongAndWhatToDo() {
    #expect(
      PlacementError.tooManyVectors(vectors: 16, cells: 15).description
        == "16 vectors do not fit on 15 usable cells; add rows or columns, or place fewer"
    )
    #expect(
      PlacementError.pinnedToHole(vector: 0, cell: 7).description
        == "vector 0 is pinned to cell 7, which is a hole; name a cell that may be used"
    )
    let errors: [PlacementError] = [
      .emptyGrid(rows: 0, columns: 1), .tooManyVectors(vectors: 2, cells: 1), .cellOutside(cell: 9, cells: 4),
      .vectorOutside(vector: 3, vectors: 2), .vectorPinnedTwice(vector: 1), .cellPinnedTwice(cell: 1),
      .notFinite(row: 1, column: 0), .embedding(.tooLarge(dimension: 3)),
    ]
    for error in errors { #expect(error.description.count > 30) }
  }
}
