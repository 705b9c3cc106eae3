import Foundation
import SafeFiles
import Testing
import TestSupport

@Suite struct FreeNameTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func name(_ number: Int) -> URL { folder.file("a\(number).txt") }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
  }

  @Test func theFirstFreeNumberIsTaken() throws {
    for number in [1, 2, 4] { try Data("old".utf8).write(to: name(number)) }
    #expect(FreeName.first(of: name).number == 3)
    let (place, result) = try FreeName.write(to: name) {
      try Data("new".utf8).write(to: $0); return 7
    }
    #expect(place == name(3) && result == 7)
    #expect(try Data(contentsOf: name(3)) == Data("new".utf8))
    #expect(try FreeName.write(to: name) { try Data().write(to: $0) }.place == name(5))
    #expect(try Data(contentsOf: name(4)) == Data("old".utf8))
    #expect(try names == ["a1.txt", "a2.txt", "a3.txt", "a4.txt", "a5.txt"])
  }

  /// A name that is taken while the file is written is left to whoever has it.
  @Test func namesTakenMeanwhileStay() throws {
    let place = try FreeName.write(to: name) { url in
      #expect(url.lastPathComponent == "a1.txt" && url.path != name(1).path)
      try Data("mine".utf8).write(to: url)
      try Data("theirs".utf8).write(to: name(1))
      try FileManager.default.createSymbolicLink(atPath: name(2).path, withDestinationPath: "nowhere")
    }.place
    #expect(place == name(3))
    #expect(try Data(contentsOf: name(1)) == Data("theirs".utf8))
    #expect(try Data(contentsOf: name(3)) == Data("mine".utf8))
  }

  @Test func manyAtATimeGetNamesOfTheirOwn() async throws {
    let folder = folder
    let places = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<40 {
        group.addTask {
          try FreeName.write(to: { folder.file("b\($0)") }) { try Data("\(index)".utf8).write(to: $0) }.place.path
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(places.count == 40)
    let contents = try names.map { try String(decoding: Data(contentsOf: folder.file($0)), as: UTF8.self) }
    #expect(Set(contents).count == 40 && contents.count == 40)
  }

  @Test func foldersAreNumberedToo() throws {
    let name = { (number: Int) in folder.url.appendingPathComponent("f\(number)", isDirectory: true) }
    try FileManager.default.createDirectory(at: name(1), withIntermediateDirectories: false)
    let place = try FreeName.write(to: name) { url in
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
      try Data("x".utf8).write(to: url.appendingPathComponent("x"))
      try FileManager.default.createDirectory(at: name(2), withIntermediateDirectories: false)
    }.place
    #expect(place.lastPathComponent == "f3" && FileManager.default.fileExists(atPath: place.path + "/x"))
    #expect(try names == ["f1", "f2", "f3"])
  }

  /// A picture and its sidecar stay together, under a number that is free for both.
  @Test func sidecarsGoAlong() throws {
    try Data().write(to: folder.file("a1.txt.json"))
    let place = try FreeName.write(to: name) { url in
      try Data("picture".utf8).write(to: url)
      try Data("recipe".utf8).write(to: URL(fileURLWithPath: url.path + ".json"))
    }.place
    #expect(place == name(2))
    #expect(try names == ["a1.txt.json", "a2.txt", "a2.txt.json"])
  }

  @Test func failuresLeaveNothingBehind() throws {
    #expect(throws: FileError.missing(folder.url)) {
      try FreeName.write(to: name) { url in
        try Data("half".utf8).write(to: url)
        throw FileError.missing(folder.url)
      }
    }
    #expect(throws: FileError.cannotWrite(name(1), reason: "the disk is full")) {
      try FreeName.write(to: name) { throw FileError.cannotWrite($0, reason: "the disk is full") }
    }
    #expect(throws: FileError.cannotWrite(name(1), reason: "nothing was written")) {
      try FreeName.write(to: name) { _ in }
    }
    #expect(try names.isEmpty)
    let lost = { (number: Int) in folder.url.appendingPathComponent("none/\(number)") }
    #expect(throws: FileError.self) { try FreeName.write(to: lost) { try Data().write(to: $0) } }
  }
}
