import Testing

@testable import LatentGeometry

/// The same bytes for any number of threads and for rows one by one.
@Suite struct ThreadTests {
  static let threads = [2, 3, 7]

  private func bits(_ batch: LatentBatch) -> [UInt32] { batch.values.map(\.bitPattern) }

  @Test(arguments: InterpolationMethod.allCases, PriorTests.priors)
  func rowsDoNotDependOnThreads(method: InterpolationMethod, prior: Prior) throws {
    for dimension in [1, 19] {
      let draws = LatentGenerator(seed: 101).sample(prior, count: 26, dimension: dimension)
      let (a, b) = (draws[0..<13], draws[13..<26])
      let places = [-0.25, 0, 0.3, 1]
      var table = WeightTable(pointCount: 26)
      for row in 0..<23 {
        let points = (0..<26).filter { ($0 * 7 + row * 5) % 6 == 0 }
        table.append(points.map { .init(point: $0, weight: 0.5 + Double(row % 3)) })
      }
      func results(_ threads: Int) throws -> [LatentBatch] {
        let interpolator = Interpolator(method, prior: prior, dimension: dimension, threads: threads)
        let grid = try LatentGrid(.mine, rows: 7, columns: 10)
        let free = try LatentGrid(.mine, rows: 7, columns: 10, isOrderFree: true)
        return try [
          interpolator.interpolate(from: a, to: b, at: places), interpolator.combine(draws, table),
          grid.latents(anchors: draws[0..<12], interpolator), free.latents(anchors: draws[0..<12], interpolator),
        ]
      }
      let alone = try results(1)
      for threads in Self.threads {
        for (one, other) in zip(alone, try results(threads)) { #expect(bits(one) == bits(other), "\(threads) threads") }
      }
      let interpolator = Interpolator(method, prior: prior, dimension: dimension, threads: 1)
      for row in 0..<13 {
        let strip = interpolator.interpolate(from: a[row], to: b[row], at: places)
        #expect(bits(strip) == bits(alone[0][row * 4..<(row + 1) * 4]))
      }
      for row in 0..<23 {
        var single = WeightTable(pointCount: 26)
        single.append(table[row])
        #expect(bits(interpolator.combine(draws, single)) == bits(alone[1][row]))
      }
    }
  }

  /// Many rows from few draws: the same numbers, turned around by one place a row.
  private func wide(_ count: Int, _ dimension: Int) -> LatentBatch {
    let first = LatentBatch.gaussian(1, dimension, seed: 102)
    var batch = LatentBatch(count: count, dimension: dimension)
    for row in 0..<count { batch.setRow(row, to: first.values[row...] + first.values[..<row]) }
    return batch
  }

  /// Above ``Interpolator/streamingCount`` results are written past the caches: the same bytes again, ends included.
  @Test func largeResultsEqualSmallOnes() {
    let (count, dimension) = (129, 65_537)
    let a = wide(count, dimension)
    let b = a.rows((0..<count).map { ($0 + 5) % count })
    #expect(count * dimension >= Interpolator.streamingCount)
    for (method, t) in [(InterpolationMethod.lerp, 1), (.slerp, 0.3)] {
      let large = Interpolator(method, dimension: dimension, threads: 2).interpolate(from: a, to: b, at: t)
      for row in [0, 1, 63, 64, 65, 128] {
        #expect(large[row] == Interpolator(method, dimension: dimension).interpolate(from: a[row], to: b[row], at: t))
      }
    }
  }

  /// A grid whose bands are streamed.
  @Test func largeGridsEqualSmallOnes() throws {
    let dimension = 65_537
    let anchors = wide(4, dimension)
    let grid = try LatentGrid(.mine, rows: 12, columns: 12, spacing: 11)
    let large = try grid.latents(anchors: anchors, Interpolator(.slerp, dimension: dimension, threads: 2))
    #expect(large.values.count >= Interpolator.streamingCount)
    let interpolator = Interpolator(.slerp, dimension: dimension, threads: 1)
    let (top, bottom) = (4.0 / 11, 7.0 / 11)
    let above = interpolator.interpolate(from: anchors[0], to: anchors[1], at: top)
    let below = interpolator.interpolate(from: anchors[2], to: anchors[3], at: top)
    #expect(large[7 * 12 + 4] == interpolator.interpolate(from: above, to: below, at: bottom))
    #expect(large[0] == anchors[0] && large[11] == anchors[1] && large[132] == anchors[2] && large[143] == anchors[3])
  }
}
