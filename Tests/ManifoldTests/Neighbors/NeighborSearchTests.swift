import LatentGeometry
import Manifold
import Testing

@Suite struct NeighborSearchTests {
  @Test(
    arguments: DistanceMetric.allCases,
    [(400, 5, 40), (700, 32, 9), (300, 100, 1), (1, 4, 6), (2, 1, 1), (600, 1, 50)]
  )
  func manyAndFewQueriesFindWhatEveryPairSays(metric: DistanceMetric, size: (n: Int, d: Int, m: Int)) throws {
    let rows = gaussian(size.n, size.d, seed: 1), queries = gaussian(size.m, size.d, seed: 2)
    for k in [1, 7, size.n] {
      try expectNearest(NeighborSearch(rows, metric: metric).nearest(to: queries, k: k), queries, rows, k, metric)
    }
  }

  @Test(arguments: DistanceMetric.allCases)
  func theNumberOfThreadsAndOfQueriesChangesNothing(metric: DistanceMetric) throws {
    let rows = gaussian(1500, 12, seed: 3), queries = gaussian(60, 12, seed: 4)
    let one = try NeighborSearch(rows, metric: metric, threads: 1).nearest(to: queries, k: 10)
    for threads in [2, 5] {
      #expect(try NeighborSearch(rows, metric: metric, threads: threads).nearest(to: queries, k: 10) == one)
    }
    let search = NeighborSearch(rows, metric: metric, threads: 2)
    for query in 0..<60 {
      let alone = try search.nearest(to: queries[query], k: 10)
      #expect(alone.rows[...] == one.rows(of: query) && alone.distances[...] == one.distances(of: query))
    }
  }

