/// `{a,b}` in a pattern: the texts that it stands for, in order, as in a shell.
///
/// Braces without a comma, or without their partner, stand for themselves, and so does what a backslash precedes.
enum BraceExpansion {
  /// All texts.
  ///
  /// - Parameters:
  ///   - text: A pattern.
  ///   - limit: The most texts that are wanted.
  /// - Returns: At least one text; nil if there are more than `limit`.
  static func alternatives(of text: [Character], limit: Int) -> [[Character]]? {
    guard let group = firstGroup(in: text) else { return [text] }
    guard let ends = alternatives(of: Array(text[(group.close + 1)...]), limit: limit) else { return nil }
    var texts: [[Character]] = []
    for choice in group.choices {
      guard let middles = alternatives(of: Array(text[choice]), limit: limit),
        texts.count + middles.count * ends.count <= limit
      else { return nil }
      for middle in middles {
        texts += ends.map { text[..<group.open] + middle + $0 }
      }
    }
    return texts
  }

  private struct Group {
    var open: Int
    var close: Int
    var choices: [Range<Int>]
  }

  private static func firstGroup(in text: [Character]) -> Group? {
    var index = 0
    while index < text.count {
      if text[index] == "\\" {
        index += 1
      } else if text[index] == "{", let group = group(in: text, openedAt: index) {
        return group
      }
      index += 1
    }
    return nil
  }

  private static func group(in text: [Character], openedAt open: Int) -> Group? {
    var depth = 0
    var start = open + 1
    var choices: [Range<Int>] = []
    var index = open
    while index < text.count {
      switch text[index] {
      case "\\": index += 1
      case "{": depth += 1
      case "," where depth == 1:
        choices.append(start..<index)
        start = index + 1
      case "}":
        depth -= 1
        if depth == 0 {
          guard !choices.isEmpty else { return nil }
          return Group(open: open, close: index, choices: choices + [start..<index])
        }
      default: break
      }
      index += 1
    }
    return nil
  }
}
