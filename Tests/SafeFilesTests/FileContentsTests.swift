internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Files as they are found on disks: there, absent, empty, unreadable, or no files at all.
@Suite struct FileContentsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [1, 65_536, 65_537, 300_001])
  func readsEveryByte(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: folder.file("a"))
    #expect(try Array(FileContents.read(folder.file("a"))) == bytes)
  }

  @Test func missing() {
    let url = folder.file("no.npy")
    #expect(throws: FileError.missing(url)) { try FileContents.read(url) }
    let below = folder.file("no/such/folder.npy")
    #expect(throws: FileError.missing(below)) { try FileContents.read(below) }
  }

  @Test func aFileIsNotAFolder() throws {
    try Data([1]).write(to: folder.file("a"))
    let url = folder.file("a/b")
    #expect(throws: FileError.missing(url)) { try FileContents.read(url) }
  }

  @Test func aLinkToNothingIsMissing() throws {
    let url = folder.file("link")
    try #require(symlink("nowhere", url.path) == 0)
    #expect(throws: FileError.missing(url)) { try FileContents.read(url) }
  }

  @Test func isFolder() {
    #expect(throws: FileError.isFolder(folder.url)) { try FileContents.read(folder.url) }
  }

  @Test func empty() throws {
    let url = folder.file("empty")
    try Data().write(to: url)
    #expect(throws: FileError.empty(url)) { try FileContents.read(url) }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func unreadable() throws {
    let url = folder.file("secret")
    try Data([1]).write(to: url)
    try #require(chmod(url.path, 0) == 0)
    let error = #expect(throws: FileError.self) { try FileContents.read(url) }
    #expect(error?.category == .cannotRead)
  }

  @Test func aLoopOfLinksIsUnreadable() throws {
    let url = folder.file("loop")
    try #require(symlink("loop", url.path) == 0)
    let error = #expect(throws: FileError.self) { try FileContents.read(url) }
    #expect(error?.category == .cannotRead)
  }

  @Test(arguments: ["/dev/zero", "/dev/null"])
  func devicesAreRefused(path: String) {
    let url = URL(fileURLWithPath: path)
    #expect(throws: FileError.unreadable(url, reason: "it is a device, not a file")) { try FileContents.read(url) }
  }

  @Test func pipesAreReadToTheirEnd() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(write(ends[1], "latents", 7) == 7)
    close(ends[1])
    defer { close(ends[0]) }
    let bytes = try FileContents.read(URL(fileURLWithPath: "/dev/fd/\(ends[0])"))
    #expect(String(decoding: bytes, as: UTF8.self) == "latents")
  }

  @Test func piecesFollowOneAnother() throws {
    try Data(0..<10).write(to: folder.file("a"))
    var file = try InputFile(folder.file("a"))
    #expect(file.size == 10)
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0) } == 4)
    #expect(buffer == [0, 1, 2, 3])
    try file.seek(to: 8)
    #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0) } == 2)
    #expect(buffer == [8, 9, 2, 3])
    #expect(try buffer.withUnsafeMutableBytes { try file.read(into: $0) } == 0)
  }
}
