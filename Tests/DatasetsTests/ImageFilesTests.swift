internal import Datasets
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

/// Files, folders and patterns become lists of pictures.
@Suite struct ImageFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in [
      "a.png", "B.JPG", "img_10.jpeg", "img_2.WebP", "notes.txt", "plain", ".hidden.png", "jpg", "x.png.txt",
      "sub/c.png", "sub/deep/d.jpg", "sub/deep/e.gif", ".trash/f.png", "sub2/a/g/a/h.png", "folder.png/i.png",
      "[1].png", "1.png", "äther.png", "a b.png",
    ] {
      let url = folder.file(name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data([1]).write(to: url)
    }
    try FileManager.default.createDirectory(at: folder.file("empty"), withIntermediateDirectories: false)
  }

  /// The names, below the test's folder, that a name below it stands for.
  func expand(_ names: String..., recursively: Bool = false) throws -> [String] {
    let prefix = folder.url.path + "/"
    return try ImageFiles.expand(names.map { prefix + $0 }, recursively: recursively).map { url in
      let path = url.standardizedFileURL.path
      #expect(path.hasPrefix(prefix))
      return String(path.dropFirst(prefix.count))
    }
  }

  static let top = ["1.png", "B.JPG", "[1].png", "a b.png", "a.png", "img_10.jpeg", "img_2.WebP", "äther.png"]

  @Test(arguments: ["", ".", "./", "sub/.."])
  func aFolderIsItsPictures(name: String) throws {
    #expect(try expand(name) == Self.top)
  }

  @Test func foldersBelowAreSearchedWhenAsked() throws {
    #expect(
      try expand("", recursively: true)
        == (Self.top + ["folder.png/i.png", "sub/c.png", "sub/deep/d.jpg", "sub2/a/g/a/h.png"])
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    )
  }

  @Test func filesAreTakenAsTheyAreInTheOrderGiven() throws {
    #expect(
      try expand("plain", "a.png", "B.JPG", "a.png", ".hidden.png") == [
        "plain", "a.png", "B.JPG", "a.png", ".hidden.png",
      ]
    )
  }

  @Test(arguments: [
    ("*", top),
    ("*.png", ["1.png", "[1].png", "a b.png", "a.png", "äther.png"]),
    ("*.JPG", ["B.JPG"]),
    ("?.png", ["1.png", "a.png"]),
    ("a?b.png", ["a b.png"]),
    ("[ab].png", ["a.png"]),
    ("[!a].png", ["1.png"]),
    ("[^a].png", ["1.png"]),
    ("[0-9a-c].png", ["1.png", "a.png"]),
    ("[1].*", ["1.png"]),
    ("\\[1\\].*", ["[1].png"]),
    ("[[]1[]].*", ["[1].png"]),
    ("ä*", ["äther.png"]),
    ("?ther.png", ["äther.png"]),
    (".*", [".hidden.png"]),
    ("img_{2,10}.*", ["img_2.WebP", "img_10.jpeg"]),
    ("{a,nothing,B}.{png,JPG}", ["a.png", "B.JPG"]),
    ("{a,[ab]}.png", ["a.png", "a.png"]),
    ("{1,s*/{c,d}}.png", ["1.png", "sub/c.png"]),
    ("{,sub/}[ac].png", ["a.png", "sub/c.png"]),
    ("*/*.png", ["folder.png/i.png", "sub/c.png"]),
    ("*/*/*", ["sub/deep/d.jpg"]),
    ("sub/*/../*.png", ["sub/c.png"]),
    ("**/*.jpg", ["sub/deep/d.jpg"]),
    ("**/d.jpg", ["sub/deep/d.jpg"]),
    ("sub/**", ["sub/c.png", "sub/deep/d.jpg"]),
    ("sub/**/**/*.png", ["sub/c.png"]),
    ("**/a/**/*.png", ["sub2/a/g/a/h.png"]),
    ("s*2/**/a/*", ["sub2/a/g/a/h.png"]),
    (".t*/*", [".trash/f.png"]),
    ("*a*.*p*g", ["a b.png", "a.png"]),
  ])
  func patterns(pattern: String, names: [String]) throws {
    #expect(try expand(pattern) == names)
  }

  @Test func aNameThatExistsIsNoPattern() throws {
    #expect(try expand("[1].png") == ["[1].png"])
  }

  @Test func relativeNamesStartAtTheWorkingDirectory() throws {
    let here = FileManager.default.currentDirectoryPath
    // `..` from the root of the file system is the root.
    let up = String(repeating: "../", count: here.split(separator: "/").count)
    let pattern = up + folder.url.path.dropFirst() + "/img_*"
    #expect(
      try ImageFiles.expand([pattern]).map(\.lastPathComponent) == ["img_10.jpeg", "img_2.WebP"]
    )
  }

  @Test func linksToFoldersAreNotFollowedWhenSearching() throws {
    try #require(symlink("..", folder.file("sub/loop").path) == 0)
    try #require(symlink("../a.png", folder.file("sub/link.png").path) == 0)
    #expect(try expand("sub", recursively: true) == ["sub/c.png", "sub/deep/d.jpg", "sub/link.png"])
    #expect(try expand("sub/**/*.png") == ["sub/c.png", "sub/link.png"])
    // A link that is named is followed.
    #expect(try expand("sub/loop/1.png") == ["sub/loop/1.png"])
    #expect(try expand("sub/l??p/1.*") == ["sub/loop/1.png"])
  }

  @Test func noNamesAreNoPictures() throws {
    #expect(try ImageFiles.expand([]) == [])
  }

  // MARK: Errors

  @Test(arguments: ["*.gif", "no/*.png", "*.txt", "emp*", "{x,y}.png", "[a.png", "empty/**", "a{b", "\\*.png"])
  func nothingMatches(pattern: String) {
    let error = #expect(throws: ImageFilesError.self) { try expand("a.png", pattern) }
    #expect(error == .noMatch(folder.file(pattern).path))
    #expect(error?.category == .missingInput)
    #expect(error?.description.contains(pattern) == true)
  }

  @Test(arguments: [false, true])
  func aFolderWithoutPictures(recursively: Bool) {
    let error = #expect(throws: ImageFilesError.self) { try expand("empty", recursively: recursively) }
    #expect(error == .noPictures(folder.file("empty")))
    #expect(error?.category == .missingInput)
    #expect(error?.description.contains("empty") == true)
  }

  @Test(arguments: ["no.png", "no/a.png", "a.png/b.png"])
  func missingFiles(name: String) {
    #expect(throws: FileError.missing(folder.file(name))) { try expand(name) }
  }

  @Test func missingFolders() {
    #expect(throws: FileError.missingFolder(folder.file("no"))) { try ImageFiles.pictures(in: folder.file("no")) }
    let error = #expect(throws: FileError.self) { try ImageFiles.pictures(in: folder.file("a.png")) }
    #expect(error?.category == .cannotRead)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may list everything"))
  func foldersThatCannotBeListed() throws {
    try #require(chmod(folder.file("sub").path, 0) == 0)
    defer { chmod(folder.file("sub").path, 0o755) }
    let error = #expect(throws: FileError.self) { try expand("sub") }
    #expect(error?.category == .cannotRead)
  }

  @Test func tooManyAlternatives() {
    let pattern = String(repeating: "{a,b}", count: 20)
    let error = #expect(throws: ImageFilesError.self) { try ImageFiles.expand([pattern]) }
    #expect(error == .tooManyAlternatives(pattern))
    #expect(error?.category == .usage)
  }

  /// A pattern that a naive matcher would need longer than the universe for.
  @Test(.timeLimit(.minutes(1)))
  func manyRuns() throws {
    let name = String(repeating: "a", count: 200)
    try Data([1]).write(to: folder.file("\(name).png"))
    #expect(try expand(String(repeating: "a*", count: 50) + ".png") == ["\(name).png"])
    #expect(throws: ImageFilesError.self) { try expand(String(repeating: "a*", count: 50) + "b.png") }
  }

  @Test(arguments: [
    ("a.png", true), ("a.JPeG", true), ("a.webp", true), (".jpg", true), ("png", false), ("a.gif", false), ("", false),
    ("a.", false),
  ])
  func extensions(name: String, isPicture: Bool) {
    #expect(ImageFiles.hasExtension(name) == isPicture)
  }
}
