import LatentGeometry
import Testing

@testable import Manifold

@Suite struct SwapDescentTests {
  @Test(arguments: [3, 9, 30, 60], [1, 5, 16])
  func exchangesNeverLowerTheQualityTheyAreMadeFor(count: Int, exponent: Double) throws {
    let grid = try PlacementGrid(rows: 8, columns: 8, holes: [0, 9])
    let task = try PlacementTask(count: count, grid: grid, pinned: [.init(vector: 1, cell: 20)])
    let distances = try PlacementVectors(PlacementData.noise(count, 5, seed: 3), metric: .l2).distances()
    func quality(_ cells: [Int]) -> Double {
      PlacementQuality(
        GridPlacement(cells: cells, on: grid),
        distances: distances,
        exponent: exponent,
        neighbors: 1,
        ties: .averaged
      ).distancePreservation
    }
    let start = task.inOrder()
    var last = quality(start)
    var cells = start
    for _ in 0..<6 {
      var descent = SwapDescent(cells, task, distances: distances, exponent: exponent)
      descent.run(reach: 8, rounds: 1)
      cells = descent.placement
      #expect(quality(cells) >= last - 1e-6)
      last = quality(cells)
    }
    #expect(cells[1] == 20 && Set(cells) == Set(start))
    if count > 3 { #expect(last > quality(start) + 0.05) }
  }

  @Test func smallAssignmentsEqualExactOnes() throws {
    let solver = SmallAssignment(capacity: 12)
    for (rows, columns) in [(1, 1), (1, 5), (4, 4), (9, 12), (12, 12)] {
      let costs = PlacementData.noise(rows, columns, seed: UInt64(columns)).values
      for (index, cost) in costs.enumerated() { solver.costs[index] = cost }
      solver.solve(rows: rows, columns: columns)
      var sum = 0.0
      var count = 0
      for column in 0..<columns where solver.rowOfColumn[column] >= 0 {
        sum += Double(costs[solver.rowOfColumn[column] * columns + column])
        count += 1
      }
      #expect(count == rows)
      let exact = try LinearAssignment(costs: costs, rows: rows, columns: columns)
      #expect(abs(sum - exact.cost) < 1e-5)
    }
  }
}
