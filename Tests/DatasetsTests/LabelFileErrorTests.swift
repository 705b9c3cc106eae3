internal import Datasets
internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Every kind of damage in a list of labels, with its place.
@Suite struct LabelFileErrorTests {
  static let file = AttributeTableTests.file

  struct Damage: Sendable, CustomTestStringConvertible {
    var text: String
    var error: LabelFileError
    /// What the sentence must name besides the file.
    var words: [String]

    var testDescription: String { text }
  }

  static let damages: [Damage] = [
    Damage(text: " \n\r\n", error: .noRows(file), words: ["no picture"]),
    Damage(text: "0\nA B\n", error: .noRows(file), words: ["no picture"]),
    Damage(text: "image_id,A\n", error: .noRows(file), words: ["no picture"]),
    Damage(text: "pictures\nA\na 1\n", error: .badCount(file, found: "'pictures'"), words: ["line 1", "'pictures'"]),
    Damage(text: "A B C\na 1 1 1\n", error: .badCount(file, found: "'A'"), words: ["line 1"]),
    Damage(text: "-3\nA\na 1\n", error: .badCount(file, found: "'-3'"), words: ["'-3'"]),
    Damage(
      text: "99999999999999999999\nA\na 1\n",
      error: .badCount(file, found: "'99999999999999999999'"),
      words: ["line 1"]
    ),
    Damage(text: "3", error: .noAttributes(file), words: ["line 2"]),
    Damage(text: "image_id,", error: .badAttributeName(file, line: 1, column: 1, found: "''"), words: ["line 1"]),
    Damage(
      text: "image_id,A,,B\na,1,1,1",
      error: .badAttributeName(file, line: 1, column: 2, found: "''"),
      words: ["line 1", "name 2"]
    ),
    // The line with the names is missing.
    Damage(
      text: "2\na.jpg 1 -1\nb.jpg 1 1\n",
      error: .badAttributeName(file, line: 2, column: 2, found: "'1'"),
      words: ["line 2", "'1'"]
    ),
    Damage(
      text: "1\nA B A\na 1 1 1\n",
      error: .duplicateAttribute(file, line: 2, attribute: "A"),
      words: ["line 2", "A twice"]
    ),
    Damage(
      text: "3\nA B\na 1 1\nb -1 1\n",
      error: .wrongCount(file, expected: 3, actual: 2),
      words: ["3 pictures", "2 rows"]
    ),
    Damage(
      text: "1\nA B\na 1 1\nb -1 1\n",
      error: .wrongCount(file, expected: 1, actual: 2),
      words: ["1 pictures", "2 rows"]
    ),
    Damage(
      text: "2\nA B C\na 1 1 1\n\nb.jpg -1 1\r\n",
      error: .shortRow(file, line: 5, picture: "b.jpg", expected: 3, actual: 2),
      words: ["line 5", "b.jpg", "2 of 3"]
    ),
    Damage(
      text: "1\nA B\na.jpg",
      error: .shortRow(file, line: 3, picture: "a.jpg", expected: 2, actual: 0),
      words: ["line 3", "0 of 2"]
    ),
    Damage(
      text: "image_id,A,B\na,1\n",
      error: .shortRow(file, line: 2, picture: "a", expected: 2, actual: 1),
      words: ["line 2", "1 of 2"]
    ),
    Damage(
      text: "1\nA B\na.jpg 1 1 1 x\n",
      error: .longRow(file, line: 3, picture: "a.jpg", expected: 2, actual: 4),
      words: ["line 3", "a.jpg", "4 values", "2 are expected"]
    ),
    Damage(
      text: "image_id,A\na.jpg,1,\n",
      error: .longRow(file, line: 2, picture: "a.jpg", expected: 1, actual: 2),
      words: ["line 2"]
    ),
    Damage(text: "image_id,A\n,1\n", error: .unnamedPicture(file, line: 2), words: ["line 2"]),
    Damage(
      text: "3\nA\na 1\nb 1\na -1\n",
      error: .duplicatePicture(file, line: 5, picture: "a", firstLine: 3),
      words: ["line 5", "line 3"]
    ),
    Damage(
      text: "2\nA\na 1\n\na 1\n",
      error: .duplicatePicture(file, line: 5, picture: "a", firstLine: 3),
      words: ["line 5", "line 3"]
    ),
    Damage(
      text: "1\nA Smiling\na.jpg 1 2\n",
      error: .badValue(file, line: 3, picture: "a.jpg", attribute: "Smiling", found: "'2'"),
      words: ["line 3", "Smiling of a.jpg", "'2'", "-1 and 1"]
    ),
    Damage(
      text: "1\nA\na.jpg 11\n",
      error: .badValue(file, line: 3, picture: "a.jpg", attribute: "A", found: "'11'"),
      words: ["'11'"]
    ),
    Damage(
      text: "1\nA\na.jpg -0\n",
      error: .badValue(file, line: 3, picture: "a.jpg", attribute: "A", found: "'-0'"),
      words: ["'-0'"]
    ),
    Damage(
      text: "image_id,A,B\na.jpg,,1\n",
      error: .badValue(file, line: 2, picture: "a.jpg", attribute: "A", found: "missing"),
      words: ["A of a.jpg is missing"]
    ),
    Damage(
      text: "1\nA\na.jpg \(String(repeating: "y", count: 1000))\n",
      error: .badValue(
        file,
        line: 3,
        picture: "a.jpg",
        attribute: "A",
        found: "'\(String(repeating: "y", count: 32))…'"
      ),
      words: ["…"]
    ),
    Damage(
      text: "3\nA B\na 1 1\nb 1 -1\nc.jpg 0 1\n",
      error: .mixedValues(file, line: 5, picture: "c.jpg", attribute: "A", found: 0, firstLine: 4),
      words: ["line 5", "A of c.jpg is 0", "line 4 has -1"]
    ),
    Damage(
      text: "image_id,A,B\na,0,-1\n",
      error: .mixedValues(file, line: 2, picture: "a", attribute: "B", found: -1, firstLine: 2),
      words: ["B of a is -1", "line 2 has 0"]
    ),
  ]

