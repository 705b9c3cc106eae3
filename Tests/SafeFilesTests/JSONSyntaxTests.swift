import Testing

@testable import SafeFiles

@Suite struct JSONSyntaxTests {
  @Test(arguments: [
    "{}", "[]", " [1, -2.5e+3, \"a\\\"b\", true, false, null, {\"k\": [ ]}]\n", "{\"a\": 1,}", "\u{feff}{\"ü\": 0}",
    "3",
  ])
  func letsJSONPass(_ text: String) {
    #expect(JSONSyntax.firstMistake(in: text.utf8) == nil)
  }

  @Test(arguments: [
    ("", 1, 1, "a value"), ("{", 1, 2, "a key"), ("{\n \"a\" 1}", 2, 6, "':'"), ("{\"a\": }", 1, 7, "a value"),
    ("[1\n2]", 2, 1, "',' or ']'"), ("{\"a\": 1 \"b\": 2}", 1, 9, "',' or '}'"), ("{a: 1}", 1, 2, "a key"),
    ("[1] x", 1, 5, "the end of the file"), ("\"abc", 1, 5, "the end of the text"), ("[-]", 1, 3, "a digit"),
    ("\"a\nb\"", 1, 3, "the end of the text"), ("[1.]", 1, 4, "a digit"), ("[1e]", 1, 4, "a digit"),
    ("nul", 1, 1, "a value"),
    ("\"a\\", 1, 4, "the end of the text"),
  ])
  func namesThePlace(_ text: String, line: Int, column: Int, expected: String) throws {
    let mistake = try #require(JSONSyntax.firstMistake(in: text.utf8))
    #expect(mistake.line == line && mistake.column == column, "\(mistake)")
    #expect(mistake.expected.hasPrefix(expected), "\(mistake)")
  }

  @Test func survivesDeepNesting() {
    let text = String(repeating: "[", count: 100_000)
    #expect(JSONSyntax.firstMistake(in: text.utf8)?.expected == "less nesting")
  }
}
