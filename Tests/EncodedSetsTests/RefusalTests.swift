import Datasets
import GenerativeModels
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

/// What cannot be encoded, or cannot go on, with its sentence; nothing of the set is changed.
@Suite struct RefusalTests {
  let place: SetPlace

  init() throws { place = try SetPlace() }

  /// A set of five pictures that a strict run left unfinished.
  private func begin() throws {
    try place.spoil(5)
    #expect(throws: EncodedSetError.self) { try place.encode { $0.isStrict = true } }
    try place.mend(5)
  }

  private func refuse(
    _ words: [String],
    as category: FailureCategory = .usage,
    _ pictures: PictureCollection? = nil,
    with model: GenerativeModel? = nil,
    batch: Int? = 5,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout SetEncoder) -> Void = { _ in }
  ) throws {
    let files = try place.files()
    do {
      try place.encode(pictures, with: model, batch: batch, change)
      Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch let error as any ExplainedError {
      #expect(error.category == category, sourceLocation: sourceLocation)
      for word in words + ["s.encodings"] {
        #expect(error.description.contains(word), "\(error)", sourceLocation: sourceLocation)
      }
    }
    #expect(try place.files() == files, sourceLocation: sourceLocation)
  }

  @Test func otherPicturesForAnUnfinishedSet() throws {
    try begin()
    let words = ["unfinished (5 of 12 pictures)", "(pictures)", "--force"]
    try refuse(words, place.pictures(0..<11))
    try refuse(words, place.pictures((0..<12).reversed()))
    try refuse(words, place.pictures(0..<11)) { $0.appends = true }
    try place.encode()
    #expect(try EncodedSet(place.set("s")).count == 12)
  }

  @Test func otherPicturesForAFinishedSet() throws {
    try place.encode()
    try refuse(["finished with 12 items", "--append", "--force"], place.pictures(0..<11))
  }

  @Test(arguments: [true, false]) func anotherModel(isFinished: Bool) throws {
    if isFinished { try place.encode() } else { try begin() }
    let words = try ["tiny", "signed", String(SetPlace.other.encodingHash.prefix(12)), "--force"]
    try refuse(words, with: try SetPlace.other)
    try refuse(words, with: try SetPlace.other) { $0.appends = true }
  }

  @Test(arguments: [true, false]) func anotherPosterior(isFinished: Bool) throws {
    if isFinished { try place.encode() } else { try begin() }
    try refuse(["--posterior mean"]) { $0.posterior = .sample(seed: 1) }
    try place.encode(into: "d") { $0.posterior = .sample(seed: 7) }
    expectExplained(.usage, naming: "d.encodings", "--posterior sample --seed 7") { try place.encode(into: "d") }
    expectExplained(.usage, naming: "--seed 7") { try place.encode(into: "d") { $0.posterior = .sample(seed: 8) } }
  }

  @Test func anotherBatch() throws {
    try begin()
    try refuse(["--batch 5"], batch: 4)
    // Not to name it is to leave it as it is.
    #expect(try place.encode(batch: nil).count == 12)
  }

  /// A finished set may grow in other batches, which then are those of the session.
  @Test func anotherBatchForWhatIsAdded() throws {
    try place.encode(place.pictures(0..<3))
    try place.encode(place.pictures(0..<3), into: "once")
    try place.encode(into: "once", batch: 4) { $0.appends = true }
    try place.spoil(8)
    #expect(throws: EncodedSetError.self) {
      try place.encode(batch: 4) {
        $0.appends = true
        $0.isStrict = true
      }
    }
    try place.mend(8)
    #expect(try EncodedSet(place.set("s")).count == 7)
    try refuse(["--batch 4"]) { $0.appends = true }
    try place.encode(batch: nil) { $0.appends = true }
    #expect(try place.files() == place.files("once"))
    #expect(try SetDescription(place.set("s")).batch == 4)
  }

  @Test func otherAttributes() throws {
    try place.encode()
    let other = PictureCollection(
      source: PictureSource(root: place.root),
      attributes: ["Hat"],
      entries: [.init(path: "1.png", labels: [true])]
    )
    expectExplained(.usage, naming: "1 attribute (Hat)", "3 (Smiling, Male, 5_o_Clock_Shadow)", "another --set") {
      try place.encode(other) { $0.appends = true }
    }
    #expect(try SetVerification(place.set("s")).problems == [])
  }

  @Test func twoWritersAtOnce() throws {
    try begin()
    let files = try place.files()
    do {
      let other = try GrowingFile(place.set("s").vectors)
      for overwrites in [false, true] {
        expectExplained(.cannotCreate, naming: "vectors.npy", "another program is writing it") {
          try place.encode { $0.overwrites = overwrites }
        }
      }
      _ = consume other
    }
    #expect(try place.files() == files)
    try place.encode()
  }

  @Test(arguments: [true, false]) func somethingElseOfThisName(overwrites: Bool) throws {
    let folder = place.set("s")
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: false)
    try Data("precious".utf8).write(to: folder.url.appendingPathComponent("thesis.txt"))
    try refuse(["something else"], as: .cannotCreate) { $0.overwrites = overwrites }
    let file = place.set("file")
    try Data("precious".utf8).write(to: file.url)
    expectExplained(.cannotCreate, naming: "file.encodings") {
      try place.encode(into: "file") { $0.overwrites = overwrites }
    }
    #expect(try Data(contentsOf: file.url) == Data("precious".utf8))
    expectExplained(.cannotCreate, naming: "no/s.encodings", "does not exist") { try place.encode(into: "no/s") }
  }

  @Test func modelsThatCannotDoIt() throws {
    let decoder = try GenerativeModel(
      decoder: Repository.tinyModel.appendingPathComponent("decoder.onnx"),
      encoder: nil
    )
    expectExplained(.usage, naming: "no encoder") { try place.encode(with: decoder) }
    #expect(!place.set("s").exists)
  }

  @Test func namesThatCannotBeColumns() throws {
    func collection(_ names: [String]) -> PictureCollection {
      let labels = [Bool?](repeating: true, count: names.count)
      return PictureCollection(
        source: PictureSource(root: place.root),
        attributes: names,
        entries: (0..<2).map { .init(path: "\($0).png", labels: labels) }
      )
    }
    for name in ["id", "Path", "SPLIT", "width", "Height", "rowid", "OID", "_rowid_"] {
      expectExplained(.usage, naming: "'\(name)'", "rename") { try place.encode(collection(["Smiling", name])) }
    }
    expectExplained(.usage, naming: "'male'", "capitals") { try place.encode(collection(["Male", "x", "male"])) }
    expectExplained(.usage, naming: "1901", "1900") { try place.encode(collection((0...1900).map { "a\($0)" })) }
    #expect(!place.set("s").exists)
    // All else is a name, however odd.
    let odd = ["select", "5", "a b", "it's", "a\"b", "a\"\u{301}b", "; DROP TABLE items", "ä", "?", "true", "x'y--"]
    let pictures = collection(odd)
    try place.encode(pictures)
    let set = try EncodedSet(place.set("s"))
    #expect(set.attributes == odd)
    for name in odd {
      #expect(try set.labels(of: name) == [1, 1])
      let column = name.doubleQuoted
      #expect(try set.rows(where: "\(column) = 1") == [0, 1])
      #expect(try pictures.selected(split: nil, where: "\(column) = 1", limit: nil).entries.count == 2)
    }
    #expect(try set.counts().labels.map(\.yes) == [Int](repeating: 2, count: odd.count))
  }

  @Test func asManyAttributesAsThereMayBe() throws {
    let names = (0..<1900).map { "a\($0)" }
    let labels = (0..<1900).map { $0 % 3 == 0 ? nil : $0 % 3 == 1 }
    let pictures = PictureCollection(
      source: PictureSource(root: place.root),
      attributes: names,
      entries: (0..<2).map { .init(path: "\($0).png", labels: labels) }
    )
    try place.encode(pictures)
    let set = try EncodedSet(place.set("s"))
    #expect(set.attributes == names)
    #expect(try set.rows(where: "a1 = 1 AND a2 = 0 AND a0 IS NULL") == [0, 1])
    #expect(try set.counts().labels.map(\.yes) == labels.map { $0 == true ? 2 : 0 })
    try set.forEachItem { _, values in #expect(values == labels.map { $0.map { $0 ? 1 : 0 } }) }
  }
}
