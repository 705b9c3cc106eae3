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

/// The fixtures come from NumPy: `python3 tools/make_latent_fixtures.py`.
func fixture(_ name: String) -> URL { Repository.fixture(name, of: "LatentFiles") }

/// The latents that fixtures hold: 0.375 k - 2, exact in every floating-point type.
func grid(_ count: Int, _ dimension: Int) -> LatentBatch {
  LatentBatch(
    count: count,
    dimension: dimension,
    values: (0..<count * dimension).map { Float($0) * 0.375 - 2 }
  )
}

/// Arrays as NumPy writes them.
@Suite struct NpyReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["C", "F"], ["lf2", "bf2", "lf4", "bf4", "lf8", "bf8"])
  func everyTypeAndOrder(order: String, type: String) throws {
    #expect(try LatentFile.read(fixture("\(order)_\(type)_5x3.npy")) == grid(5, 3))
  }

  @Test(arguments: ["C", "F"])
  func moreAxesAreFlattenedInCOrder(order: String) throws {
    #expect(try LatentFile.read(fixture("\(order)_rank4.npy")) == grid(4, 30))
  }

  @Test func fortranOrderBeyondOneTile() throws {
    #expect(try LatentFile.read(fixture("F_70x65.npy")) == grid(70, 65))
  }

  @Test(arguments: 1...3)
  func everyVersion(version: Int) throws {
    #expect(try LatentFile.read(fixture("version\(version).npy")) == grid(5, 3))
  }

  @Test func oneAxisIsOneLatent() throws {
    #expect(try LatentFile.read(fixture("vector6.npy")) == grid(1, 6))
  }

  @Test(arguments: [
    "{'descr':'=f4','fortran_order':False,'shape':(2,3)}",
    "{\"descr\": \"|f4\", \"shape\": (2, 3, ), \"fortran_order\": False}\n",
    "{ 'shape' : (2L, 3L), 'descr' : '<f4', 'fortran_order' : False, }   \n",
  ])
  func otherWritersHeaders(dictionary: String) throws {
    let url = try folder.npy(dictionary, numbers: grid(2, 3).values)
    #expect(try LatentFile.read(url) == grid(2, 3))
  }

  /// `Float16` is the independent reference; it does not exist on Macs with Intel processors.
  #if !(os(macOS) && arch(x86_64))
  @Test func everyHalf() throws {
    let halves = (UInt16.min ... .max).filter { Float16(bitPattern: $0).isFinite }
    let bytes = halves.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let url = try folder.npy("{'descr':'<f2','fortran_order':False,'shape':(1,\(halves.count))}", bytes: bytes)
    let read = try LatentFile.read(url).values
    #expect(read.map(\.bitPattern) == halves.map { Float(Float16(bitPattern: $0)).bitPattern })
  }
  #endif

  @Test func doublesAreRoundedToNearest() throws {
    let doubles = [0.1, -1 / 3.0, 1e-46, 1 + 0x1p-24, 1 + 0x1.8p-23, 3.4028235e38, -0.0, .leastNonzeroMagnitude]
    let bytes = doubles.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init) }
    let url = try folder.npy("{'descr':'<f8','fortran_order':False,'shape':(4,2)}", bytes: bytes)
    #expect(try LatentFile.read(url).values.map(\.bitPattern) == doubles.map { Float($0).bitPattern })
  }

  /// Longer than the pieces in which files are read.
  @Test(arguments: ["<f4", "<f8"])
  func manyPieces(descr: String) throws {
    let batch = grid(3, 70_001)
    let bytes = batch.values.flatMap { value in
      descr == "<f4"
        ? withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
        : withUnsafeBytes(of: Double(value).bitPattern.littleEndian, Array.init)
    }
    let url = try folder.npy("{'descr':'\(descr)','fortran_order':False,'shape':(3,70001)}", bytes: bytes)
    #expect(try LatentFile.read(url) == batch)
    #expect(try LatentFile.read(LatentReference(file: url, row: 2)) == batch[2])
  }

  @Test func theContentCountsAndNotTheName() throws {
    let url = folder.file("z.json")
    try FileManager.default.copyItem(at: fixture("vector6.npy"), to: url)
    #expect(try LatentFile.read(url) == grid(1, 6))
  }

  @Test(arguments: ["C_lf4_5x3.npy", "F_bf8_5x3.npy", "stored.npz", "deflated.npz"])
  func rows(name: String) throws {
    for row in -5..<5 {
      let latent = try LatentFile.read(LatentReference(file: fixture(name), row: row))
      #expect(latent == grid(5, 3)[(row + 5) % 5])
    }
  }

  @Test(arguments: ["C_lf4_5x3.npy", "F_bf8_5x3.npy", "deflated.npz"], [5, -6, .max, .min])
  func rowsThatAreNotThere(name: String, row: Int) throws {
    let error = #expect(throws: LatentFileError.self) {
      try LatentFile.read(LatentReference(file: fixture(name), row: row))
    }
    guard case .noSuchRow(_, count: 5) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.category == .badData)
    #expect(error?.description.contains(name) == true)
    #expect(error?.description.contains("5 in all") == true)
  }
}

extension TemporaryFolder {
  /// A version 1 array file of given header and bytes.
  func npy(_ dictionary: String, bytes: [UInt8] = []) throws -> URL {
    let length = dictionary.utf8.count
    let url = file("array.npy")
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)]
    try Data(start + Array(dictionary.utf8) + bytes).write(to: url)
    return url
  }

  /// A version 1 array file of little-endian `Float`.
  func npy(_ dictionary: String, numbers: [Float]) throws -> URL {
    try npy(dictionary, bytes: numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
  }
}
