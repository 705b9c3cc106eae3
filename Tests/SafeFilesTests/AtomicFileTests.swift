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

/// Outputs are written whole or not at all.
@Suite struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  struct Interruption: Error {}

  func contents(_ name: String) throws -> String {
    String(decoding: try FileContents.read(folder.file(name)), as: UTF8.self)
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  func permissions(_ name: String) -> mode_t {
    var status = stat()
    return stat(folder.file(name).path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  // MARK: Success

  @Test func writesANewFile() throws {
    try AtomicFile.write(Data("new".utf8), to: folder.file("a"), overwrite: false)
    #expect(try contents("a") == "new")
    #expect(try names() == ["a"])
  }

  @Test func writesMoreThanIsGathered() throws {
    let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 17) }
    try AtomicFile.write(to: folder.file("a"), overwrite: false) { hidden in
      var file = try OutputFile(creating: hidden)
      try file.write(Array(bytes[..<5]))
      try file.write(Array(bytes[5..<400_000]))
      try file.write(Array(bytes[400_000..<600_000]))
      try file.write(Array(bytes[600_000...]))
      try file.finish()
    }
    #expect(try Array(FileContents.read(folder.file("a"))) == bytes)
  }

  @Test func replacesAFileWhenAsked() throws {
    try Data("old and longer".utf8).write(to: folder.file("a"))
    try AtomicFile.write(Data("new".utf8), to: folder.file("a"), overwrite: true)
    #expect(try contents("a") == "new")
    #expect(try names() == ["a"])
  }

  @Test func newFilesHaveTheDefaultPermissions() throws {
    // The umask belongs to the whole process, so it is observed on another new file instead of being set.
    let other = open(folder.file("other").path, O_CREAT | O_WRONLY, 0o666)
    close(other)
    try AtomicFile.write(Data("new".utf8), to: folder.file("a"), overwrite: false)
    #expect(permissions("a") == permissions("other"))
  }

  @Test func aReplacementKeepsThePermissions() throws {
    try Data("old".utf8).write(to: folder.file("a"))
    try #require(chmod(folder.file("a").path, 0o640) == 0)
    try AtomicFile.write(Data("new".utf8), to: folder.file("a"), overwrite: true)
    #expect(permissions("a") == 0o640)
  }

  @Test func returnsWhatTheBodyReturned() throws {
    let result = try AtomicFile.write(to: folder.file("a"), overwrite: false) { hidden in
      try Data("x".utf8).write(to: hidden)
      return 7
    }
    #expect(result == 7)
  }

  @Test func namesMayBeAsLongAsTheSystemAllows() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write(Data("new".utf8), to: folder.file(name), overwrite: false)
    #expect(try names() == [name])
  }

  @Test func relativeURLs() throws {
    let url = URL(fileURLWithPath: "sub.npy", relativeTo: URL(fileURLWithPath: folder.url.path + "/"))
    try AtomicFile.write(Data("new".utf8), to: url, overwrite: false)
    #expect(try contents("sub.npy") == "new")
  }

  @Test func aPlainNameMeansTheWorkingDirectory() throws {
    try AtomicFile.check(URL(fileURLWithPath: "a name that is free"), overwrite: false)
  }

  // MARK: Links

  @Test(arguments: ["real", "./real"])
  func aLinkedFileIsWrittenAndTheLinkStays(target: String) throws {
    try Data("old".utf8).write(to: folder.file("real"))
    try #require(symlink(target, folder.file("link").path) == 0)
    try AtomicFile.write(Data("new".utf8), to: folder.file("link"), overwrite: true)
    #expect(try contents("real") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link").path) == target)
  }

  @Test func aChainOfLinksToAFreeNameIsFollowed() throws {
    try FileManager.default.createDirectory(at: folder.file("far"), withIntermediateDirectories: false)
    try #require(symlink("second", folder.file("first").path) == 0)
    try #require(symlink(folder.file("far/real").path, folder.file("second").path) == 0)
    try AtomicFile.write(Data("new".utf8), to: folder.file("first"), overwrite: false)
    #expect(try contents("far/real") == "new")
    #expect(try names() == ["far", "first", "second"])
  }

  @Test func aLinkedFileIsProtectedToo() throws {
    try Data("old".utf8).write(to: folder.file("real"))
    try #require(symlink("real", folder.file("link").path) == 0)
    #expect(throws: FileError.exists(folder.file("link"))) {
      try AtomicFile.write(Data("new".utf8), to: folder.file("link"), overwrite: false)
    }
  }

  // MARK: Devices and pipes

  @Test(arguments: [false, true])
  func devicesStayDevices(overwrite: Bool) throws {
    try AtomicFile.write(Data("new".utf8), to: URL(fileURLWithPath: "/dev/null"), overwrite: overwrite)
    var status = stat()
    try #require(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test(arguments: [false, true])
  func pipesReceiveWholeFilesOnly(fails: Bool) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    do {
      defer { close(ends[1]) }
      try AtomicFile.write(to: URL(fileURLWithPath: "/dev/fd/\(ends[1])"), overwrite: false) { hidden in
        try Data("latents".utf8).write(to: hidden)
        if fails { throw Interruption() }
      }
    } catch is Interruption {}
    let received = fails ? [] : Array("latents".utf8)
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = read(ends[0], &buffer, buffer.count)
    #expect(Array(buffer[..<count]) == received)
  }

  @Test func aStandardStreamThatIsAFileIsAddedTo() throws {
    let descriptor = open(folder.file("log").path, O_CREAT | O_RDWR, 0o666)
    defer { close(descriptor) }
    #expect(write(descriptor, "before ", 7) == 7)
    try AtomicFile.write(Data("after".utf8), to: URL(fileURLWithPath: "/dev/fd/\(descriptor)"), overwrite: false)
    #expect(try contents("log") == "before after")
  }

  // MARK: Refusals

  @Test func existingFilesAreProtected() throws {
    let url = folder.file("a")
    try Data("old".utf8).write(to: url)
    #expect(throws: FileError.exists(url)) { try AtomicFile.write(Data("new".utf8), to: url, overwrite: false) }
    #expect(try contents("a") == "old")
    #expect(try names() == ["a"])
  }

  @Test func aFileThatAppearsMeanwhileIsProtected() throws {
    let url = folder.file("a")
    #expect(throws: FileError.exists(url)) {
      try AtomicFile.write(to: url, overwrite: false) { hidden in
        try Data("new".utf8).write(to: hidden)
        try Data("theirs".utf8).write(to: url)
      }
    }
    #expect(try contents("a") == "theirs")
    #expect(try names() == ["a"])
  }

  @Test(arguments: [false, true])
  func foldersAreNeverReplaced(overwrite: Bool) {
    #expect(throws: FileError.cannotWrite(folder.url, reason: "a folder has this name")) {
      try AtomicFile.check(folder.url, overwrite: overwrite)
    }
  }

  @Test func theFolderMustExist() {
    let url = folder.file("no/a")
    #expect(
      throws: FileError.cannotWrite(url, reason: "the folder \(folder.file("no").path) does not exist")
    ) { try AtomicFile.check(url, overwrite: false) }
  }

  @Test func theFolderMustBeAFolder() throws {
    try Data("x".utf8).write(to: folder.file("file"))
    let url = folder.file("file/a")
    #expect(throws: FileError.cannotWrite(url, reason: "\(folder.file("file").path) is not a folder")) {
      try AtomicFile.check(url, overwrite: false)
    }
  }

  @Test func theFolderOfALinkMustExist() throws {
    try #require(symlink("no/real", folder.file("link").path) == 0)
    let error = #expect(throws: FileError.self) { try AtomicFile.check(folder.file("link"), overwrite: true) }
    #expect(error?.category == .cannotCreate)
  }

  @Test func namesThatAreTooLong() throws {
    let url = folder.file(String(repeating: "n", count: 256))
    let error = #expect(throws: FileError.self) { try AtomicFile.check(url, overwrite: false) }
    #expect(error?.category == .cannotCreate)
  }

  @Test func aLoopOfLinks() throws {
    try #require(symlink("loop", folder.file("loop").path) == 0)
    let error = #expect(throws: FileError.self) { try AtomicFile.check(folder.file("loop"), overwrite: true) }
    #expect(error?.category == .cannotCreate)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"), arguments: [0o555, 0o000])
  func unwritableFolder(mode: Int) throws {
    let inner = folder.file("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
    try #require(chmod(inner.path, mode_t(mode)) == 0)
    defer { chmod(inner.path, 0o755) }
    let error = #expect(throws: FileError.self) {
      try AtomicFile.check(inner.appendingPathComponent("a"), overwrite: false)
    }
    #expect(error?.category == .cannotCreate)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func writeProtectedFile() throws {
    try Data("old".utf8).write(to: folder.file("a"))
    try #require(chmod(folder.file("a").path, 0o444) == 0)
    let error = #expect(throws: FileError.self) { try AtomicFile.check(folder.file("a"), overwrite: true) }
    #expect(error?.category == .cannotCreate)
  }

  /// Linux shows its own state as a file system in which nobody, not even the superuser, can create a file.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func aFileSystemThatRefusesFiles() {
    let url = URL(fileURLWithPath: "/proc/sextant")
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write(Data("new".utf8), to: url, overwrite: false)
    }
    guard case .cannotWrite(url, _) = error else {
      Issue.record("the error must name the output: \(String(describing: error))")
      return
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDevice() {
    let url = URL(fileURLWithPath: "/dev/full")
    #expect(throws: FileError.cannotWrite(url, reason: "No space left on device")) {
      try AtomicFile.write(Data("new".utf8), to: url, overwrite: false)
    }
  }

  // MARK: Failures while writing

  @Test(arguments: [false, true])
  func anErrorLeavesNothingBehind(replaces: Bool) throws {
    let url = folder.file("a")
    if replaces { try Data("old".utf8).write(to: url) }
    #expect(throws: Interruption.self) {
      try AtomicFile.write(to: url, overwrite: true) { hidden in
        try Data("half".utf8).write(to: hidden)
        throw Interruption()
      }
    }
    #expect(try names() == (replaces ? ["a"] : []))
    if replaces { #expect(try contents("a") == "old") }
  }

  @Test func explainedErrorsPassUnchanged() {
    let explained = FileError.empty(URL(fileURLWithPath: "/input.npy"))
    #expect(throws: explained) { try AtomicFile.write(to: folder.file("a"), overwrite: false) { _ in throw explained } }
  }

  @Test func aHiddenFileIsNeverNamed() {
    let url = folder.file("a")
    #expect(throws: FileError.cannotWrite(url, reason: "full")) {
      try AtomicFile.write(to: url, overwrite: false) { throw FileError.cannotWrite($0, reason: "full") }
    }
  }

  @Test(arguments: [
    CocoaError.Code.fileWriteOutOfSpace, .fileWriteNoPermission, .fileWriteVolumeReadOnly, .fileNoSuchFile,
    .fileWriteUnknown,
  ])
  func foundationsErrorsAreExplained(code: CocoaError.Code) {
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write(to: folder.file("a"), overwrite: false) { _ in throw CocoaError(code) }
    }
    #expect(error?.category == .cannotCreate)
    #expect(error?.description.contains(folder.file("a").path) == true)
  }

  @Test func aBodyThatWritesNothing() throws {
    let url = folder.file("a")
    let error = #expect(throws: FileError.self) { try AtomicFile.write(to: url, overwrite: false) { _ in } }
    #expect(error?.category == .cannotCreate)
    #expect(try names() == [])
  }
}
