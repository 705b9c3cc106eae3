import Testing

@testable import LatentGeometry

/// 10,000 small cases made of numbers that hurt: no crash, no NaN, the right shapes.
@Suite struct RandomCaseTests {
  private static let sizes: [Float] = [0, -0.0, 1, -1, 0.5, 3, 1e-25, -0x1p-133, 1e25, -2e6, 0.999_999_9, 11.5, 2, -2]
  private static let places = [0, 1, 0.5, -0.25, 1.25, 1e6, -1e6, 1e30, -1e30, 1e-12, 0.999_999_999_999, 1e300]
  private static let weights = [0, 1, -1, 0.25, 0.5, 2, 1e-12, 1e12, -0.125, 1e300, -1e30]
  private static let priors =
    PriorTests.priors + [
      .uniform(low: 5, high: 5.000_001), .gaussian(mean: -1e6, standardDeviation: 1e-3), .sphere(radius: 1e-6),
      .truncatedGaussian(mean: 3, standardDeviation: 0.1, bound: 0.01),
      .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 30),
    ]

  private struct Source {
    var state = NumPyRandomState(seed: 91)

    mutating func below(_ bound: Int) -> Int { Int(state.nextInteger(below: UInt64(bound))) }
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Rows of hard numbers, of draws, or of copies and opposites of those before.
    mutating func points(_ count: Int, _ dimension: Int) -> LatentBatch {
      var rows: [[Float]] = []
      for _ in 0..<count {
        switch below(4) {
        case 0: rows.append((0..<dimension).map { _ in one(of: RandomCaseTests.sizes) })
        case 1 where !rows.isEmpty:
          let factor = one(of: [1, -1, 2, -0.5] as [Float])
          rows.append(one(of: rows).map { factor * $0 })
        default: rows.append((0..<dimension).map { _ in Float(state.nextNormal()) })
        }
      }
      return LatentBatch(rows: rows)
    }
  }

  @Test func nothingGoesWrong() {
    var source = Source()
    for number in 0..<10_000 {
      let method = source.one(of: InterpolationMethod.allCases)
      let prior = source.one(of: Self.priors)
      let (dimension, count) = (1 + source.below(5), 1 + source.below(5))
      let points = source.points(count, dimension)
      let interpolator = Interpolator(method, prior: prior, dimension: dimension)
      let result: LatentBatch
      let expectedCount: Int
      switch source.below(4) {
      case 0:
        let places = (0..<1 + source.below(3)).map { _ in source.one(of: Self.places) }
        let others = points.rows((0..<count).map { _ in source.below(count) })
        result = interpolator.interpolate(from: points, to: others, at: places)
        expectedCount = count * places.count
      case 1:
        var table = WeightTable(pointCount: count)
        expectedCount = 1 + source.below(3)
        for _ in 0..<expectedCount {
          var row = (0..<count).map { _ in source.one(of: Self.weights) }
          let sum = row.reduce(0, +)
          if method.needsPositiveSum, !(sum > 0), row.contains(where: { $0 != 0 }) { row = row.map { -$0 } }
          if method.needsPositiveSum, !(row.reduce(0, +) > 0) { row = row.map { abs($0) } }
          if row.reduce(0, { $0 + abs($1) }) > 1e299 { row = row.map { $0 / 10 } }
          table.append(row.enumerated().map { .init(point: $0.offset, weight: $0.element) })
        }
        result = interpolator.combine(points, table)
      case 2:
        let parts = points.rows((0..<3).map { _ in source.below(count) })
        result = source.one(of: AnalogyMethod.allCases).complete(parts[0], parts[1], parts[2], prior: prior)
        expectedCount = 1
      default:
        guard let cells = grid(&source, interpolator) else { continue }
        (result, expectedCount) = cells
      }
      let isRight = result.count == expectedCount && result.dimension == dimension && result.isFinite
      #expect(isRight, "case \(number): \(method), \(prior), \(points.values), \(result.values)")
    }
  }

  /// A grid of any size and spacing, right or wrong; its cells and how many there should be.
  private func grid(_ source: inout Source, _ interpolator: Interpolator) -> (LatentBatch, Int)? {
    let layout = source.one(of: GridLayout.allCases)
    let (rows, columns) = (source.below(7) - 1, source.below(7) - 1)
    do {
      let grid = try LatentGrid(
        layout,
        rows: rows,
        columns: columns,
        spacing: source.below(4),
        isOrderFree: source.below(2) == 0,
        analogy: source.one(of: AnalogyMethod.allCases)
      )
      let count = source.below(5) == 0 ? source.below(12) + 1 : grid.anchorCount
      let anchors = source.points(count, interpolator.dimension)
      let cells = try grid.latents(anchors: anchors, interpolator)
      #expect(count == grid.anchorCount)
      return (cells, rows * columns)
    } catch {
      let sentence = error.description
      let isSentence =
        sentence.count > 20 && !sentence.contains("Optional") && !sentence.contains("  ") && sentence.last != "."
      #expect(isSentence && sentence.contains { $0.isNumber }, "\(sentence)")
      return nil
    }
  }
}
