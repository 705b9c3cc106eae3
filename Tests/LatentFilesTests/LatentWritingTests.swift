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

/// Latents written, and read again.
@Suite struct LatentWritingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Every magnitude of `Float`, both signs, and numbers with many digits.
  static let awkward: LatentBatch = {
    let magnitudes: [Float] = (-149...127).flatMap { exponent -> [Float] in
      let power = Float(sign: .plus, exponent: exponent, significand: 1)
      return [power, power.nextUp, power.nextDown, power * 1.1]
    }
    let values =
      magnitudes + magnitudes.map { -$0 } + [0, -0, 0.1, .greatestFiniteMagnitude, .pi, 1 / 3, 16_777_216, 1e10]
    return LatentBatch(count: values.count / 4, dimension: 4, values: values)
  }()

  @Test(arguments: LatentFormat.allCases)
  func roundTripsKeepEveryBit(format: LatentFormat) throws {
    let url = folder.file("z.\(format.rawValue)")
    try LatentFile.write(Self.awkward, to: url, overwrite: false)
    let read = try LatentFile.read(url)
    #expect(read.count == Self.awkward.count && read.dimension == 4)
    #expect(read.values.map(\.bitPattern) == Self.awkward.values.map(\.bitPattern))
  }

  @Test func equalsWhatNumPySaves() throws {
    try LatentFile.write(grid(3, 4), to: folder.file("a.npy"), overwrite: false)
    #expect(try Data(contentsOf: folder.file("a.npy")) == Data(contentsOf: fixture("saved_3x4.npy")))
    try LatentFile.write(grid(2, 24), to: folder.file("b.npy"), shape: [4, 3, 2], overwrite: false)
    #expect(try Data(contentsOf: folder.file("b.npy")) == Data(contentsOf: fixture("saved_2x4x3x2.npy")))
  }

  struct HeaderCase: Decodable {
    var shape: [Int]
    var fortran: Bool
    var hex: String
  }

  @Test func headersEqualNumPys() throws {
    let cases = try JSONDecoder().decode([HeaderCase].self, from: Data(contentsOf: fixture("headers.json")))
    #expect(cases.count > 10)
    for expected in cases {
      let header = NpyHeader(isFortranOrder: expected.fortran, shape: expected.shape)
      let hex = header.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      #expect(hex == expected.hex, "\(expected.shape)")
    }
  }

  @Test func aGrowingHeaderKeepsItsLength() {
    let lengths = Set([1, 9, 1000, .max].map { NpyHeader(shape: [$0, 512]).bytes.count })
    #expect(lengths.count == 1)
  }

  @Test func listsAreOneRowALine() throws {
    let url = folder.file("z.JSON")
    try LatentFile.write(LatentBatch(rows: [[1, -0.5], [1e-10, 3]]), to: url, overwrite: false)
    #expect(String(decoding: try Data(contentsOf: url), as: UTF8.self) == "[[1.0, -0.5],\n[1e-10, 3.0]]\n")
  }

  @Test(arguments: LatentFormat.allCases, [1, 3, 7])
  func piecesMakeTheSameFile(format: LatentFormat, step: Int) throws {
    let batch = grid(7, 5)
    try LatentFile.write(batch, to: folder.file("whole"), as: format, overwrite: false)
    let rows = try LatentFile.write(count: 7, dimension: 5, to: folder.file("pieces"), as: format, overwrite: false) {
      for start in stride(from: 0, to: 7, by: step) {
        #expect($0.written == start)
        try $0.append(batch[start..<min(start + step, 7)])
      }
      return $0.written
    }
    #expect(rows == 7)
    #expect(try Data(contentsOf: folder.file("pieces")) == Data(contentsOf: folder.file("whole")))
  }

  @Test(arguments: ["z", "z.npz", "z.txt", "npy"])
  func otherExtensions(name: String) {
    let url = folder.file(name)
    let error = #expect(throws: LatentFileError.self) { try LatentFile.write(grid(1, 1), to: url, overwrite: false) }
    #expect(error == .unsupportedExtension(url))
    #expect(error?.category == .usage)
    #expect(error?.description.contains(name) == true)
    #expect(throws: LatentFileError.unsupportedExtension(url)) { try LatentFile.check(url, overwrite: false) }
  }

  @Test func existingFilesAreProtected() throws {
    let url = folder.file("z.npy")
    try LatentFile.write(grid(1, 1), to: url, overwrite: false)
    #expect(throws: FileError.exists(url)) { try LatentFile.check(url, overwrite: false) }
    #expect(throws: FileError.exists(url)) { try LatentFile.write(grid(2, 2), to: url, overwrite: false) }
    try LatentFile.write(grid(2, 2), to: url, overwrite: true)
    #expect(try LatentFile.read(url) == grid(2, 2))
  }

  @Test func nothingToWrite() {
    let url = folder.file("z.npy")
    let error = #expect(throws: LatentFileError.self) {
      try LatentFile.write(LatentBatch(count: 0, dimension: 3), to: url, overwrite: false)
    }
    #expect(error == .nothingToWrite(url))
    #expect(error?.category == .usage)
  }

  @Test func numbersThatAreNotFiniteAreNeverWritten() throws {
    let url = folder.file("z.npy")
    let place = LatentReference(file: url)
    #expect(throws: LatentFileError.notFinite(place, row: 3, column: 1, value: "nan")) {
      try LatentFile.write(count: 4, dimension: 2, to: url, overwrite: false) {
        try $0.append(grid(2, 2))
        try $0.append(LatentBatch(rows: [[1, 2], [3, .nan]]))
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }

  @Test func unfinishedFilesAreNotLeftBehind() throws {
    let url = folder.file("z.npy")
    let error = #expect(throws: LatentFileError.self) {
      try LatentFile.write(count: 4, dimension: 2, to: url, overwrite: false) { try $0.append(grid(3, 2)) }
    }
    #expect(error == .unfinished(url, expected: 4, actual: 3))
    #expect(error?.category == .software)
    #expect(error?.description.contains(url.shownPath) == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
  }

  @Test func devicesNeedAFormat() throws {
    let null = URL(fileURLWithPath: "/dev/null")
    #expect(throws: LatentFileError.unsupportedExtension(null)) {
      try LatentFile.write(grid(1, 1), to: null, overwrite: false)
    }
    try LatentFile.write(grid(1, 1), to: null, as: .npy, overwrite: false)
  }
}
