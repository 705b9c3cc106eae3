internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Names of latents: files, arrays and rows.
@Suite struct LatentReferenceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The reference of a text after the folder's path.
  func parse(_ text: String) throws -> LatentReference { try LatentReference(parsing: folder.file(text).path) }

  func reference(_ name: String, _ array: String? = nil, _ row: Int? = nil) -> LatentReference {
    LatentReference(file: folder.file(name), array: array, row: row)
  }

  static let texts: [(String, String, String?, Int?)] = [
    ("z.npy", "z.npy", nil, nil),
    ("z.npy:3", "z.npy", nil, 3),
    ("z.npy:-1", "z.npy", nil, -1),
    ("z.json:5", "z.json", nil, 5),
    ("z.npz:mean", "z.npz", "mean", nil),
    ("z.npz:mean:3", "z.npz", "mean", 3),
    ("z.npz:3", "z.npz", nil, 3),
    ("z.npz:7:0", "z.npz", "7", 0),
    ("z.npz:a:b", "z.npz", "a:b", nil),
    ("z.npz:a:b:-2", "z.npz", "a:b", -2),
    ("z.npy:99999999999999999999", "z.npy", nil, .max),
    ("z.npy:-99999999999999999999", "z.npy", nil, .min),
  ]

  @Test(arguments: texts.indices)
  func filesThatExist(index: Int) throws {
    let (text, name, array, row) = Self.texts[index]
    try Data([1]).write(to: folder.file(name))
    let parsed = try parse(text)
    #expect(parsed == reference(name, array, row))
    if row.map({ $0 != .max && $0 != .min }) ?? true { #expect(parsed.description == folder.file(text).path) }
  }

  @Test(arguments: texts.indices)
  func filesThatAreMissing(index: Int) throws {
    let (text, name, array, row) = Self.texts[index]
    #expect(try parse(text) == reference(name, array, row))
    #expect(throws: FileError.missing(folder.file(name))) { try LatentFile.read(parse(text)) }
  }

  @Test func colonsInNamesOfFiles() throws {
    for name in ["a:3", "a", "b:x.npz", "12:30.npy"] { try Data([1]).write(to: folder.file(name)) }
    #expect(try parse("a:3") == reference("a:3"))
    #expect(try parse("a:3:4") == reference("a:3", nil, 4))
    #expect(try parse("a:4") == reference("a", nil, 4))
    #expect(try parse("b:x.npz:mean:1") == reference("b:x.npz", "mean", 1))
    #expect(try parse("12:30.npy:2") == reference("12:30.npy", nil, 2))
    // Missing, but nothing in it looks like a row or an archive.
    #expect(try parse("12:45.npy") == reference("12:45.npy"))
  }

  @Test(arguments: ["", ":3", "z.npy:", "z.npy::", "z.npy::3", "z.npz:mean:"])
  func malformed(text: String) throws {
    let path = text.hasPrefix("z") ? folder.file(text).path : text
    if text.hasPrefix("z") { try Data([1]).write(to: folder.file(String(text.prefix(5)))) }
    let error = #expect(throws: LatentFileError.self) { try LatentReference(parsing: path) }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("'\(path)'") == true)
  }

  @Test func rowsOfReferences() throws {
    let path = fixture("stored.npz").path
    #expect(try LatentFile.read(LatentReference(parsing: "\(path):mean:-1")) == grid(5, 3)[4])
    #expect(try LatentFile.read(LatentReference(parsing: "\(path):mean")) == grid(5, 3))
    #expect(try LatentFile.read(LatentReference(parsing: path)) == grid(5, 3))
  }
}