  @Test(arguments: [1, 12], [0, 1000, -1e6] as [Float])
  func dataFarFromTheOriginKeepTheirOrder(copies: Int, offset: Float) throws {
    var rows = gaussian(500, 64, seed: 5)
    rows.withUnsafeMutableValues { values in for index in values.indices { values[index] += offset } }
    let queries = LatentBatch.concatenating((0..<copies).map { rows[$0 * 7] })
    let found = try NeighborSearch(rows).nearest(to: queries, k: 9)
    expectNearest(found, queries, rows, 9, .l2)
    for query in 0..<copies { #expect(found.distances(of: query).first == 0) }
  }

  @Test(arguments: DistanceMetric.allCases, [1, 8])
  func copiesOfOneRowComeInTheOrderOfTheirNumbers(metric: DistanceMetric, count: Int) throws {
    let row = gaussian(1, 20, seed: 6)
    let rows = row.rows([Int](repeating: 0, count: 900))
    let found = try NeighborSearch(rows, metric: metric).nearest(to: rows[0..<count], k: 5)
    for query in 0..<count {
      #expect(Array(found.rows(of: query)) == [0, 1, 2, 3, 4])
      #expect(found.distances(of: query).allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: [1, 40])
  func equallyNearRowsComeInTheOrderOfTheirNumbers(count: Int) throws {
    // A lattice of small integers: many distances are equal, and all are exact.
    var values: [Float] = []
    for number in 0..<1000 { values += [Float(number / 100), Float(number / 10 % 10), Float(number % 10)] }
    let rows = LatentBatch(count: 1000, dimension: 3, values: values)
    let queries = rows.rows((0..<count).map { $0 * 23 })
    try expectNearest(NeighborSearch(rows, threads: 2).nearest(to: queries, k: 30), queries, rows, 30, .l2)
  }

  @Test(arguments: [1, 30])
  func excludedRowsAreNotTheirOwnNeighbors(count: Int) throws {
    let rows = LatentBatch.concatenating([gaussian(50, 6, seed: 7), gaussian(50, 6, seed: 7)])
    let found = try NeighborSearch(rows).nearest(to: rows[0..<count], k: 1, excluding: (0..<count).map { $0 })
    #expect(found.rows == (0..<count).map { $0 + 50 }, "the copy remains")
    #expect(found.distances.allSatisfy { $0 == 0 })
    let all = try NeighborSearch(rows).nearest(to: rows[0..<count], k: 100, excluding: (0..<count).map { $0 })
    #expect(all.k == 99)
    for query in 0..<count { #expect(Set(all.rows(of: query)) == Set(0..<100).subtracting([query])) }
    let none = try NeighborSearch(rows).nearest(to: rows[0..<count], k: 100, excluding: (0..<count).map { _ in nil })
    #expect(none.k == 100)
  }

  @Test(arguments: DistanceMetric.allCases, [1, 20])
  func chosenRowsAreSearchedAsASetOfTheirOwn(metric: DistanceMetric, count: Int) throws {
    let rows = gaussian(800, 16, seed: 8), queries = gaussian(count, 16, seed: 9)
    let choice = (0..<800).filter { $0 % 7 == 2 || $0 > 700 }
    let found = try NeighborSearch(rows, metric: metric).nearest(to: queries, k: 12, among: choice)
    let alone = try NeighborSearch(rows.rows(choice), metric: metric).nearest(to: queries, k: 12)
    #expect(found.rows == alone.rows.map { choice[$0] })
    #expect(found.distances == alone.distances)
    #expect(try NeighborSearch(rows).nearest(to: queries, k: 3, among: []).k == 0)
    #expect(
      try NeighborSearch(rows).nearest(to: queries, k: 9, excluding: [Int?](repeating: 2, count: count), among: [2, 3])
        .rows
        == [Int](repeating: 3, count: count)
    )
  }

  @Test(arguments: [1, 20])
  func zeroVectorsHaveTheCosineDistanceOneFromEverything(count: Int) throws {
    let rows = LatentBatch(rows: [[0, 0], [1, 0], [0, 0], [-1, 0], [3, 0], [0, 1e-30]])
    let queries = LatentBatch(rows: [[Float]](repeating: [2, 0], count: count))
    let found = try NeighborSearch(rows, metric: .cosine).nearest(to: queries, k: 6)
    #expect(Array(found.rows(of: count - 1)) == [1, 4, 0, 2, 5, 3])
    #expect(Array(found.distances(of: count - 1)) == [0, 0, 1, 1, 1, 2])
    let nowhere = try NeighborSearch(rows, metric: .cosine).nearest(to: LatentBatch(count: count, dimension: 2), k: 3)
    #expect(Array(nowhere.rows(of: 0)) == [0, 1, 2] && Array(nowhere.distances(of: 0)) == [1, 1, 1])
  }

  @Test(arguments: DistanceMetric.allCases, [1e-37, 1e-22, 1e-12, 1e16, 1e25, 1e37] as [Float])
  func coordinatesOfAnySizeAreRanked(metric: DistanceMetric, size: Float) throws {
    var rows = gaussian(120, 8, seed: 10)
    rows.withUnsafeMutableValues { values in for index in values.indices { values[index] *= size } }
    for count in [1, 20] {
      let queries = rows[5..<5 + count]
      try expectNearest(NeighborSearch(rows, metric: metric).nearest(to: queries, k: 6), queries, rows, 6, metric)
    }
  }

  @Test func oneFarRowDoesNotDisturbTheOthers() throws {
    var rows = gaussian(400, 10, seed: 11)
    rows.setRow(300, to: [Float](repeating: 1e12, count: 10))
    let queries = gaussian(10, 10, seed: 12)
    try expectNearest(NeighborSearch(rows).nearest(to: queries, k: 400), queries, rows, 400, .l2)
  }

  @Test func emptySetsAndQueriesGiveEmptyTables() throws {
    let rows = gaussian(5, 3, seed: 1), none = LatentBatch(count: 0, dimension: 3)
    #expect(try NeighborSearch(none).nearest(to: rows, k: 2) == NeighborTable(count: 5, k: 0, rows: [], distances: []))
    #expect(try NeighborSearch(rows).nearest(to: none, k: 2).count == 0)
    #expect(try NeighborSearch(rows).nearest(to: rows, k: 0).k == 0)
  }

  @Test func severalBlocksOfQueriesAreSearched() throws {
    let rows = gaussian(40, 4, seed: 13), queries = gaussian(2100, 4, seed: 14)
    try expectNearest(NeighborSearch(rows, threads: 3).nearest(to: queries, k: 3), queries, rows, 3, .l2)
  }
}
