import Foundation
import LatentGeometry
import Manifold
import SafeFiles
import TestSupport
import Testing

@Suite struct ApproximateIndexTests {
  @Test(arguments: DistanceMetric.allCases)
  func nearlyAllNeighborsAreFoundAndRankedExactly(metric: DistanceMetric) throws {
    let rows = gaussian(500, 8, seed: 1), queries = gaussian(30, 8, seed: 2)
    let exact = try NeighborSearch(rows, metric: metric).nearest(to: queries, k: 10)
    let index = try ApproximateIndex(building: rows, metric: metric)
    let found = index.nearest(to: queries, k: 10)
    #expect(found.recall(against: exact) > 0.97)
    for query in 0..<30 {
      for (row, distance) in zip(found.rows(of: query), found.distances(of: query)) {
        let place = exact.rows(of: query).firstIndex(of: row)
        if let place { #expect(distance == exact.distances[place], "the same arithmetic") }
      }
    }
    #expect(index.nearest(to: queries, k: 10, threads: 3) == found)
  }

  @Test func walksOverAllRowsFindWhatExactSearchFinds() throws {
    let rows = gaussian(200, 3, seed: 3)
    let index = try ApproximateIndex(building: rows)
    let own: [Int?] = Array(0..<200)
    let exact = try NeighborSearch(rows).nearest(to: rows, k: 5, excluding: own)
    #expect(index.nearest(to: rows, k: 5, ef: 200, excluding: own) == exact)
    #expect(index.nearest(to: rows, k: 500).k == 200)
    #expect(index.nearest(to: rows[0], k: 0).k == 0)
  }

  @Test(arguments: [1, 2, 400])
  func copiesOfOneRowAreAllFound(count: Int) throws {
    let rows = gaussian(1, 5, seed: 4).rows([Int](repeating: 0, count: count))
    let index = try ApproximateIndex(building: rows)
    let found = index.nearest(to: rows[0], k: count)
    #expect(Set(found.rows) == Set(0..<count))
    #expect(found.distances.allSatisfy { $0 == 0 })
  }

  @Test func theSameRowsAndSeedGiveTheSameFile() throws {
    let folder = try TemporaryFolder()
    let rows = gaussian(300, 4, seed: 5)
    let files = try [1, 1, 2].enumerated().map { place, seed in
      let url = folder.url.appendingPathComponent("\(place).index")
      try ApproximateIndex(building: rows, options: .init(links: 6, construction: 40, seed: UInt64(seed))).save(to: url)
      return try Data(contentsOf: url)
    }
    #expect(files[0] == files[1])
    #expect(files[0] != files[2])
  }

  @Test(arguments: DistanceMetric.allCases)
  func aSavedIndexFindsTheSame(metric: DistanceMetric) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("set.index")
    let rows = gaussian(500, 6, seed: 6), queries = gaussian(20, 6, seed: 7)
    let options = ApproximateIndex.Options(links: 8, construction: 60, seed: 9)
    let index = try ApproximateIndex(building: rows, metric: metric, options: options)
    try index.save(to: url)
    let read = try ApproximateIndex(reading: url, of: rows, metric: metric)
    #expect(read.options == options)
    #expect(read.nearest(to: queries, k: 7) == index.nearest(to: queries, k: 7))
    #expect(throws: FileError.exists(url)) { try index.save(to: url) }
    try index.save(to: url, overwrite: true)
  }

  @Test func otherFilesAndSetsAreRefused() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("set.index")
    let rows = gaussian(60, 4, seed: 8)
    try ApproximateIndex(building: rows).save(to: url)
    func reading(_ rows: LatentBatch, _ metric: DistanceMetric = .l2) throws {
      _ = try ApproximateIndex(reading: url, of: rows, metric: metric)
    }
    #expect(throws: ApproximateIndexError.otherMetric(url, expected: .cosine, actual: .l2)) {
      try reading(rows, .cosine)
    }
    let others = ApproximateIndexError.otherRows(url, count: 60, dimension: 4)
    #expect(throws: others) { try reading(gaussian(60, 4, seed: 9)) }
    #expect(throws: others) { try reading(rows[0..<59]) }
    #expect(throws: others) { try reading(LatentBatch(count: 120, dimension: 2, values: rows.values)) }
    var bytes = try Data(contentsOf: url)
    bytes[4] = 7
    try bytes.write(to: url)
    #expect(throws: ApproximateIndexError.otherVersion(url, 7)) { try reading(rows) }
    try Data("not an index".utf8).write(to: url)
    #expect(throws: ApproximateIndexError.notAnIndex(url)) { try reading(rows) }
  }

  @Test func damagedFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("set.index")
    let rows = gaussian(40, 4, seed: 10)
    try ApproximateIndex(building: rows, options: .init(links: 2, construction: 10)).save(to: url)
    let whole = try Data(contentsOf: url)
    for place in [9, 20, 25, 30, 50, 60, 200, whole.count - 1] {
      var bytes = whole
      bytes[place] ^= 0x40
      try bytes.write(to: url)
      #expect(throws: ApproximateIndexError.self, "byte \(place)") { try ApproximateIndex(reading: url, of: rows) }
    }
    for length in [9, 51, 53, whole.count - 4, whole.count - 1] {
      try whole.prefix(length).write(to: url)
      #expect(throws: ApproximateIndexError.self, "\(length) bytes") { try ApproximateIndex(reading: url, of: rows) }
    }
  }

  @Test func recallCountsRowsThatAreAsNear() {
    let exact = NeighborTable(count: 2, k: 2, rows: [1, 2, 3, 4], distances: [1, 2, 1, 2])
    let found = NeighborTable(count: 2, k: 2, rows: [1, 9, 3, 8], distances: [1, 2, 1, 2.5])
    #expect(found.recall(against: exact) == 0.75)
    #expect(exact.recall(against: exact) == 1)
  }

  @Test func aReportWarnsOfLostNeighborsAndLostTime() {
    func report(_ recall: Double, _ seconds: Double) -> ApproximateReport {
      ApproximateReport(recall: recall, seconds: seconds, exactSeconds: 1, exactSecondsAlone: 10)
    }
    #expect(report(0.95, 0.5).pays && report(0.95, 0.5).warnings.isEmpty)
    #expect(report(0.95, 5).pays && report(0.95, 5).warnings.count == 1)
    #expect(
      !report(0.95, 20).pays
        && report(0.95, 20).warnings == ["the index is slower than an exact search; search exactly"]
    )
    #expect(!report(0.5, 0.5).pays && report(0.5, 0.5).warnings[0].contains("only 50 of 100"))
  }

  @Test func anIndexIsMeasuredOnQueries() throws {
    let rows = gaussian(400, 3, seed: 11)
    let report = try ApproximateIndex(building: rows).assess(gaussian(20, 3, seed: 12), k: 5)
    #expect(report.recall > 0.97 && report.seconds > 0 && report.exactSeconds > 0 && report.exactSecondsAlone > 0)
  }
}
