import LatentGeometry
import Manifold
import Testing

@Suite struct BallCoverTests {
  /// Draws of the uniform law on [0, 1]^d, the first coordinate stretched to `width`.
  private func box(_ count: Int, _ dimension: Int, seed: UInt64, width: Float = 1) -> LatentBatch {
    var batch = LatentGenerator(seed: seed).sample(.uniform(low: 0, high: 1), count: count, dimension: dimension)
    batch.withUnsafeMutableValues { values in
      for row in 0..<count { values[row * dimension] *= width }
    }
    return batch
  }

  @Test(arguments: [(1, 4), (2, 300), (3, 1000)])
  func identicalRowsAreInsideWhateverTheRadius(k: Int, count: Int) throws {
    let row = gaussian(1, 9, seed: 1)
    let copies = row.rows([Int](repeating: 0, count: count))
    let cover = try BallCover(copies, ks: [k])
    #expect(cover.radii.allSatisfy { $0 == 0 })
    let same = try cover.measure(row)[0]
    #expect(same.counts == [count] && same.outsideness == [0] && same.coverage == 1)
    let other = try cover.measure(gaussian(5, 9, seed: 2))[0]
    #expect(other.counts == [0, 0, 0, 0, 0] && other.outsideness.allSatisfy { $0 == .infinity })
    #expect(other.insideShare == 0 && other.density == 0 && other.coverage == 0)
  }

  @Test func aSetIsInsideItsOwnBalls() throws {
    let rows = gaussian(300, 20, seed: 3)
    for result in try BallCover(rows).measure(rows) {
      #expect(result.insideShare == 1 && result.coverage == 1)
      #expect(result.counts.allSatisfy { $0 >= 1 } && result.outsideness.allSatisfy { $0 == 0 })
      // Every center has its own row and its k nearest in its ball.
      #expect(result.visits == [Int](repeating: result.k + 1, count: 300))
      #expect(abs(result.density - Double(result.k + 1) / Double(result.k)) < 1e-12)
    }
    for result in try BallCover(rows).measure(rows, excluding: Array(0..<300)) {
      #expect(result.visits == [Int](repeating: result.k, count: 300), "the k-th nearest is on the sphere")
    }
  }

  @Test func halfOfABoxHoldsHalfOfTheQueries() throws {
    // Reference: the lower half of a box twice as long.
    let cover = try BallCover(box(2000, 2, seed: 4), ks: [3])
    let result = try cover.measure(box(2000, 2, seed: 5, width: 2))[0]
    // The sd of a share of 2,000 queries is 0.011; the outermost balls reach about 0.02 over the edge.
    #expect((0.46...0.56).contains(result.insideShare))
    // Half as many queries as centers fall into the half.
    #expect((0.42...0.58).contains(result.density))
    let held = try cover.measure(box(2000, 2, seed: 6))[0]
    #expect(held.insideShare > 0.95)
  }

  @Test func precisionAndRecallAreNotExchanged() throws {
    let wide = box(1000, 2, seed: 7, width: 2), narrow = box(1000, 2, seed: 8)
    // Narrow queries are all realistic, but miss half of the wide reference.
    let precision = try BallCover(wide, ks: [3]).measure(narrow)[0]
    let recall = try BallCover(narrow, ks: [3]).measure(wide)[0]
    #expect(precision.insideShare > 0.9)
    #expect((0.4...0.6).contains(precision.coverage))
    #expect((0.4...0.6).contains(recall.insideShare))
    #expect(precision.outsideness.count == 1000 && precision.visits.count == 1000)
  }

  @Test(arguments: DistanceMetric.allCases, [1, 50])
  func measuresAreThoseOfEveryPair(metric: DistanceMetric, d: Int) throws {
    let centers = gaussian(333, d, seed: 9), queries = gaussian(70, d, seed: 10)
    let cover = try BallCover(centers, ks: [1, 4, 9], metric: metric, threads: 2)
    for result in try cover.measure(queries) {
      let radii = Array(cover.radii(k: result.k))
      var visits = [Int](repeating: 0, count: 333)
      for query in 0..<70 {
        let distances = (0..<333).map { pairDistance(queries.row(query), centers.row($0), metric) }
        let inside = (0..<333).filter { distances[$0] <= radii[$0] }
        for center in inside { visits[center] += 1 }
        #expect(result.counts[query] == inside.count && result.isInside(query) == !inside.isEmpty)
        let least = zip(distances, radii).map { $0 == 0 ? 0 : $0 / $1 }.min() ?? .nan
        #expect(result.outsideness[query] == least || abs(result.outsideness[query] - least) < 1e-12 * least)
      }
      #expect(result.visits == visits)
    }
  }

  @Test func theNumberOfThreadsAndOfQueriesChangesNothing() throws {
    let centers = gaussian(900, 6, seed: 11), queries = gaussian(40, 6, seed: 12)
    let one = try BallCover(centers, threads: 1), several = try BallCover(centers, threads: 3)
    #expect(one.radii == several.radii)
    let all = try one.measure(queries)
    #expect(try several.measure(queries) == all)
    let last = try several.measure(queries[39])
    #expect(last.map(\.counts[0]) == all.map(\.counts[39]))
    #expect(last.map(\.outsideness[0]) == all.map(\.outsideness[39]))
  }

  @Test(arguments: [1e-30, 1e25] as [Float])
  func coordinatesOfAnySizeAreMeasured(size: Float) throws {
    let centers = gaussian(60, 5, seed: 13), queries = gaussian(20, 5, seed: 14)
    func scaled(_ batch: LatentBatch) -> LatentBatch {
      LatentBatch(batch.values.map { $0 * size }, dimension: 5)
    }
    let plain = try BallCover(centers, ks: [2]).measure(queries)[0]
    let result = try BallCover(scaled(centers), ks: [2]).measure(scaled(queries))[0]
    #expect(result.counts == plain.counts && result.visits == plain.visits)
  }

  @Test func tooFewCentersAreRefused() {
    #expect(throws: BallCoverError.tooFewCenters(count: 5, k: 5)) { try BallCover(gaussian(5, 2, seed: 1), ks: [5]) }
    #expect(throws: BallCoverError.tooFewCenters(count: 0, k: 1)) {
      try BallCover(LatentBatch(count: 0, dimension: 2), ks: [1])
    }
    #expect(BallCoverError.tooFewCenters(count: 5, k: 5).description.contains("at least 6 rows"))
  }
}
