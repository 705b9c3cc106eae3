import GRDB
import GenerativeModels
import LatentFiles
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A set that was interrupted, wherever that was, ends as if it had not been.
@Suite struct ResumingTests {
  let place: SetPlace
  let whole: [String: Data]

  /// 23 pictures in batches of 5, two of which cannot be read.
  init() throws {
    place = try SetPlace(23)
    try place.spoil(6)
    try place.spoil(12)
    try place.encode(into: "whole")
    whole = try place.files("whole")
  }

  /// Which pictures are bad, by the number of batches before: items and skipped pictures.
  static let boundaries: [(items: Int, skipped: Int)] = [(0, 0), (5, 0), (9, 1), (13, 2), (18, 2), (21, 2)]

  /// What a run that was killed leaves: the first batches, committed.
  private func interrupt(_ name: String, after batches: Int) throws {
    try place.copy("whole", to: name)
    let folder = place.set(name)
    try FileManager.default.removeItem(at: folder.prior)
    try SetDescription(folder).unfinished.write(to: folder)
    let (items, skipped) = Self.boundaries[batches]
    let queue = try DatabaseQueue(path: folder.catalog.path)
    try queue.write { database in
      try database.execute(
        sql: "DELETE FROM items WHERE id >= ?; DELETE FROM labels WHERE id >= ?; DELETE FROM skipped WHERE id >= ?",
        arguments: [items, items, skipped]
      )
    }
    try queue.close()
    _ = try VectorsFile(GrowingFile(folder.vectors), dimension: 48, count: items)
  }

  private func expectWhole(_ name: String, workers: Int = 2, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let summary = try place.encode(into: name, workers: workers)
    let files = try place.files(name)
    #expect(summary.count == 21 && summary.skipped.count == 2, sourceLocation: sourceLocation)
    for file in SetPlace.fileNames {
      #expect(files[file] == whole[file], "\(file) differs", sourceLocation: sourceLocation)
    }
    #expect(Set(files.keys) == SetPlace.fileNames, sourceLocation: sourceLocation)
  }

  @Test(arguments: 0...5, [1, 2, 3]) func afterAnyBatch(_ batches: Int, workers: Int) throws {
    try interrupt("s", after: batches)
    let set = try? EncodedSet(place.set("s"))
    #expect(set?.count ?? 0 == Self.boundaries[batches].items)
    #expect(try SetVerification(place.set("s")).problems == [])
    try expectWhole("s", workers: workers)
  }

  /// The picture after each boundary stops a strict run there, without anything being made up.
  @Test(arguments: 0...4) func afterAStrictRunThatFailed(_ batches: Int) throws {
    try place.mend(6)
    try place.mend(12)
    try place.encode(into: "sound")
    try place.spoil(batches * 5)
    #expect(throws: EncodedSetError.self) { try place.encode { $0.isStrict = true } }
    #expect((try? EncodedSet(place.set("s")))?.count ?? 0 == batches * 5)
    try place.mend(batches * 5)
    let summary = try place.encode { $0.isStrict = true }
    #expect(summary.alreadyThere == batches * 5 && summary.encoded == 23 - batches * 5)
    #expect(try place.files("s") == place.files("sound"))
  }

  /// Latents reach the disk before the catalogue knows of them.
  @Test(arguments: 0...4, ["a batch", "half a row", "zeros", "a header of fewer rows", "a header of more rows"])
  func whatTheCatalogueDoesNotKnowIsCutOff(_ batches: Int, ahead: String) throws {
    try interrupt("s", after: batches)
    let items = Self.boundaries[batches].items
    try SetPlace.change(place.set("s").vectors) { data in
      let rows: (Int) -> Data = { Data(NpyHeader(shape: [$0, 48]).bytes) }
      switch ahead {
      case "a batch": data = rows(items + 5) + data[128...] + Data(repeating: 0x3F, count: 5 * 192)
      case "half a row": data += Data(repeating: 0x7F, count: 100)
      case "zeros": data += Data(count: 5 * 192)
      case "a header of more rows": data = rows(items + 5) + data[128...]
      default: data = rows(max(0, items - 5)) + data[128...]
      }
    }
    try expectWhole("s")
  }

