/// A fenced block of a Markdown document.
struct FencedBlock {
  /// What stands behind the opening fence, such as `sh`.
  let language: String
  /// Where its first line stands in the document, counted from 1.
  let line: Int
  /// Its lines, without the fences.
  let lines: [String]
  /// Why it is not run: what a comment `<!-- not run: … -->` right above it says.
  let mark: String?

  /// All blocks of a document, in order.
  static func all(of document: String) -> [FencedBlock] {
    var blocks: [FencedBlock] = []
    var open: (language: String, line: Int, lines: [String], mark: String?)?
    var above = ""
    for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let text = line.drop { $0 == " " }
      switch open {
      case nil where text.hasPrefix("```"):
        open = (String(text.dropFirst(3)), index + 2, [], mark(in: above))
      case nil:
        if !text.isEmpty { above = String(text) }
      case .some(let block) where text == "```":
        blocks.append(FencedBlock(language: block.language, line: block.line, lines: block.lines, mark: block.mark))
        (open, above) = (nil, "")
      case .some:
        open?.lines.append(String(line))
      }
    }
    return blocks
  }

  private static func mark(in line: String) -> String? {
    guard line.hasPrefix("<!-- not run:"), line.hasSuffix("-->") else { return nil }
    return String(line.dropFirst(13).dropLast(3).drop { $0 == " " })
  }

  /// Its commands: continued lines are one, blank ones and comments none.
  var commands: [ShownCommand] {
    var commands: [ShownCommand] = []
    var (text, start) = ("", line)
    for (offset, part) in lines.enumerated() {
      if text.isEmpty { start = line + offset }
      text += part
      if text.hasSuffix("\\") {
        text.removeLast()
        continue
      }
      let command = text.drop { $0 == " " }
      if !command.isEmpty, !command.hasPrefix("#") { commands.append(ShownCommand(text: String(command), line: start)) }
      text = ""
    }
    return commands
  }
}

/// A command of a document.
struct ShownCommand {
  /// The line of a shell, continued lines joined.
  let text: String
  /// Where it begins in the document, counted from 1.
  let line: Int

  /// Whether the program is called, alone, in a pipeline or in a loop.
  var callsProgram: Bool { !text.ranges(of: /(?:^|[|;&(]\s*|\bdo\s+)sextant(?=\s)/).isEmpty }
}
