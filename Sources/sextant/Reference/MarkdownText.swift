/// Plain text on a page of Markdown.
enum MarkdownText {
  /// A text whose characters mean nothing but themselves; what stands between backticks stays code.
  static func escaped(_ text: String) -> String {
    var isCode = false
    var result = ""
    for character in text {
      if character == "`" { isCode.toggle() }
      switch character {
      case "|": result += "\\|"
      case "<" where !isCode: result += "&lt;"
      case "*" where !isCode: result += "\\*"
      default: result.append(character)
      }
    }
    return result
  }

  /// Code within a cell of a table, where a bar would end the cell even in code.
  static func code(_ text: String) -> String { "`\(text.replacing("|", with: "\\|"))`" }
}
