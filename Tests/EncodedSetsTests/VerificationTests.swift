import GRDB
import LatentFiles
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `SetVerification` finds every kind of damage, and says in which file.
@Suite struct VerificationTests {
  let place: SetPlace

  init() throws {
    place = try SetPlace()
    try place.spoil(3)
    try place.encode()
  }

  private var folder: SetFolder { place.set("s") }

  /// Exactly these problems: the words of each, in order.
  private func expect(_ problems: [[String]], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = try SetVerification(folder).problems
    #expect(found.count == problems.count, "\(found)", sourceLocation: sourceLocation)
    for (text, words) in zip(found, problems) {
      for word in words { #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation) }
      #expect(!text.contains("\n"), sourceLocation: sourceLocation)
    }
  }

  private func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.catalog.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func soundSetsAreSound() throws {
    let found = try SetVerification(folder)
    #expect(found.problems.isEmpty && found.finished && found.count == 11 && found.set.hasSuffix("s.encodings"))
  }

  @Test func aFlippedBitOfVectors() throws {
    try SetPlace.change(folder.vectors) { $0[1000] ^= 1 }
    try expect([["vectors.npy", "SHA-256", "was changed"]])
  }

  @Test func anyFlippedByteOfTheCatalog() throws {
    let size = try Data(contentsOf: folder.catalog).count
    for place in Swift.stride(from: 0, to: size, by: 401) {
      try SetPlace.change(folder.catalog) { $0[place] ^= 0x20 }
      let problems = try SetVerification(folder).problems
      #expect(problems.contains { $0.contains("catalog.sqlite") }, "byte \(place): \(problems)")
      try SetPlace.change(folder.catalog) { $0[place] ^= 0x20 }
    }
    try expect([])
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity]) func aNumberThatIsNotFinite(_ value: Float) throws {
    try SetPlace.change(folder.vectors) { data in
      let place = 128 + 4 * (7 * 48 + 5)
      data.replaceSubrange(place..<place + 4, with: withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) })
    }
    try expect([["vectors.npy", "row 7, column 5", "\(value)", "not finite"], ["vectors.npy", "SHA-256"]])
  }

  @Test func aMissingRow() throws {
    try SetPlace.change(folder.vectors) { $0 = Data(NpyHeader(shape: [10, 48]).bytes) + $0[128..<(128 + 10 * 192)] }
    try expect([["vectors.npy", "10 rows", "11 items"], ["vectors.npy", "SHA-256"]])
  }

  @Test func aRowTooMany() throws {
    try SetPlace.change(folder.vectors) { $0 = Data(NpyHeader(shape: [12, 48]).bytes) + $0[128...] + Data(count: 192) }
    try expect([["vectors.npy", "12 rows", "11 items"], ["vectors.npy", "SHA-256"]])
  }

  @Test func rowsOfAnotherLength() throws {
    try SetPlace.change(folder.vectors) { $0 = Data(NpyHeader(shape: [22, 24]).bytes) + $0[128...] }
    try expect([["vectors.npy", "24 numbers", "48"], ["vectors.npy", "SHA-256"]])
  }

  @Test(arguments: [0, 1, 100, 127, 128, 300]) func truncatedVectors(_ length: Int) throws {
    try SetPlace.change(folder.vectors) { $0 = $0.prefix(length) }
    let found = try SetVerification(folder).problems
    #expect((1...2).contains(found.count) && found.allSatisfy { $0.contains("vectors.npy") }, "\(found)")
  }

  @Test(arguments: [1, 512, 4096, 8192, 12288]) func truncatedCatalogs(_ length: Int) throws {
    try SetPlace.change(folder.catalog) { $0 = $0.prefix(length) }
    let found = try SetVerification(folder).problems
    #expect(!found.isEmpty && found.contains { $0.contains("catalog.sqlite") }, "\(found)")
  }

  @Test func aMissingItemInTheCatalog() throws {
    try execute("DELETE FROM items WHERE id = 4")
    try expect([["catalog.sqlite", "not 0, 1, 2, …"], ["catalog.sqlite", "SHA-256"]])
  }

  @Test func theLastItemMissingInTheCatalog() throws {
    try execute("DELETE FROM items WHERE id = 10")
    let found = try SetVerification(folder).problems
    #expect(
      found.contains { $0.contains("catalog.sqlite") && $0.contains("11 pictures") && $0.contains("12") },
      "\(found)"
    )
  }

  @Test func aSkippedPictureMissingInTheCatalog() throws {
    try execute("DELETE FROM skipped")
    try expect([["catalog.sqlite", "11 pictures", "12"], ["catalog.sqlite", "SHA-256"]])
  }

  @Test func changedLabels() throws {
    try execute("UPDATE labels SET Smiling = 1 - Smiling")
    try expect([["catalog.sqlite", "SHA-256"]])
  }

  @Test func missingFiles() throws {
    try FileManager.default.removeItem(at: folder.vectors)
    let vectors = try SetVerification(folder).problems
    #expect(!vectors.isEmpty && vectors.allSatisfy { $0.contains("vectors.npy") && $0.contains("no such file") })
    try FileManager.default.removeItem(at: folder.catalog)
    let both = try SetVerification(folder).problems
    #expect(both.contains { $0.contains("catalog.sqlite: no such file") }, "\(both)")
    try FileManager.default.removeItem(at: folder.description)
    expectExplained(.missingInput, naming: "s.encodings", "set.json") { _ = try SetVerification(folder) }
    expectExplained(.missingInput, naming: "no.encodings") { _ = try SetVerification(place.set("no")) }
  }

  @Test func wrongDigestsAndCounts() throws {
    let sound = try SetDescription(folder)
    var description = sound
    description.vectorsSHA256 = String(repeating: "0", count: 64)
    try description.write(to: folder)
    try expect([["vectors.npy", "set.json says 000000000000"]])
    description = sound
    description.catalogSHA256 = nil
    try description.write(to: folder)
    try expect([["catalog.sqlite", "no digest"]])
    description = sound
    description.count = 12
    try description.write(to: folder)
    try expect([["set.json", "12 items", "11"]])
    description = sound
    description.sessions[0].pictures = 13
    try description.write(to: folder)
    try expect([["catalog.sqlite", "12 pictures", "13"]])
  }

  @Test func theLawIsLookedAt() throws {
    try SetPlace.change(folder.prior) { $0[$0.count / 2] ^= 1 }
    try expect([["prior.json", "SHA-256"]])
    try Data("{}".utf8).write(to: folder.prior)
    #expect(try SetVerification(folder).problems.allSatisfy { $0.contains("prior.json") })
    #expect(try !SetVerification(folder).problems.isEmpty)
    try FileManager.default.removeItem(at: folder.prior)
    try expect([["prior.json", "no such file"]])
  }

  @Test func anUnfinishedSetMayHaveMoreRows() throws {
    try SetDescription(folder).unfinished.write(to: folder)
    try SetPlace.change(folder.vectors) { $0 = Data(NpyHeader(shape: [12, 48]).bytes) + $0[128...] + Data(count: 192) }
    let found = try SetVerification(folder)
    #expect(found.problems.isEmpty && !found.finished && found.count == 11)
    try SetPlace.change(folder.vectors) { $0 = Data(NpyHeader(shape: [10, 48]).bytes) + $0[128...] }
    try expect([["vectors.npy", "10 rows", "11 items"]])
  }
}
