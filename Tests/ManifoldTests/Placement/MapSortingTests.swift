import LatentGeometry
import Testing

@testable import Manifold

/// What large grids go through, on small ones: parts of a tiling.
@Suite struct MapSortingTests {
  private func sorted(_ latents: LatentBatch, _ task: PlacementTask, seed: UInt64, group: Int = 9) throws -> [Int] {
    let vectors = try PlacementVectors(latents, metric: .l2)
    let schedule = MapSorting.Schedule(group: group, passes: 2)
    var sorting = MapSorting(vectors, task, seed: seed, start: task.inOrder(), schedule: schedule)
    sorting.run()
    return sorting.cells
  }

  @Test(arguments: [2, 5, 9, 200])
  func partsKeepHolesEmptyCellsAndPins(group: Int) throws {
    let grid = try PlacementGrid(rows: 9, columns: 11, holes: [0, 40, 41, 52, 98])
    let pins: [PlacementOptions.Pin] = [.init(vector: 3, cell: 49), .init(vector: 0, cell: 1)]
    let task = try PlacementTask(count: 80, grid: grid, pinned: pins)
    let latents = PlacementData.noise(80, 9, seed: 6)
    let cells = try sorted(latents, task, seed: 1, group: group)
    #expect(cells[3] == 49 && cells[0] == 1)
    #expect(Set(cells).count == 80 && cells.allSatisfy { (0..<99).contains($0) && grid.isUsable($0) })
    #expect(try sorted(latents, task, seed: 1, group: group) == cells)
    // All at once leave nothing to chance.
    let other = try sorted(latents, task, seed: 2, group: group)
    #expect((other == cells) == (group > 94))
  }

  @Test func partsFindTheOrderOfASheet() throws {
    let grid = try PlacementGrid(rows: 10, columns: 10)
    let task = try PlacementTask(count: 100, grid: grid, pinned: [])
    let latents = PlacementData.sheet(100, 12, seed: 5)
    func quality(_ cells: [Int]) throws -> Double {
      try PlacementQuality(of: GridPlacement(cells: cells, on: grid), for: latents).distancePreservation
    }
    let (before, after) = (try quality(task.inOrder()), try quality(sorted(latents, task, seed: 1)))
    #expect(before < 0.2 && after > 0.7)
  }

  /// The mean over a box, by its definition; cells without a vector do not count, pinned ones by their weight.
  @Test(arguments: [(1, 1), (2, 3), (0, 4), (9, 9)])
  func mapsAreMeansOverBoxes(radiusY: Int, radiusX: Int) throws {
    let (rows, columns, stride) = (5, 7, 16)
    let values = PlacementData.noise(30, stride, seed: 2).values
    let weight = (0..<30).map { Float($0 % 4 == 0 ? 4 : 1) }
    let vectorOfCell = PlacementData.permutation(35, seed: 4).map { Int32($0 < 30 ? $0 : -1) }
    let map = SmoothedMap(rows: rows, columns: columns, stride: stride)
    values.withUnsafeBufferPointer {
      map.update(
        vectorOfCell,
        $0.baseAddress.unsafelyUnwrapped,
        weight: weight,
        radiusY: radiusY,
        radiusX: radiusX
      )
    }
    for cell in 0..<rows * columns {
      let box = (0..<rows * columns).filter {
        abs($0 / columns - cell / columns) <= radiusY && abs($0 % columns - cell % columns) <= radiusX
      }
      let vectors = box.map { Int(vectorOfCell[$0]) }.filter { $0 >= 0 }
      let total = vectors.reduce(0) { $0 + weight[$1] }
      for index in 0..<stride {
        let sum = vectors.reduce(0) { $0 + weight[$1] * values[$1 * stride + index] }
        #expect(abs(map.values[cell * stride + index] - (total > 0 ? sum / total : 0)) < 1e-4)
      }
    }
  }

  @Test(arguments: [1, 2, 5], [2, 9, 40])
  func tilesCoverTheGridOnce(radius: Int, part: Int) throws {
    let grid = try PlacementGrid(rows: 7, columns: 12)
    let isFree = (0..<84).map { $0 % 10 != 3 }
    for pass: UInt32 in 0..<5 {
      let tiles = MapTiles(grid, radius: radius, part: part, philox: Philox(seed: 3), pass: pass)
      var cells: [Int] = []
      var tile: [Int] = []
      for index in 0..<tiles.count {
        tiles.fill(&tile, tile: index, isFree: isFree)
        cells += tile
      }
      #expect(cells.sorted() == (0..<84).filter { isFree[$0] })
      #expect(cells != cells.sorted())
    }
  }
}
