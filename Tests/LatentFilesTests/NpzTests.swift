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

/// Archives of arrays, as `numpy.savez` and `numpy.savez_compressed` write them, and damaged ones.
@Suite struct NpzTests {
  /// The second array of the fixtures, of shape [2, 4, 2] in Fortran order.
  static let spread = LatentBatch(count: 2, dimension: 8, values: grid(1, 16).values)

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func firstAndNamedArrays(name: String) throws {
    #expect(try LatentFile.read(fixture(name)) == grid(5, 3))
    #expect(try LatentFile.read(fixture(name), array: "mean") == grid(5, 3))
    #expect(try LatentFile.read(fixture(name), array: "spread") == Self.spread)
  }

  @Test func otherEntriesAreNotArrays() throws {
    #expect(try LatentFile.read(fixture("mixed.npz")) == grid(5, 3))
    #expect(try LatentFile.read(fixture("mixed.npz"), array: "größe") == grid(5, 3))
    #expect(try LatentFile.read(fixture("mixed.npz"), array: "7") == Self.spread)
  }

  func failure(_ name: String, array: String? = nil) -> LatentFileError? {
    let error = #expect(throws: LatentFileError.self) { try LatentFile.read(fixture(name), array: array) }
    #expect(error?.category == .badData)
    #expect(error?.description.contains(name) == true)
    return error
  }

  @Test func namesThatAreNotThere() {
    let error = failure("stored.npz", array: "logvar")
    let place = LatentReference(file: fixture("stored.npz"), array: "logvar")
    #expect(error == .noSuchArray(place, names: ["mean", "spread"]))
    #expect(error?.description.hasSuffix("the archive holds mean, spread") == true)
  }

  @Test func noArrays() {
    let name = "no_arrays.npz"
    #expect(failure(name) == .noSuchArray(LatentReference(file: fixture(name)), names: []))
  }

  @Test func anEntryThatIsNoArray() {
    let place = LatentReference(file: fixture("not_an_array.npz"), array: "mean")
    #expect(failure("not_an_array.npz") == .badHeader(place, reason: "it does not begin with \\x93NUMPY"))
  }

  @Test(arguments: [
    ("truncated.npz", "no directory of entries is at its end"),
    ("empty.npz", "no directory of entries is at its end"),
    ("encrypted.npz", "it is encrypted"),
    ("bzip2.npz", "compression method 12 is unknown"),
    ("damaged_sum.npz", "the checksum does not match"),
    ("damaged_deflate.npz", "the packed bytes are damaged"),
  ])
  func damagedArchives(name: String, reason: String) {
    guard case .badArchive(_, reason) = failure(name) else {
      Issue.record("another reason: \(String(describing: failure(name)))")
      return
    }
  }

  /// 82 bytes that are said to hold 4 TB, in the directory and in the header.
  @Test func aDirectoryThatPromisesTooMuch() {
    guard case .badArchive = failure("bomb_directory.npz") else {
      Issue.record("another reason: \(String(describing: failure("bomb_directory.npz")))")
      return
    }
  }

  @Test func aHeaderThatPromisesMoreThanItsEntry() {
    let place = LatentReference(file: fixture("bomb_header.npz"), array: "mean")
    let expected = LatentFileError.wrongLength(
      place,
      shape: [1_000_000_000, 1000],
      element: "'<f4'",
      expected: 4_000_000_000_000,
      actual: 1000
    )
    #expect(failure("bomb_header.npz") == expected)
  }

  /// Bytes changed or lost anywhere are noticed or harmless, and never end the process.
  @Test(arguments: ["stored.npz", "deflated.npz"], [false, true])
  func everyByte(name: String, endsThere: Bool) throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: fixture(name))
    let url = folder.file("z.npz")
    var harmless = 0
    for index in whole.indices.dropFirst() {
      var bytes = whole
      bytes[index] ^= 0xff
      try (endsThere ? whole[..<index] : bytes).write(to: url)
      do {
        let batch = try LatentFile.read(url, array: "mean")
        #expect(batch == grid(5, 3), "byte \(index)")
        harmless += 1
      } catch {
        #expect((error as? any ExplainedError)?.category == .badData, "byte \(index): \(error)")
      }
    }
    #expect(harmless < whole.count / (endsThere ? 50 : 1))
  }
}
