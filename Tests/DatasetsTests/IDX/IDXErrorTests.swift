internal import Datasets
internal import Imaging
internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Every kind of damage in an IDX file, with its sentence.
@Suite struct IDXErrorTests {
  let folder: TemporaryFolder
  let file: URL

  init() throws {
    folder = try TemporaryFolder()
    file = folder.file("damaged")
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var isLabels = false
    var error: @Sendable (URL) -> IDXError
    /// What the sentence must say besides the file.
    var words: [String]

    var testDescription: String { name }
  }

  static let header = IDXBytes.header

  static let damages: [Damage] = [
    Damage(
      name: "a PNG",
      bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D],
      error: { .notIDX($0, found: "89 50 4e 47") },
      words: ["89 50 4e 47", "00 00 08 03"]
    ),
    Damage(name: "two bytes", bytes: [0, 0], error: { .notIDX($0, found: "00 00") }, words: ["are 00 00,"]),
    Damage(name: "no type", bytes: [0, 0, 7, 3], error: { .notIDX($0, found: "00 00 07 03") }, words: ["00 00 07 03"]),
    Damage(name: "no rank", bytes: [0, 0, 8, 0], error: { .notIDX($0, found: "00 00 08 00") }, words: ["00 00 08 00"]),
    Damage(
      name: "floats",
      bytes: [0, 0, 0x0D, 3] + header([1, 1, 1]).dropFirst(4) + [0, 0, 0, 0],
      error: { .badElements($0, type: 0x0D) },
      words: ["32-bit floats", "unsigned bytes (08)"]
    ),
    Damage(
      name: "labels for pictures",
      bytes: IDXBytes.labels([1, 2]),
      error: { .notImages($0, dimensions: 1) },
      words: ["1 dimension,", "'images' in its name"]
    ),
    Damage(
      name: "a table for pictures",
      bytes: IDXBytes.file(2, 2),
      error: { .notImages($0, dimensions: 2) },
      words: ["2 dimensions,"]
    ),
    Damage(
      name: "pictures for labels",
      bytes: IDXBytes.file(1, 2, 2),
      isLabels: true,
      error: { .notLabels($0, dimensions: 3) },
      words: ["3 dimensions", "labels have 1"]
    ),
    Damage(name: "no pictures", bytes: header([0, 2, 2]), error: { .noItems($0) }, words: ["nothing is in the file"]),
    Damage(name: "no labels", bytes: header([0]), isLabels: true, error: { .noItems($0) }, words: ["nothing"]),
    Damage(
      name: "no rows",
      bytes: header([1, 0, 2]),
      error: { .badShape($0, shape: [1, 0, 2]) },
      words: ["1 x 0 x 2", "at least one row"]
    ),
    Damage(
      name: "two channels",
      bytes: IDXBytes.file(1, 2, 2, 2),
      error: { .badShape($0, shape: [1, 2, 2, 2]) },
      words: ["1 x 2 x 2 x 2", "1 or 3 channels"]
    ),
    Damage(
      name: "one element too many for memory",
      bytes: header([(1 << 31) + 1]),
      isLabels: true,
      error: { .tooLarge($0) },
      words: ["2147483648 bytes", "split the file"]
    ),
    Damage(
      name: "a product beyond 64 bits",
      bytes: header([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 3]),
      error: { .tooLarge($0) },
      words: ["2147483648 bytes"]
    ),
    Damage(
      name: "half a header",
      bytes: [UInt8](header([1, 2, 2]).prefix(9)),
      error: { .truncated($0, expected: 16, actual: 9) },
      words: ["9 of the 16 bytes"]
    ),
    Damage(
      name: "a missing byte",
      bytes: IDXBytes.file(2, 2, 2).dropLast(),
      error: { .truncated($0, expected: 24, actual: 23) },
      words: ["23 of the 24 bytes", "again"]
    ),
    Damage(
      name: "the most that is read, promised",
      bytes: header([1 << 31]),
      isLabels: true,
      error: { .truncated($0, expected: 8 + 1 << 31, actual: 8) },
      words: ["only 8 of"]
    ),
    Damage(
      name: "a byte behind the end",
      bytes: IDXBytes.file(2, 2, 2) + [0],
      error: { .trailingBytes($0, expected: 24) },
      words: ["behind the 24 bytes"]
    ),
  ]

  func error(of damage: Damage) throws -> IDXError? {
    try Data(damage.bytes).write(to: file)
    return #expect(throws: IDXError.self) {
      if damage.isLabels { _ = try IDXLabels(contentsOf: file) } else { _ = try IDXImages(contentsOf: file) }
    }
  }

  func check(_ damage: Damage) throws {
    let error = try error(of: damage)
    #expect(error == damage.error(file))
    #expect(error?.category == .badData)
    let sentence = error?.description ?? ""
    #expect(!sentence.contains("\n"))
    for word in ["/damaged: "] + damage.words { #expect(sentence.contains(word), "\(sentence)") }
  }

  @Test(arguments: damages) func damageIsNamedWithItsPlace(_ damage: Damage) throws { try check(damage) }

  @Test func damagedGzipIsNamed() throws {
    let whole = try IDXBytes.fixture("images.gz")
    let tooShort = { @Sendable (url: URL) in
      IDXError.damagedGzip(url, reason: "the packed bytes end too early")
    }
    let wrong = { @Sendable (url: URL) in
      IDXError.damagedGzip(url, reason: "the packed bytes or their checksum are wrong")
    }
    for length in 2..<whole.count {
      try check(
        Damage(name: "cut at \(length)", bytes: Array(whole.prefix(length)), error: tooShort, words: ["end too early"])
      )
    }
    var changed = whole
    // The last bytes are the checksum's four and the length's four.
    changed[whole.count - 8] ^= 1
    try check(Damage(name: "checksum", bytes: changed, error: wrong, words: ["gzip", "checksum"]))
    try check(Damage(name: "something behind", bytes: whole + [1, 2, 3], error: wrong, words: ["checksum"]))
  }

  @Test func anyChangedByteIsReadOrRefused() throws {
    for original in [try IDXBytes.fixture("images.gz"), IDXBytes.file(2, 2, 2)] {
      for place in original.indices {
        for change: UInt8 in [1, 0x80, 0xFF] {
          var bytes = original
          bytes[place] ^= change
          try Data(bytes).write(to: file)
          do {
            let images = try IDXImages(contentsOf: file)
            #expect(images[images.count - 1].samples.allSatisfy { $0 >= 0 && $0 <= 1 })
          } catch {
            #expect(error is IDXError)
          }
        }
      }
    }
  }

  /// Only as much is unpacked as the header asks for: the damage at the end is never reached.
  @Test func aBombIsNotUnpacked() throws {
    let bomb = try IDXBytes.fixture("bomb.gz")
    try check(
      Damage(
        name: "bomb",
        bytes: bomb.dropLast(100),
        error: { .trailingBytes($0, expected: 20) },
        words: ["behind the 20 bytes"]
      )
    )
  }

  @Test func aPromiseThatPackedBytesCannotKeepIsRefused() throws {
    let bytes = try IDXBytes.fixture("promise.gz")
    let reason = "\(bytes.count) packed bytes cannot hold 2147483648"
    try check(Damage(name: "promise", bytes: bytes, error: { .damagedGzip($0, reason: reason) }, words: [reason]))
  }

  @Test func filesThatCannotBeReadAreFileErrors() throws {
    #expect(throws: FileError.missing(file)) { try IDXImages(contentsOf: file) }
    #expect(throws: FileError.missing(file)) { try IDXDataset(file) }
    #expect(throws: FileError.isFolder(folder.url)) { try IDXLabels(contentsOf: folder.url) }
    try Data().write(to: file)
    #expect(throws: FileError.empty(file)) { try IDXImages(contentsOf: file) }
  }
}
