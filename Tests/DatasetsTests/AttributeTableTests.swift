internal import Datasets
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Lists of labels in all their forms.
@Suite struct AttributeTableTests {
  static let file = URL(fileURLWithPath: "/labels.txt")

  static func table(_ text: String) throws -> AttributeTable {
    try AttributeTable(parsing: Data(text.utf8), name: file)
  }

  static let forms: [String: String] = [
    "official": LabelTexts.official,
    "official, CRLF": LabelTexts.official.replacing("\n", with: "\r\n"),
    "official, a space behind the names as in CelebA's own": LabelTexts.official.replacing("Bald\n", with: "Bald \n"),
    "official, tabs": LabelTexts.official.replacing(" ", with: "\t"),
    "official, no line end at the end": String(LabelTexts.official.dropLast()),
    "official, blank lines": LabelTexts.official.replacing("\n", with: "\n \t\r\n"),
    "official, blank lines first": "\n\n" + LabelTexts.official,
    "official, byte order mark": "\u{FEFF}" + LabelTexts.official,
    "official, 0/1": LabelTexts.official.replacing("-1", with: "0"),
    "CSV": LabelTexts.csv,
    "CSV, CRLF": LabelTexts.csv.replacing("\n", with: "\r\n"),
    "CSV, 0/1": LabelTexts.csv.replacing("-1", with: "0"),
    "CSV, spaces": LabelTexts.csv.replacing(",", with: " , "),
    "CSV, no name of the first column": LabelTexts.csv.replacing("image_id", with: ""),
    "CSV, quotes": LabelTexts.csv.replacing("Male", with: "\"Male\"").replacing("b.jpg", with: "\"b.jpg\""),
    "CSV, no line end at the end": String(LabelTexts.csv.dropLast()),
  ]

  @Test(arguments: forms.keys.sorted())
  func everyFormSaysTheSame(_ form: String) throws {
    let table = try Self.table(try #require(Self.forms[form]))
    #expect(table.attributes == LabelTexts.attributes)
    #expect(table.pictures == LabelTexts.pictures)
    #expect(table.labels == LabelTexts.labels)
    #expect(table.count == 3)
  }

  @Test func labelsAreFoundByRowAndName() throws {
    let table = try Self.table(LabelTexts.official)
    for (column, name) in LabelTexts.attributes.enumerated() {
      #expect(try table.index(of: name) == column)
      for row in 0..<3 { #expect(table[row, column] == LabelTexts.labels[row * 3 + column]) }
    }
  }

  @Test func allYesFitsBothForms() throws {
    #expect(try Self.table("1\nA B\nx.png 1 1\n").labels == [true, true])
  }

  @Test func rowsNeedNoOrder() throws {
    #expect(try Self.table("3\nA\nb 1\na -1\nc 1").pictures == ["b", "a", "c"])
  }

  /// Counting by hand and by contingency agree, for random tables and rows.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func countsAgree(seed: UInt64) {
    // Numerical Recipes' linear congruential generator.
    var state = seed
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let (count, width) = (draw(40), 1 + draw(5))
    let table = AttributeTable(
      file: Self.file,
      attributes: (0..<width).map { "A\($0)" },
      pictures: (0..<count).map { "\($0)" },
      labels: (0..<count * width).map { _ in draw(2) == 1 }
    )
    let rows = (0..<count).filter { _ in draw(3) > 0 }
    for chosen in [nil, rows] {
      let counts = table.counts(rows: chosen)
      for first in 0..<width {
        for second in 0..<width {
          let pair = table.contingency(of: first, and: second, rows: chosen)
          #expect(pair.total == (chosen ?? Array(0..<count)).count)
          #expect(pair.both + pair.firstOnly == counts[first])
          #expect(pair.both + pair.secondOnly == counts[second])
          let mirrored = table.contingency(of: second, and: first, rows: chosen)
          #expect(mirrored.firstOnly == pair.secondOnly && mirrored.both == pair.both)
          if first == second { #expect(pair.firstOnly == 0 && pair.secondOnly == 0) }
        }
      }
    }
  }

  @Test func attributesAreCountedTogetherByName() throws {
    let table = try Self.table(LabelTexts.official)
    #expect(
      try table.contingency(of: "Smiling", and: "Male")
        == AttributeContingency(both: 1, firstOnly: 1, secondOnly: 0, neither: 1)
    )
    #expect(try table.contingency(of: "Smiling", and: "Male", rows: [0]).firstOnly == 1)
    #expect(throws: LabelFileError.self) { try table.contingency(of: "Smiling", and: "Old") }
  }
}
