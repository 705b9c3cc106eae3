internal import Datasets
internal import SafeFiles
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Lists of splits in all their forms.
@Suite struct PartitionTableTests {
  static let file = URL(fileURLWithPath: "/partition.txt")

  static func table(_ text: String) throws -> PartitionTable {
    try PartitionTable(parsing: Data(text.utf8), name: file)
  }

  @Test(arguments: [
    "a.jpg 0\nb.jpg 2\nc.jpg 1\n",
    "a.jpg\t0\r\nb.jpg  2\r\n\r\nc.jpg 1",
    "image_id,partition\na.jpg,0\nb.jpg,2\nc.jpg,1\n",
    "image_id,partition\r\na.jpg,0\r\nb.jpg,2\r\nc.jpg,1\r\n",
    "a.jpg,0\nb.jpg,2\nc.jpg,1\n",
  ])
  func everyFormSaysTheSame(text: String) throws {
    let table = try Self.table(text)
    #expect(table.pictures == ["a.jpg", "b.jpg", "c.jpg"])
    #expect(table.splits == [.train, .test, .valid])
  }

  @Test func splitsAreFoundInAnyOrder() throws {
    let table = try Self.table("a 0\nb 2\nc 1\n")
    #expect(table.splits(of: ["a", "b", "c"]) == [.train, .test, .valid])
    #expect(table.splits(of: ["c", "x", "a", "c"]) == [.valid, nil, .train, .valid])
    #expect(table.splits(of: []) == [])
  }

  @Test func rowsOfASplitAreThoseOfTheLabels() throws {
    let labels = try AttributeTableTests.table(LabelTexts.official)
    let partition = try Self.table("c.jpg 0\nunknown.jpg 0\na.jpg 0\n")
    #expect(labels.rows(in: .train, of: partition) == [0, 2])
    #expect(labels.rows(in: .test, of: partition) == [])
  }

  @Test func numbersAreCelebAs() {
    #expect([0, 1, 2].map(DatasetSplit.init(number:)) == [.train, .valid, .test])
    #expect([-1, 3].map(DatasetSplit.init(number:)) == [nil, nil])
    #expect(DatasetSplit.allCases.allSatisfy { DatasetSplit(number: $0.number) == $0 })
  }

  @Test(arguments: [
    ("\n \n", LabelFileError.noRows(file)),
    ("image_id,partition\n", .noRows(file)),
    ("a 0\nb 3\n", .badSplit(file, line: 2, picture: "b", found: "'3'")),
    ("a -1\n", .badSplit(file, line: 1, picture: "a", found: "'-1'")),
    ("a train\n", .badSplit(file, line: 1, picture: "a", found: "'train'")),
    ("a,0\nb,\n", .badSplit(file, line: 2, picture: "b", found: "missing")),
    ("a,7\n", .badSplit(file, line: 1, picture: "a", found: "'7'")),
    ("a 0\n\nb\n", .shortRow(file, line: 3, picture: "b", expected: 1, actual: 0)),
    ("a 0 1\n", .longRow(file, line: 1, picture: "a", expected: 1, actual: 2)),
    ("a 0\nb 1\na 0\n", .duplicatePicture(file, line: 3, picture: "a", firstLine: 1)),
    ("a,0\n,1\n", .unnamedPicture(file, line: 2)),
  ])
  func damageIsNamedWithItsPlace(text: String, expected: LabelFileError) {
    let error = #expect(throws: LabelFileError.self) { try Self.table(text) }
    #expect(error == expected)
    #expect(error?.category == .badData)
    #expect(error?.description.hasPrefix("/partition.txt: ") == true)
  }
}
