import AttributeVectors
import Testing

@Suite struct LabelTableTests {
  private let table = LabelTable(
    attributes: ["Smiling", "Male"],
    columns: [[true, false, nil], [false, true, true]]
  )

  @Test func labelsAreFoundByItemAndAttribute() {
    #expect(table.count == 3)
    #expect(table[0, 0] == true && table[1, 0] == false && table[2, 0] == nil)
    #expect(table[0, 1] == false && table[2, 1] == true)
    #expect(table.values == [1, 0, -1, 0, 1, 1])
  }

  @Test func gatheredItemsKeepTheirLabels() {
    let some = table.gathered([2, 0, 2])
    #expect(some.count == 3)
    #expect((0..<3).map { some[$0, 0] } == [nil, true, nil])
    #expect((0..<3).map { some[$0, 1] } == [true, false, true])
  }

  @Test func anUnknownAttributeBringsTheNearestName() throws {
    #expect(try table.index(of: "Male") == 1)
    #expect(throws: AttributeError.unknownAttribute("smiling", known: ["Smiling", "Male"])) {
      try table.index(of: "smiling")
    }
    #expect(
      AttributeError.unknownAttribute("Smilin", known: table.attributes).description
        == "there is no attribute Smilin; did you mean Smiling?"
    )
  }
}
