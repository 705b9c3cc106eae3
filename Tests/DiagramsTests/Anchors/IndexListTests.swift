import Diagrams
import SafeFiles
import Testing

@Suite struct IndexListTests {
  @Test(arguments: [
    ("3", [3]), ("-1", [9]), ("0..3", [0, 1, 2, 3]), ("3..0", [3, 2, 1, 0]), ("0..9:3", [0, 3, 6, 9]),
    ("0..8:3", [0, 3, 6]), ("7..", [7, 8, 9]), ("..2", [0, 1, 2]), ("..", Array(0..<10)), ("-3..-1", [7, 8, 9]),
    ("-1..0:4", [9, 5, 1]), ("1,5,5,-2", [1, 5, 5, 8]), ("0..4:2,9", [0, 2, 4, 9]), ("4..4", [4]),
    ("..:5", [0, 5]),
  ])
  func listsAreWhatTheySay(_ text: String, _ numbers: [Int]) throws {
    let list = try #require(IndexList(parsing: text))
    #expect(list.text == text)
    #expect(try list.numbers(count: 10, of: text, "rows") == numbers)
  }

  @Test(arguments: [
    "", ",", "3,", "a", "1-3", "1..b", "1...3", "1..3:0", "1..3:-1", "1..3:", "3:1", "1 , 2", "+3", "0x3", "..:", "1.5",
    "faces:3",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(IndexList(parsing: text) == nil)
  }

  @Test(arguments: [
    "10", "-11", "5..10", "-11..-1", "99999999999999999999", "-99999999999999999999", "0..99999999999999",
  ])
  func numbersOutsideAreExplained(_ text: String) throws {
    let list = try #require(IndexList(parsing: text))
    let error = #expect(throws: RequestError.self) { try list.numbers(count: 10, of: "set:\(text)", "items") }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("set:\(text): there are 10 items, numbered 0 to 9") == true)
  }

  @Test func nothingCanBeListedOfNothing() throws {
    for text in ["0", "..", "-1"] {
      let list = try #require(IndexList(parsing: text))
      #expect(throws: RequestError.self) { try list.numbers(count: 0, of: text, "rows") }
    }
  }

  @Test func listsStandBehindTheFirstColonAfterWhichAllIsOne() throws {
    let rows = try #require(IndexList.suffix(of: "z.npz:faces:0..24:2", takesNumber: false))
    #expect(rows.rest == "z.npz:faces" && rows.list.text == "0..24:2")
    #expect(IndexList.suffix(of: "z.npy:3", takesNumber: false) == nil)
    #expect(try #require(IndexList.suffix(of: "z.npy:3", takesNumber: true)).list.isNumber)
    #expect(IndexList.suffix(of: "z.npy:3,4", takesNumber: false)?.list.isNumber == false)
    for text in ["z.npy", "z.npz:faces", "z.npy:0..x"] {
      #expect(IndexList.suffix(of: text, takesNumber: true) == nil)
    }
  }
}
