import LatentGeometry
import Testing

@testable import Manifold

@Suite struct LinearAssignmentTests {
  @Test func totalsEqualThoseOfSciPyWithTiesEmptyColumnsAndAnySizeOfNumber() throws {
    let cases = try PlacementReference.load().assignments
    #expect(cases.count >= 16)
    for entry in cases {
      let assignment = try LinearAssignment(costs: entry.costs, rows: entry.rows, columns: entry.columns)
      #expect(
        abs(assignment.cost - entry.total) <= 1e-12 * max(abs(entry.total), largest(entry.costs)),
        "\(entry.name)"
      )
      expectOptimal(assignment, entry.costs, entry.columns, entry.name)
    }
  }

  /// The same by trying all assignments, which shares no thought with any solver.
  @Test(arguments: [(1, 1), (1, 3), (2, 2), (3, 3), (4, 4), (5, 5), (2, 5), (4, 6), (6, 6)])
  func smallTablesEqualTheBestOfAllAssignments(rows: Int, columns: Int) throws {
    for seed in 0..<20 {
      var costs = PlacementData.noise(rows, columns, seed: UInt64(seed)).values
      // Every other table has many ties.
      if seed % 2 == 1 { costs = costs.map { $0.rounded() } }
      let assignment = try LinearAssignment(costs: costs, rows: rows, columns: columns)
      #expect(abs(assignment.cost - best(costs, rows, columns)) < 1e-9)
      expectOptimal(assignment, costs, columns, "\(rows) x \(columns), seed \(seed)")
    }
  }

  /// Points of a plane and cells of a grid: large enough for all stages, square and with spare columns.
  @Test(arguments: [0, 1, 7, 60, 200])
  func dualsProveAssignmentsOfPointsToAGrid(spare: Int) throws {
    let side = 16
    let count = side * side - spare
    let points = PlacementData.noise(count, 2, seed: 3).values
    var costs: [Float] = []
    for point in 0..<count {
      for cell in 0..<side * side {
        let dy = points[2 * point] * 3 + 8 - Float(cell / side)
        let dx = points[2 * point + 1] * 3 + 8 - Float(cell % side)
        costs.append(dy * dy + dx * dx)
      }
    }
    let assignment = try LinearAssignment(costs: costs, rows: count, columns: side * side)
    expectOptimal(assignment, costs, side * side, "\(spare) spare")
    // Again and the same.
    #expect(try LinearAssignment(costs: costs, rows: count, columns: side * side).columns == assignment.columns)
  }

  /// Tables in which every choice is a tie, or nearly: without care bids go round for ever.
  @Test(arguments: [(0, 0), (40, 40), (40, 55)])
  func tiesComeToAnEnd(rows: Int, columns: Int) throws {
    let indices = 0..<rows * columns
    let tables: [[Float]] = [
      indices.map { _ in 0 },
      indices.map { _ in -7.25 },
      indices.map { ($0 % max(1, columns)) % 2 == 0 ? 1 : 0 },
      indices.map { $0 / max(1, columns) == $0 % max(1, columns) ? 1 : 0 },
      indices.map { 1e8 + Float($0 % 3) },
      indices.map { $0 % 7 == 0 ? 3e38 : -3e38 },
      indices.map { $0 % 5 == 0 ? 0x1p-149 : 0 },
    ]
    for (index, costs) in tables.enumerated() {
      let assignment = try LinearAssignment(costs: costs, rows: rows, columns: columns)
      expectOptimal(assignment, costs, columns, "table \(index)")
    }
  }

  @Test(arguments: [Float.infinity, -.infinity, .nan])
  func costsThatAreNotFiniteAreRefused(cost: Float) {
    #expect(throws: PlacementError.notFinite(row: 1, column: 2)) {
      try LinearAssignment(costs: [1, 2, 3, 4, 5, cost], rows: 2, columns: 3)
    }
  }

  private func largest(_ costs: [Float]) -> Double { Double(costs.reduce(0) { max($0, abs($1)) }) }

  /// Feasible duals, tight on the assignment and 0 on free columns, bound every assignment from below by this one's cost.
  private func expectOptimal(_ assignment: LinearAssignment, _ costs: [Float], _ columns: Int, _ name: String) {
    let rows = assignment.columns.count
    let tolerance = 1e-11 * max(largest(costs), .leastNormalMagnitude) * 10
    #expect(Set(assignment.columns).count == rows, "\(name)")
    #expect(assignment.columns.allSatisfy { (0..<columns).contains($0) }, "\(name)")
    let isFree = (0..<columns).map { !assignment.columns.contains($0) }
    var worst = 0.0
    for row in 0..<rows {
      for column in 0..<columns {
        let reduced =
          Double(costs[row * columns + column]) - assignment.rowDuals[row] - assignment.columnDuals[column]
        worst = max(worst, assignment.columns[row] == column ? abs(reduced) : -reduced)
      }
    }
    for column in 0..<columns {
      let dual = assignment.columnDuals[column]
      worst = max(worst, isFree[column] ? abs(dual) : dual)
    }
    #expect(worst <= tolerance, "\(name): \(worst)")
  }

  private func best(_ costs: [Float], _ rows: Int, _ columns: Int) -> Double {
    func search(_ row: Int, _ taken: Int) -> Double {
      guard row < rows else { return 0 }
      return (0..<columns).filter { taken & 1 << $0 == 0 }
        .map { Double(costs[row * columns + $0]) + search(row + 1, taken | 1 << $0) }.min() ?? .infinity
    }
    return search(0, 0)
  }
}
