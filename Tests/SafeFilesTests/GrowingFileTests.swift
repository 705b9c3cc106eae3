import Foundation
import SafeFiles
import TestSupport
import Testing

@Suite struct GrowingFileTests {
  let folder: TemporaryFolder
  let url: URL

  init() throws {
    folder = try TemporaryFolder()
    url = folder.file("growing")
  }

  private func write(_ text: String, at offset: Int, to file: inout GrowingFile) throws {
    try Array(text.utf8).withUnsafeBytes { try file.write($0, at: offset) }
  }

  private func cannotWrite(_ word: String, _ url: URL) {
    do {
      _ = try GrowingFile(url)
      Issue.record("it was opened")
    } catch FileError.cannotWrite(let file, let reason) {
      #expect(file == url && reason.contains(word), "\(reason)")
    } catch {
      Issue.record(error)
    }
  }

  @Test func growsWhereItIsWritten() throws {
    var file = try GrowingFile(url)
    #expect(try file.size == 0 && file.url == url)
    try write("abcdef", at: 0, to: &file)
    try write("XY", at: 2, to: &file)
    try write("z", at: 8, to: &file)
    try write("", at: 3, to: &file)
    try file.synchronize()
    #expect(try Data(contentsOf: url) == Data("abXYef\0\0z".utf8))
    #expect(try file.size == 9)
    try file.resize(to: 3)
    #expect(try Data(contentsOf: url) == Data("abX".utf8))
    try file.resize(to: 5)
    #expect(try Data(contentsOf: url) == Data("abX\0\0".utf8))
  }

  @Test func whatIsThereIsKept() throws {
    try Data("already".utf8).write(to: url)
    var file = try GrowingFile(url)
    #expect(try file.size == 7)
    try write("A", at: 0, to: &file)
    #expect(try Data(contentsOf: url) == Data("Already".utf8))
  }

  @Test func onlyOneWriterAtATime() throws {
    do {
      var file = try GrowingFile(url)
      cannotWrite("another program is writing it", url)
      // Whoever was refused changed nothing, and the writer goes on; others may read.
      try write("a", at: 0, to: &file)
      #expect(try Data(contentsOf: url) == Data("a".utf8))
    }
    // Closed, it is free.
    let next = try GrowingFile(url)
    #expect(try next.size == 1)
  }

  @Test func whatIsNoFileIsRefused() throws {
    cannotWrite("irectory", folder.url)
    cannotWrite("o such file", folder.file("no/file"))
    let file = try GrowingFile(URL(fileURLWithPath: "/dev/null"))
    #expect(throws: FileError.self) { try file.size }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func aFullDiskIsSaid() throws {
    var file = try GrowingFile(URL(fileURLWithPath: "/dev/full"))
    #expect(throws: FileError.self) { try write("a", at: 0, to: &file) }
  }
}
