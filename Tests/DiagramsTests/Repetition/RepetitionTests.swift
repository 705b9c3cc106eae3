import Diagrams
import Foundation
import SafeFiles
import Testing
import TestSupport

@Suite struct FrameSequenceTests {
  @Test(arguments: [
    ("1..4", [1, 2, 3, 4]), ("0..10:4", [0, 4, 8]), ("7..7", [7]), ("5..1:2", [5, 3, 1]), ("3..4:9", [3]),
  ])
  func numbersAreCounted(text: String, numbers: [Int]) throws {
    let sequence = try FrameSequence(text)
    #expect(sequence.numbers == numbers)
    #expect(try FrameSequence(sequence.shown) == sequence)
  }

  @Test(arguments: [
    "", "1", "1..", "..3", "1-3", "a..b", "1..3:", "1..3:0", "1..3:x", "-1..3", "1..3:2:1", "0..100000", "1...3",
    "1..9999999999999999999",
  ])
  func mistakesAreExplained(text: String) {
    let error = #expect(throws: RequestError.self) { try FrameSequence(text) }
    #expect(error?.category == .usage && error?.description.hasPrefix("--sequence \(text): ") == true)
  }

  @Test func anchorsTakeNumbers() throws {
    #expect(try NameTemplate("f/%04d.png").anchor(of: 12) == "f/0012.png")
    #expect(try NameTemplate("f/%FRAME%.png + 2*Smiling").anchor(of: 3) == "f/0003.png + 2*Smiling")
    for text in ["%DATE%.png", "%SEQ%.png"] {
      let error = #expect(throws: RequestError.self) { try NameTemplate(text).anchor(of: 1) }
      #expect(error?.description.contains("is for --out") == true)
    }
  }

  @Test func missingNumbersAreNamed() {
    let error = MissingFrames(sequence: "1..20", count: 20, numbers: Array(3...14), path: "f/0003.png")
    #expect(error.category == .missingInput)
    #expect(error.description.contains("f/0003.png: no such file"))
    #expect(error.description.contains("12 of 20 numbers") && error.description.contains("11, 12 and 2 more"))
  }
}

@Suite struct FolderWatchTests {
  private func snapshot(_ sizes: [String: Int]) -> FolderSnapshot {
    FolderSnapshot(sizes.mapValues { .init(size: $0, modified: 0) })
  }

  private func expectChange(
    _ change: FolderWatch.Change?,
    _ changed: [String],
    _ pictures: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let change = try #require(change, sourceLocation: sourceLocation)
    #expect(change.changed == changed && change.pictures == pictures, sourceLocation: sourceLocation)
  }

  @Test func picturesCountOnceTheyAreAtRest() throws {
    var watch = FolderWatch()
    #expect(watch.look(snapshot(["a.png": 1])) == nil)
    #expect(watch.look(snapshot(["a.png": 2])) == nil)
    try expectChange(watch.look(snapshot(["a.png": 2])), ["a.png"], ["a.png"])
    #expect(watch.look(snapshot(["a.png": 2])) == nil)
    // A second picture that grows holds up the whole folder.
    #expect(watch.look(snapshot(["a.png": 2, "B.png": 1])) == nil)
    #expect(watch.look(snapshot(["a.png": 2, "B.png": 5])) == nil)
    try expectChange(watch.look(snapshot(["a.png": 2, "B.png": 5])), ["B.png"], ["B.png", "a.png"])
  }

  @Test func changesAndRemovalsAreTold() throws {
    var watch = FolderWatch()
    _ = watch.look(snapshot(["a.png": 1, "b.png": 1]))
    _ = watch.look(snapshot(["a.png": 1, "b.png": 1]))
    try expectChange(watch.look(snapshot(["a.png": 1])), [], ["a.png"])
    #expect(watch.look(snapshot(["a.png": 1])) == nil)
    _ = watch.look(snapshot(["a.png": 9]))
    try expectChange(watch.look(snapshot(["a.png": 9])), ["a.png"], ["a.png"])
    // Gone and come back as it was: new again.
    _ = watch.look(snapshot([:]))
    _ = watch.look(snapshot(["a.png": 9]))
    #expect(watch.look(snapshot(["a.png": 9]))?.changed == ["a.png"])
  }

  @Test func picturesDrawnAloneDoNotWaitForOthers() {
    var watch = FolderWatch(isAlone: true)
    #expect(watch.look(snapshot(["a.png": 1, "b.png": 1])) == nil)
    #expect(watch.look(snapshot(["a.png": 1, "b.png": 2]))?.changed == ["a.png"])
    #expect(watch.look(snapshot(["a.png": 1, "b.png": 2]))?.changed == ["b.png"])
    #expect(watch.look(snapshot(["b.png": 2])) == nil)
    _ = watch.look(snapshot(["a.png": 1, "b.png": 2]))
    #expect(watch.look(snapshot(["a.png": 1, "b.png": 2]))?.changed == ["a.png"])
  }

  @Test func anEmptyFolderIsNothingNew() {
    var watch = FolderWatch()
    #expect(watch.look(snapshot([:])) == nil && watch.look(snapshot([:])) == nil)
  }

  @Test func snapshotsTellPicturesFromTheRest() throws {
    let folder = try TemporaryFolder()
    for name in ["a.png", "b.JPG", ".hidden.png", "notes.txt"] { try Data("abc".utf8).write(to: folder.file(name)) }
    try FileManager.default.createDirectory(at: folder.file("d.png"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.file("l.webp").path, withDestinationPath: "a.png")
    try FileManager.default.createSymbolicLink(atPath: folder.file("gone.webp").path, withDestinationPath: "none.png")
    let before = try FolderSnapshot(of: folder.url)
    #expect(before.stamps.keys.sorted() == ["a.png", "b.JPG", "l.webp"])
    #expect(before.stamps["l.webp"]?.size == 3)
    #expect(try FolderSnapshot(of: folder.url) == before)
    // Replaced by as many bytes, even with the same time.
    let time = try FileManager.default.attributesOfItem(atPath: folder.file("a.png").path)[.modificationDate] as Any
    try Data("xyz".utf8).write(to: folder.file("new"))
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder.file("new").path)
    try FileManager.default.removeItem(at: folder.file("b.JPG"))
    try FileManager.default.moveItem(at: folder.file("new"), to: folder.file("b.JPG"))
    #expect(try FolderSnapshot(of: folder.url) != before)
    #expect(throws: FileError.missingFolder(folder.file("none"), cure: "make it, or check the name")) {
      try FolderSnapshot(of: folder.file("none"))
    }
    let error = #expect(throws: FileError.self) { try FolderSnapshot(of: folder.file("notes.txt")) }
    #expect(error?.category == .cannotRead)
  }
}
