import Datasets
import GenerativeModels
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

/// One set of several.
@Suite struct MergingTests {
  let place: SetPlace

  init() throws {
    place = try SetPlace()
    try place.encode(place.pictures(stride(from: 0, to: 12, by: 2)), into: "even")
    try place.encode(place.pictures(stride(from: 1, to: 12, by: 2)), into: "odd")
  }

  @discardableResult
  private func merge(_ names: [String], into target: String = "all", overwrite: Bool = false) throws
    -> SetMerging.Summary
  {
    try SetMerging.merge(names.map(place.set), into: place.set(target), overwrite: overwrite)
  }

  private func names(in url: URL) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: url.path))
  }

  @Test func shardsMakeTheWhole() throws {
    #expect(try merge(["even", "odd"]) == SetMerging.Summary(count: 12, duplicates: 0))
    let order = Array(stride(from: 0, to: 12, by: 2)) + Array(stride(from: 1, to: 12, by: 2))
    try place.encode(place.pictures(order), into: "whole")
    let (merged, whole) = (try EncodedSet(place.set("all")), try EncodedSet(place.set("whole")))
    #expect(merged.attributes == SetPlace.attributes && merged.description.root == place.root.path)
    #expect(merged.vectors.gathered(0..<12) == whole.vectors.gathered(0..<12))
    var (items, labels): ([EncodedItem], [[Int?]]) = ([], [])
    try merged.forEachItem {
      items.append($0); labels.append($1)
    }
    var row = 0
    try whole.forEachItem { item, values in
      #expect(items[row] == item && labels[row] == values)
      row += 1
    }
    #expect(try place.files("all")["prior.json"] == place.files("whole")["prior.json"])
    #expect(try SetVerification(place.set("all")).problems.isEmpty)
    #expect(
      try names(in: place.temporary.url) == [
        "pictures", "even.encodings", "odd.encodings", "all.encodings", "whole.encodings",
      ]
    )
    // It can grow like any other.
    try place.mend(0)
    #expect(try place.encode(into: "all") { $0.appends = true }.alreadyThere == 12)
  }

  @Test func mergingAgainGivesTheSameBytes() throws {
    try merge(["even", "odd"])
    let files = try place.files("all")
    expectExplained(.cannotCreate, naming: "all.encodings", "--force") { try merge(["even", "odd"]) }
    #expect(try place.files("all") == files)
    try merge(["even", "odd"], overwrite: true)
    #expect(try place.files("all") == files)
    #expect(try names(in: place.temporary.url).count == 4)
  }

  @Test func thePictureOfTheFirstSetIsTaken() throws {
    try place.encode(place.pictures([4, 5, 6]), into: "some")
    #expect(try merge(["some", "even", "odd", "some"]) == SetMerging.Summary(count: 12, duplicates: 6))
    let set = try EncodedSet(place.set("all"))
    #expect(try (0..<4).map { try set.item($0).path } == ["4.png", "5.png", "6.png", "0.png"])
    #expect(try SetVerification(place.set("all")).problems.isEmpty)
  }

  @Test func attributesOfAllSetsAreColumns() throws {
    let hats = PictureCollection(
      source: PictureSource(root: place.root),
      attributes: ["Hat", "Male"],
      entries: [.init(path: "9.png", labels: [true, nil]), .init(path: "3.png", labels: [nil, false])]
    )
    try place.encode(hats, into: "hats")
    try place.encode(PictureCollection(naming: [place.picture(7).path]), into: "bare")
    try merge(["even", "hats", "bare"])
    let set = try EncodedSet(place.set("all"))
    #expect(set.attributes == SetPlace.attributes + ["Hat"] && set.count == 9)
    #expect(try set.labels(of: "Hat") == [nil, nil, nil, nil, nil, nil, 1, nil, nil])
    #expect(try set.labels(of: "Male").suffix(3) == [nil, 0, nil])
    #expect(try set.labels(of: "Smiling").suffix(3) == [nil, nil, nil])
    #expect(try SetVerification(place.set("all")).problems.isEmpty)
  }

  @Test func attributesThatCollideAreRefused() throws {
    let pictures = PictureCollection(
      source: PictureSource(root: place.root),
      attributes: ["smiling"],
      entries: [.init(path: "9.png", labels: [true])]
    )
    try place.encode(pictures, into: "small")
    expectExplained(.usage, naming: "'smiling'", "capitals") { try merge(["even", "small"]) }
    #expect(try names(in: place.temporary.url) == ["pictures", "even.encodings", "odd.encodings", "small.encodings"])
  }

  @Test func pathsStartFromTheCommonFolder() throws {
    let other = try SetPlace(3)
    try other.spoil(1)
    try place.spoil(2)
    try place.encode(place.pictures([2, 3]), into: "here")
    try other.encode(into: place.set("there").url.path)
    try merge(["here", "there"])
    let set = try EncodedSet(place.set("all"))
    let root = PictureCollection.commonFolder(of: [place.root.path + "/.", other.root.path + "/."])
    #expect(set.description.root == root)
    func below(_ url: URL) -> String { PictureCollection.path(url.path, below: root) }
    #expect(
      try (0..<3).map { try set.item($0).path } == [place.picture(3), other.picture(0), other.picture(2)].map(below)
    )
    #expect(try set.skipped().map(\.path) == [below(place.picture(2)), below(other.picture(1))])
    // All of them are known, so that none is encoded twice.
    #expect(try place.encode(place.pictures([2, 3]), into: "all") { $0.appends = true }.encoded == 0)
    #expect(try other.encode(into: place.set("all").url.path) { $0.appends = true }.encoded == 0)
  }

  /// A picture that one set skipped and another has is an item.
  @Test func whatOneSetSkippedAnotherMayHave() throws {
    try place.spoil(3)
    try place.encode(place.pictures([3, 5]), into: "bad")
    try merge(["bad", "even", "odd"])
    let set = try EncodedSet(place.set("all"))
    #expect(try set.count == 12 && set.rows(where: "path = '3.png'").count == 1)
    #expect(try SetVerification(place.set("all")).problems.isEmpty)
  }

  @Test func setsThatDoNotBelongTogetherAreRefused() throws {
    func refuse(_ names: [String], _ words: String..., sourceLocation: SourceLocation = #_sourceLocation) {
      do {
        try merge(names)
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
      } catch let error as any ExplainedError {
        #expect(error.category == .usage, "\(error)", sourceLocation: sourceLocation)
        for word in words { #expect(error.description.contains(word), "\(error)", sourceLocation: sourceLocation) }
      } catch {
        Issue.record(error, sourceLocation: sourceLocation)
      }
    }
    try place.encode(into: "signed", with: SetPlace.other)
    try place.encode(into: "drawn") { $0.posterior = .sample(seed: 1) }
    try place.spoil(7)
    #expect(throws: EncodedSetError.self) { try place.encode(into: "half") { $0.isStrict = true } }
    let before = try names(in: place.temporary.url)
    refuse(["even", "signed"], "signed.encodings", "by the model signed", "tiny", "one model")
    refuse(["even", "drawn"], "drawn.encodings", "--posterior sample", "--posterior mean")
    refuse(["even", "half"], "half.encodings", "unfinished")
    refuse(["even"], "two or more")
    refuse([], "two or more")
    expectExplained(.missingInput, naming: "no.encodings") { try merge(["even", "no"]) }
    #expect(try names(in: place.temporary.url) == before)
  }

  @Test func aSetIsNotMergedIntoItself() throws {
    let files = try place.files("even")
    expectExplained(.usage, naming: "even.encodings", "into itself") {
      try merge(["even", "odd"], into: "even", overwrite: true)
    }
    expectExplained(.cannotCreate, naming: "even.encodings") { try merge(["even", "odd"], into: "even") }
    try FileManager.default.createSymbolicLink(
      at: place.temporary.file("link"),
      withDestinationURL: place.set("even").url
    )
    expectExplained(.usage, naming: "into itself") { try merge(["link", "odd"], into: "even", overwrite: true) }
    #expect(try place.files("even") == files)
  }

  @Test func somethingElseIsNotReplaced() throws {
    let folder = place.set("all")
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: false)
    try Data("precious".utf8).write(to: folder.url.appendingPathComponent("thesis.txt"))
    expectExplained(.cannotCreate, naming: "all.encodings", "something else") {
      try merge(["even", "odd"], overwrite: true)
    }
    expectExplained(.cannotCreate, naming: "none/all") { try merge(["even", "odd"], into: "none/all") }
    #expect(try names(in: folder.url) == ["thesis.txt"])
  }

  @Test func aSetThatIsBeingWrittenIsNotReplaced() throws {
    try place.encode(place.pictures([1]), into: "all")
    let writer = try GrowingFile(place.set("all").vectors)
    expectExplained(.cannotCreate, naming: "vectors.npy", "another program") {
      try merge(["even", "odd"], overwrite: true)
    }
    _ = consume writer
    #expect(try EncodedSet(place.set("all")).count == 1)
  }
}
