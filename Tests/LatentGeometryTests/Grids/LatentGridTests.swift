import LatentGeometry
import Testing

@Suite struct JDiagramTests {
  let corners = LatentBatch.gaussian(3, 64, seed: 21)

  private func grid(_ rows: Int, _ columns: Int, _ method: InterpolationMethod) -> LatentBatch {
    do {
      return try LatentGrid(.jdiagram, rows: rows, columns: columns)
        .latents(anchors: corners, Interpolator(method, dimension: corners.dimension))
    } catch {
      preconditionFailure("\(error)")
    }
  }

  @Test(arguments: InterpolationMethod.allCases, [(2, 2), (5, 7), (3, 2), (2, 9)])
  func cornersAreExact(method: InterpolationMethod, size: (Int, Int)) {
    let (rows, columns) = size
    let grid = grid(rows, columns, method)
    #expect(grid.count == rows * columns)
    #expect(grid[0] == corners[0])
    #expect(grid[(rows - 1) * columns] == corners[1])
    #expect(grid[columns - 1] == corners[2])
    #expect(grid[rows * columns - 1] == AnalogyMethod.raw.complete(corners[0], corners[1], corners[2]))
  }

  @Test func edgesAreInterpolatedFirstAndRowsBetweenThem() {
    let grid = grid(5, 7, .slerp)
    let right = AnalogyMethod.raw.complete(corners[0], corners[1], corners[2])
    let leftMiddle = slerp(from: corners[0], to: corners[1], at: 0.5)
    let rightMiddle = slerp(from: corners[2], to: right, at: 0.5)
    #expect(grid[2 * 7] == leftMiddle)
    #expect(grid[2 * 7 + 6] == rightMiddle)
    #expect(grid[2 * 7 + 3] == slerp(from: leftMiddle, to: rightMiddle, at: 0.5))
  }

  @Test func swappingTheTargetsTransposesTheCorners() throws {
    let grid = try LatentGrid(.jdiagram, rows: 3, columns: 3)
    let interpolator = Interpolator(.slerp, dimension: corners.dimension)
    let one = try grid.latents(anchors: corners, interpolator)
    let other = try grid.latents(anchors: corners.rows([0, 2, 1]), interpolator)
    #expect(one[8] == other[8])
    #expect(one[2] == other[6])
  }
}

@Suite struct AnalogyTests {
  @Test func rawIsBPlusCMinusA() {
    let a = LatentBatch(rows: [[1, 2], [0, 0]])
    let b = LatentBatch(rows: [[3, 5], [1, 1]])
    let c = LatentBatch(rows: [[10, 20], [2, 2]])
    #expect(AnalogyMethod.raw.complete(a, b, c) == LatentBatch(rows: [[12, 23], [3, 3]]))
  }

  @Test func rawIsSymmetricInItsTargets() {
    let (a, b) = (LatentBatch.gaussian(9, 50, seed: 1), LatentBatch.gaussian(9, 50, seed: 2))
    let c = LatentBatch.gaussian(9, 50, seed: 3)
    #expect(AnalogyMethod.raw.complete(a, b, c) == AnalogyMethod.raw.complete(a, c, b))
  }

  /// The number beside the method's documentation: three draws of N(0, I) give N(0, 3I), over ten sd away at d = 100.
  @Test func rawLeavesThePrior() {
    let draws = LatentBatch.gaussian(3000, 100, seed: 4)
    let result = AnalogyMethod.raw.complete(draws[0..<1000], draws[1000..<2000], draws[2000..<3000])
    let statistics = PriorStatistics(of: result, prior: .standardGaussian)
    #expect(abs(statistics.meanLength - 3.0.squareRoot() * statistics.law.mean) < 0.15)
    #expect(statistics.law.deviation(ofLength: statistics.meanLength) > 10)
  }
}
