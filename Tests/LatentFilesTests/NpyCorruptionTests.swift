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

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Every way in which an array file can be wrong, once.
@Suite struct NpyCorruptionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads, expects bad data and a sentence that names the file, and returns the error.
  func failure(_ url: URL) -> LatentFileError? {
    let error = #expect(throws: LatentFileError.self) { try LatentFile.read(url) }
    #expect(error?.category == .badData)
    #expect(error?.description.hasPrefix(url.shownPath) == true)
    #expect(error?.description.contains("\n") == false)
    return error
  }

  func headerReason(_ url: URL) -> String? {
    guard case .badHeader(_, let reason) = failure(url) else { return nil }
    return reason
  }

  @Test(arguments: [Array("NUMPY".utf8), [0x93], Array("\u{89}PNG".utf8), [0], Array("{}".utf8)])
  func otherFiles(bytes: [UInt8]) throws {
    let url = folder.file("z.npy")
    try Data(bytes).write(to: url)
    #expect(failure(url) == .unknownFormat(url))
  }

  @Test func emptyAndMissingFiles() throws {
    let url = folder.file("z.npy")
    #expect(throws: FileError.missing(url)) { try LatentFile.read(url) }
    try Data().write(to: url)
    #expect(throws: FileError.empty(url)) { try LatentFile.read(url) }
    #expect(throws: FileError.isFolder(folder.url)) { try LatentFile.read(folder.url) }
  }

  /// A file may end anywhere: no prefix of a valid one is a valid one, and none ends the process.
  @Test func everyPrefix() throws {
    let whole = try Data(contentsOf: fixture("version2.npy"))
    let url = folder.file("z.npy")
    for count in 1..<whole.count {
      try Data(whole[..<count]).write(to: url)
      #expect(throws: LatentFileError.self) { try LatentFile.read(url) }
    }
  }

  @Test func unknownVersion() throws {
    var bytes = try Data(contentsOf: fixture("version1.npy"))
    bytes[6] = 4
    let url = folder.file("z.npy")
    try bytes.write(to: url)
    #expect(headerReason(url) == "version 4.0 is unknown")
  }

  @Test func headerLongerThanTheFile() throws {
    var bytes = try Data(contentsOf: fixture("version2.npy"))
    bytes.replaceSubrange(8..<12, with: [0xff, 0xff, 0xff, 0xff])
    let url = folder.file("z.npy")
    try bytes.write(to: url)
    #expect(headerReason(url) == "its length of 4294967295 bytes is beyond the end of the file")
  }

  @Test(arguments: [
    ("(2, 3)", "'{' is expected at its byte 0"),
    ("{'descr': '<f4', 'fortran_order': False}", "one of the keys 'descr', 'fortran_order' and 'shape' is missing"),
    ("{}", "one of the keys 'descr', 'fortran_order' and 'shape' is missing"),
    ("{'descr': '<f4', 'descr': '<f4'}", "the key 'descr' is unknown or given twice"),
    ("{'weight': 3}", "the key 'weight' is unknown or given twice"),
    ("{'descr': 4}", "a text in quotes is expected at its byte 10"),
    ("{'descr", "a text in quotes is expected at its byte 2"),
    ("{'descr' '<f4'}", "':' is expected at its byte 9"),
    ("{'descr': '<f4' 'shape': (1, 1)}", "'}' is expected at its byte 16"),
    ("{'fortran_order': 0}", "True or False is expected at its byte 18"),
    ("{'shape': 3}", "'(' is expected at its byte 10"),
    ("{'shape': (3 4)}", "')' is expected at its byte 13"),
    ("{'shape': (-3, 4)}", "a length ≥ 0 is expected at its byte 11"),
    ("{'shape': (1e3, 4)}", "')' is expected at its byte 12"),
    ("{'shape': (99999999999999999999, 4)}", "the length 99999999999999999999 is too large"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} x", "more follows the dictionary"),
    ("", "'{' is expected at its byte 0"),
  ])
  func dictionaries(text: String, reason: String) throws {
    #expect(headerReason(try folder.npy(text, numbers: [1])) == reason)
  }

  @Test func tooManyAxes() throws {
    let axes = String(repeating: "1,", count: 65)
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (\(axes))}", numbers: [1])
    #expect(headerReason(url) == "the shape has 65 axes")
  }

  @Test(arguments: [
    ("i4", "'<i4'"), ("u1", "'|u1'"), ("b1", "'|b1'"), ("c8", "'<c8'"), ("S3", "'|S3'"), ("f16", "'<f16'"),
    ("O8", "'|O'"), ("record", "record"),
  ])
  func otherElements(name: String, element: String) {
    let url = fixture("element_\(name).npy")
    #expect(failure(url) == .unsupportedElement(LatentReference(file: url), element: element))
  }

  @Test(arguments: [-1, 1, 4])
  func wrongLength(surplus: Int) throws {
    var bytes = [UInt8](repeating: 0, count: 24)
    bytes = surplus < 0 ? Array(bytes.dropLast(-surplus)) : bytes + [UInt8](repeating: 0, count: surplus)
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}", bytes: bytes)
    let expected = LatentFileError.wrongLength(
      LatentReference(file: url),
      shape: [2, 3],
      element: "'<f4'",
      expected: 24,
      actual: 24 + surplus
    )
    #expect(failure(url) == expected)
  }

  @Test(
    arguments: [
      ([1_000_000_000_000_000_000, 512], nil), ([1_000_000_000_000, 1], 4_000_000_000_000),
      ([.max, .max, .max], nil), ([.max, 1], nil),
    ] as [([Int], Int?)]
  )
  func absurdShapesTakeNoMemory(shape: [Int], expected: Int?) throws {
    let axes = shape.map(String.init).joined(separator: ", ")
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': True, 'shape': (\(axes))}", numbers: [1, 2])
    let place = LatentReference(file: url)
    #expect(
      failure(url) == .wrongLength(place, shape: shape, element: "'<f4'", expected: expected, actual: 8)
    )
  }

  /// A file with a hole, 2^46 bytes long but only a few blocks large: what the header says is true.
  @Test func moreThanTheMemory() throws {
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (17592186044416, 1)}")
    let header = try Data(contentsOf: url).count
    // Not every file system has files of this length.
    guard truncate(url.path, off_t(header + 1 << 46)) == 0 else { return }
    #expect(failure(url) == .doesNotFitMemory(LatentReference(file: url), bytes: 1 << 46))
  }

  @Test(arguments: ["0", "0, 3", "3, 0", "1000000000000000000, 1000000000000000000, 0"])
  func noLatents(axes: String) throws {
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (\(axes),)}")
    #expect(failure(url) == .noLatents(LatentReference(file: url)))
  }

  @Test func scalar() throws {
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': ()}", numbers: [1])
    #expect(failure(url) == .scalar(LatentReference(file: url)))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, Float(bitPattern: 0x7f80_0001)], [0, 5, 31, 32, 33, 98, 99])
  func notFinite(value: Float, index: Int) throws {
    var numbers = [Float](repeating: .greatestFiniteMagnitude, count: 100)
    numbers[index] = value
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (20, 5)}", numbers: numbers)
    #expect(
      failure(url)
        == .notFinite(
          LatentReference(file: url),
          row: index / 5,
          column: index % 5,
          value: value.isNaN ? "nan" : "\(value)"
        )
    )
  }

  @Test func notFiniteBeyondTheFirstPiece() throws {
    var numbers = [Float](repeating: 1, count: 200_000)
    numbers[131_073] = .nan
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (200, 1000)}", numbers: numbers)
    #expect(failure(url) == .notFinite(LatentReference(file: url), row: 131, column: 73, value: "nan"))
  }

  /// [2, 3, 4] in Fortran order: number 2·(i + 3·j) + r of the file is row r, column 4·i + j.
  @Test(arguments: [(0, 0, 0), (1, 2, 3), (0, 1, 2), (1, 0, 3)])
  func notFiniteInFortranOrder(row: Int, i: Int, j: Int) throws {
    var numbers = [Float](repeating: 1, count: 24)
    numbers[2 * (i + 3 * j) + row] = .infinity
    let url = try folder.npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3, 4)}", numbers: numbers)
    #expect(failure(url) == .notFinite(LatentReference(file: url), row: row, column: 4 * i + j, value: "inf"))
  }

  @Test(arguments: [1e300, -3.5e38])
  func doublesBeyondFloat(value: Double) throws {
    let bytes = [1, 2, value, 3].flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
    let url = try folder.npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}", bytes: bytes)
    #expect(failure(url) == .overflow(LatentReference(file: url), row: 1, column: 0, value: "\(value)"))
  }

  @Test(arguments: ["<f8", ">f8"])
  func doublesThatAreNotFinite(descr: String) throws {
    let bits = [1, Double.nan].map { descr == "<f8" ? $0.bitPattern.littleEndian : $0.bitPattern.bigEndian }
    let bytes = bits.flatMap { withUnsafeBytes(of: $0, Array.init) }
    let url = try folder.npy("{'descr': '\(descr)', 'fortran_order': False, 'shape': (1, 2)}", bytes: bytes)
    #expect(failure(url) == .notFinite(LatentReference(file: url), row: 0, column: 1, value: "nan"))
  }

  @Test func aRowIsReadThoughAnotherIsNotFinite() throws {
    let url = try folder.npy(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2)}",
      numbers: [1, 2, .nan, 4, 5, 6]
    )
    #expect(try LatentFile.read(LatentReference(file: url, row: 2)).values == [5, 6])
    #expect(throws: LatentFileError.notFinite(LatentReference(file: url), row: 1, column: 0, value: "nan")) {
      try LatentFile.read(LatentReference(file: url, row: 1))
    }
  }

  @Test func anArrayIsNamedInAFileOfOne() {
    let url = fixture("version1.npy")
    let error = #expect(throws: LatentFileError.self) { try LatentFile.read(url, array: "mean") }
    #expect(error == .notAnArchive(LatentReference(file: url, array: "mean")))
    #expect(error?.category == .usage)
  }
}