  @Test func beforeAnything() throws {
    let folder = place.set("s")
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: false)
    try expectWhole("s")
    for bytes in [Data(), Data(NpyHeader(shape: [0, 48]).bytes), Data([0x93])] {
      try FileManager.default.removeItem(at: folder.url)
      try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: false)
      try bytes.write(to: folder.vectors)
      try expectWhole("s")
    }
  }

  @Test func beforeTheFirstSession() throws {
    try interrupt("s", after: 0)
    let folder = place.set("s")
    var description = try SetDescription(folder)
    description.sessions = []
    try description.write(to: folder)
    try FileManager.default.removeItem(at: folder.catalog)
    try expectWhole("s")
  }

  /// The catalogue is compact already, and set.json does not say so yet.
  @Test(arguments: [true, false]) func betweenTheCatalogueAndTheDescription(hasPrior: Bool) throws {
    try place.copy("whole", to: "s")
    let folder = place.set("s")
    try SetDescription(folder).unfinished.write(to: folder)
    if !hasPrior { try FileManager.default.removeItem(at: folder.prior) }
    try expectWhole("s")
  }

  /// A transaction that was being written: its journal must be rolled back, whoever opens the set first.
  @Test(arguments: [true, false]) func inTheMiddleOfATransaction(isReadFirst: Bool) throws {
    try interrupt("s", after: 2)
    let folder = place.set("s")
    let journal = URL(fileURLWithPath: folder.catalog.path + "-journal")
    let queue = try DatabaseQueue(path: folder.catalog.path)
    var (database, log) = (Data(), Data())
    try queue.writeWithoutTransaction { connection in
      // So little memory that changed pages go to the file before the transaction ends.
      try connection.execute(sql: "PRAGMA cache_size = 1; BEGIN; UPDATE items SET path = path || 'x'")
      for id in 1000..<1500 {
        try connection.execute(
          sql: "INSERT INTO items (id, path, width, height) VALUES (?, 'a path that was never committed', 1, 1)",
          arguments: [id]
        )
      }
      (database, log) = (try Data(contentsOf: folder.catalog), try Data(contentsOf: journal))
      try connection.execute(sql: "ROLLBACK")
    }
    try queue.close()
    #expect(database.firstRange(of: Data("never committed".utf8)) != nil && log.count > 512)
    try database.write(to: folder.catalog)
    try log.write(to: journal)
    if isReadFirst {
      #expect(try SetVerification(folder).problems == [])
      try database.write(to: folder.catalog)
      try log.write(to: journal)
      let set = try EncodedSet(folder)
      #expect(set.count == 9)
      #expect(try set.item(8).path == "9.png")
    }
    try expectWhole("s")
  }

  /// A run that adds to a finished set is interrupted as well.
  @Test(arguments: 0...3) func whileAppending(_ batches: Int) throws {
    for index in [6, 12] { try place.mend(index) }
    for name in ["once", "s"] { try place.encode(place.pictures(0..<7), into: name) }
    try place.encode(into: "once") { $0.appends = true }
    try place.spoil(7 + batches * 5)
    #expect(throws: EncodedSetError.self) {
      try place.encode {
        $0.appends = true
        $0.isStrict = true
      }
    }
    let half = try EncodedSet(place.set("s"))
    #expect(half.count == 7 + batches * 5 && !half.description.finished)
    try place.mend(7 + batches * 5)
    let summary = try place.encode { $0.appends = true }
    #expect(summary.alreadyThere == 7 + batches * 5 && summary.count == 23)
    #expect(try place.files("s") == place.files("once"))
  }

  @Test func abandonedFilesAreTakenAway() throws {
    try interrupt("s", after: 1)
    let folder = place.set("s").url
    // No process has this number.
    let abandoned = folder.appendingPathComponent(".sextant-999999999-1.part")
    try Data("half a catalogue".utf8).write(to: abandoned)
    try expectWhole("s")
  }

  @Test func anUnfinishedSetIsOfUseAlready() throws {
    try interrupt("s", after: 2)
    let set = try EncodedSet(place.set("s"))
    #expect(try set.count == 9 && set.rows(where: nil) == Array(0..<9))
    #expect(
      set.unfinishedNote
        == "\(set.folder.url.shownPath): the set is unfinished, 9 of 23 pictures; run its `encode` again to go on"
    )
    #expect(try set.empiricalPrior() == EmpiricalPrior(fitting: set.vectors.gathered(0..<9)))
    #expect(try set.digest() == FileDigest.sha256(of: set.folder.vectors))
    // It goes on while others read it, and what they see stays.
    let before = set.vectors.gathered(0..<9)
    try expectWhole("s")
    #expect(set.vectors.gathered(0..<9) == before)
  }
}
