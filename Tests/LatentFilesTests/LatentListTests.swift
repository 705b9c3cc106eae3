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

/// JSON lists of lists of numbers.
@Suite struct LatentListTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func list(_ text: String) throws -> URL {
    let url = folder.file("z.json")
    try Data(text.utf8).write(to: url)
    return url
  }

  @Test(arguments: [
    "[[1, 2.5, -3e-1], [4, 5, 6]]",
    "[[1,2.5,-0.3],[4,5,6]]",
    " \n[ [ 1 , 2.5 , -0.3 ] ,\r\n\t[ 4.0 , 5E0 , 6e+0 ] ] \n",
    "\u{feff}[[1,2.5,-0.3],[4,5,60e-1]]",
  ])
  func lists(text: String) throws {
    #expect(try LatentFile.read(list(text)) == LatentBatch(rows: [[1, 2.5, -0.3], [4, 5, 6]]))
  }

  @Test func plainNumbersAreOneLatent() throws {
    #expect(try LatentFile.read(list("[1, 2, 3]")) == LatentBatch(rows: [[1, 2, 3]]))
  }

  @Test func rows() throws {
    let url = try list("[[1, 2], [3, 4], [5, 6]]")
    #expect(try LatentFile.read(LatentReference(file: url, row: 1)).values == [3, 4])
    #expect(try LatentFile.read(LatentReference(file: url, row: -1)).values == [5, 6])
    #expect(throws: LatentFileError.noSuchRow(LatentReference(file: url, row: 3), count: 3)) {
      try LatentFile.read(LatentReference(file: url, row: 3))
    }
  }

  /// Texts in, and beside, the middle of two numbers; the bits by exact fractions in `tools/make_latent_fixtures.py`.
  @Test func numbersAreRoundedToNearest() throws {
    let lines = String(decoding: try Data(contentsOf: fixture("hard_numbers.txt")), as: UTF8.self).split(
      separator: "\n"
    )
    #expect(lines.count > 500)
    let pairs = lines.map { $0.split(separator: " ") }
    let read = try LatentFile.read(list("[\(pairs.map { $0[0] }.joined(separator: ","))]")).values
    for (pair, value) in zip(pairs, read) {
      #expect("\(value.bitPattern)" == pair[1], "\(pair[0])")
    }
  }

  /// Reads, expects bad data and a sentence that names the file, and returns the error.
  func failure(_ text: String) throws -> LatentFileError? {
    let url = try list(text)
    let error = #expect(throws: LatentFileError.self) { try LatentFile.read(url) }
    #expect(error?.category == .badData)
    #expect(error?.description.hasPrefix(url.shownPath) == true)
    return error
  }

  var place: LatentReference { LatentReference(file: folder.file("z.json")) }

  @Test(arguments: ["[]", "[[]]", "[[], []]", " [ ] "])
  func noLatents(text: String) throws {
    #expect(try failure(text) == .noLatents(place))
  }

  @Test(arguments: ["{}", "3", "\"text\"", "null", "hello"])
  func noLists(text: String) throws {
    #expect(try failure(text) == .unknownFormat(folder.file("z.json")))
  }

  @Test(arguments: [
    ("[[1, 2], [3]]", 1, 1), ("[[1, 2], [3, 4], [5, 6, 7]]", 2, 3), ("[[1], []]", 1, 0),
  ])
  func ragged(text: String, row: Int, actual: Int) throws {
    let expected = text.hasPrefix("[[1, 2]") ? 2 : 1
    #expect(try failure(text) == .ragged(place, row: row, expected: expected, actual: actual))
  }

  @Test(arguments: [
    ("[[1, null]]", 0, 1, "null"), ("[[1, 2], [true, 4]]", 1, 0, "true"), ("[[1, \"2\"]]", 0, 1, "a text"),
    ("[[1, [2]]]", 0, 1, "a list"), ("[[1, {}]]", 0, 1, "an object"), ("[[1, ]]", 0, 1, "missing"),
    ("[[1, , 2]]", 0, 1, "missing"), ("[[01]]", 0, 0, "01"), ("[[+1]]", 0, 0, "+1"), ("[[.5]]", 0, 0, ".5"),
    ("[[1.]]", 0, 0, "1."), ("[[1e]]", 0, 0, "1e"), ("[[-]]", 0, 0, "-"), ("[[0x10]]", 0, 0, "0x10"),
    ("[[1 2]]", -1, 0, ""), ("[1, [2]]", 0, 1, "a list"), ("[[1], [2a]]", 1, 0, "2a"),
  ])
  func notNumbers(text: String, row: Int, column: Int, found: String) throws {
    let error = try failure(text)
    if row < 0 {
      #expect(error == .badJSON(place, byte: 4, reason: "',' or ']' is expected, not 2"))
    } else {
      #expect(error == .notANumber(place, row: row, column: column, found: found))
    }
  }

  @Test(arguments: [("[[1], 2]", 1, "2"), ("[[1], null]", 1, "null"), ("[null]", 0, "null"), ("[[1], ]", 1, "missing")])
  func notRows(text: String, row: Int, found: String) throws {
    #expect(try failure(text) == .notARow(place, row: row, found: found))
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity"])
  func notFinite(word: String) throws {
    #expect(try failure("[[1, 2], [3, \(word)]]") == .notFinite(place, row: 1, column: 1, value: word))
  }

  @Test(arguments: ["1e39", "-1e400", "3.5e38", "1e99999999999999999999"])
  func overflow(word: String) throws {
    #expect(try failure("[[1, 2], [3, \(word)]]") == .overflow(place, row: 1, column: 1, value: word))
  }

  @Test(arguments: ["[[1, 2]] x", "[[1, 2]]]", "[1] [2]"])
  func moreFollows(text: String) throws {
    let start = text.hasPrefix("[[") ? 8 : 4
    let byte = text.hasSuffix("]]]") ? 8 : start + (text.hasPrefix("[[") ? 1 : 0)
    #expect(try failure(text) == .badJSON(place, byte: byte, reason: "more follows the list"))
  }

  /// A file may end anywhere: no prefix of a list is a list.
  @Test func everyPrefix() throws {
    let text = "[[1, -2.5e3],\n [3, 4]]"
    for count in 1..<text.count {
      _ = try failure(String(text.prefix(count)))
    }
  }

  @Test func anArrayIsNamedInAList() throws {
    let url = try list("[[1]]")
    #expect(throws: LatentFileError.notAnArchive(LatentReference(file: url, array: "mean"))) {
      try LatentFile.read(url, array: "mean")
    }
  }
}