  @Test(arguments: damages)
  func damageIsNamedWithItsPlace(_ damage: Damage) {
    let error = #expect(throws: LabelFileError.self) { try AttributeTableTests.table(damage.text) }
    #expect(error == damage.error)
    #expect(error?.category == .badData)
    let sentence = error?.description ?? ""
    #expect(!sentence.contains("\n"))
    for word in ["/labels.txt"] + damage.words { #expect(sentence.contains(word), "\(sentence)") }
  }

  /// Whatever a byte becomes, the list is read or refused; nothing traps.
  @Test(arguments: [LabelTexts.official, LabelTexts.csv], Array(" \t\r\n,\"0-1A".utf8) + [0, 0xFF])
  func anyChangedByteIsReadOrRefused(text: String, byte: UInt8) {
    for place in text.utf8.indices {
      var bytes = Array(text.utf8)
      bytes[text.utf8.distance(from: text.startIndex, to: place)] = byte
      do {
        let table = try AttributeTable(parsing: Data(bytes), name: Self.file)
        #expect(table.labels.count == table.count * table.attributes.count && table.count > 0)
      } catch {
        #expect(error is LabelFileError)
      }
    }
  }

  @Test func anyCutIsReadOrRefused() {
    for text in [LabelTexts.official, LabelTexts.csv] {
      for length in 0..<text.utf8.count - 1 {
        let table = try? AttributeTable(parsing: Data(text.utf8.prefix(length)), name: Self.file)
        // A cut CSV list does not say how long it was.
        #expect(table == nil || text == LabelTexts.csv)
      }
    }
  }

  @Test(arguments: [
    ("smiling", "did you mean Smiling?"), ("No Beard", "did you mean No_Beard?"),
    ("Hair", "did you mean Black_Hair or Gray_Hair?"),
    ("Old", "choose one of Smiling, No_Beard, Black_Hair, Gray_Hair"),
    ("", "choose one of"),
  ])
  func anUnknownAttributeIsAnsweredWithNames(name: String, suggestion: String) throws {
    let table = try AttributeTableTests.table("1\nSmiling No_Beard Black_Hair Gray_Hair\na 1 1 1 1\n")
    let error = #expect(throws: LabelFileError.self) { try table.index(of: name) }
    #expect(error == .unknownAttribute(Self.file, attribute: name, known: table.attributes))
    #expect(error?.category == .usage)
    #expect(error?.description.contains(suggestion) == true, "\(error?.description ?? "")")
  }

  @Test func filesThatCannotBeReadAreFileErrors() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("list.txt")
    #expect(throws: FileError.missing(file)) { try AttributeTable(contentsOf: file) }
    #expect(throws: FileError.missing(file)) { try PartitionTable(contentsOf: file) }
    #expect(throws: FileError.isFolder(folder.url)) { try AttributeTable(contentsOf: folder.url) }
    try Data().write(to: file)
    #expect(throws: FileError.empty(file)) { try AttributeTable(contentsOf: file) }
    #expect(throws: FileError.empty(file)) { try PartitionTable(contentsOf: file) }
  }
}
