import Foundation
import SafeFiles
import TestSupport
import Testing

/// Folders that are read or written, checked before any work is done.
@Suite struct FolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Data("x".utf8).write(to: folder.file("file"))
  }

  @Test func aFolderThatIsReadMustBeOne() throws {
    try InputFolder.check(folder.url)
    #expect(throws: FileError.missingFolder(folder.file("no"), cure: "make it")) {
      try InputFolder.check(folder.file("no"), cure: "make it")
    }
    #expect(throws: FileError.isFile(folder.file("file"))) { try InputFolder.check(folder.file("file")) }
  }

  @Test func aMissingFolderIsNamedWithItsPlaceAndCure() {
    let inside = URL(fileURLWithPath: "in/boxes", isDirectory: true)
    let place = FileManager.default.currentDirectoryPath + "/in"
    #expect(FileError.missingFolder(inside).description == "in/boxes: no such folder in \(place); check the name")
    let outside = FileError.missingFolder(URL(fileURLWithPath: "/data/boxes"), cure: "make it")
    #expect(outside.description == "/data/boxes: no such folder; make it")
  }

  @Test func aFolderThatIsWrittenIsMadeWithThoseAboveIt() throws {
    let deep = folder.file("a/b")
    try OutputFolder.check(deep, option: "--plots")
    #expect(!FileManager.default.fileExists(atPath: folder.file("a").path))
    try OutputFolder.make(deep, option: "--plots")
    try OutputFolder.make(deep, option: "--plots")
    try InputFolder.check(deep)
  }

  /// Of a link that leads nowhere no folder can be made, which is told before any work.
  @Test(arguments: [("link", "it is a link"), ("link/a/b", "link is a link")])
  func aLinkThatLeadsNowhereIsTold(_ name: String, _ reason: String) throws {
    try FileManager.default.createSymbolicLink(at: folder.file("link"), withDestinationURL: folder.file("none"))
    let error = #expect(throws: FileError.self) { try OutputFolder.check(folder.file(name), option: "--plots") }
    let text = try #require(error?.description)
    #expect(error?.category == .cannotCreate && text.contains("\(reason) that leads nowhere); choose"), "\(text)")
  }

  @Test(arguments: [("file", "a file has this name"), ("file/a/b", "file is a file")])
  func aFileInTheWayIsTold(_ name: String, _ reason: String) throws {
    for act in [OutputFolder.check, OutputFolder.make] {
      let error = #expect(throws: FileError.self) { try act(folder.file(name), "--plots") }
      let text = try #require(error?.description)
      #expect(error?.category == .cannotCreate && text.contains("\(reason)); choose another with --plots"), "\(text)")
    }
  }
}
