/// A pattern for paths as a shell understands it, for patterns that reach the program in quotes.
///
/// `*` any run of characters within a name, `?` any one, `[abc]`, `[a-z]`, `[!a-z]` (or `[^a-z]`) one of a set, `{a,b}`
/// alternatives, `**` as a whole component any number of folders, also none; a backslash takes the meaning from the
/// next character. A name that begins with a dot is matched only by a pattern that begins with a dot.
struct GlobPattern {
  /// A part of a path between slashes.
  enum Component {
    /// A name as it is, which may be `.` or `..`.
    case name(String)
    /// Any number of folders, also none.
    case folders
    /// A name with wildcards.
    case wildcard(NamePattern)
  }

  /// Whether the path begins at the root.
  let isAbsolute: Bool
  /// The parts between slashes, at least one.
  let components: [Component]

  /// The patterns that a text stands for: one, or one for each way through its braces, in their order.
  ///
  /// - Parameters:
  ///   - text: The text as it was typed.
  ///   - limit: More alternatives than this are refused.
  /// - Returns: The patterns; nil if there are too many.
  static func patterns(_ text: String, limit: Int = 10_000) -> [GlobPattern]? {
    BraceExpansion.alternatives(of: Array(text), limit: limit)?.compactMap(GlobPattern.init)
  }

  /// Whether a text has any character of a pattern; without one it is simply a path.
  static func isPattern(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }

  private init?(_ text: [Character]) {
    var components: [Component] = []
    for part in text.split(separator: "/") {
      if part.elementsEqual("**") {
        if case .folders = components.last { continue }
        components.append(.folders)
      } else {
        let pattern = NamePattern(part)
        components.append(pattern.literal.map(Component.name) ?? .wildcard(pattern))
      }
    }
    guard !components.isEmpty else { return nil }
    self.components = components
    isAbsolute = text.first == "/"
  }
}

/// A pattern for one name, without slashes.
package struct NamePattern {
  private enum Element {
    case character(Character)
    case any
    case run
    case oneOf([ClosedRange<Character>], isNegated: Bool)

    func matches(_ character: Character) -> Bool {
      switch self {
      case .character(let own): own == character
      case .any, .run: true
      case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
      }
    }
  }

  private var elements: [Element] = []

  package init(_ text: some Sequence<Character>) {
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      switch character {
      case "*": elements.append(.run)
      case "?": elements.append(.any)
      case "\\": elements.append(.character(rest.popFirst() ?? "\\"))
      case "[": elements.append(Self.set(&rest) ?? .character("["))
      default: elements.append(.character(character))
      }
    }
  }

  /// The name, if only one is matched.
  var literal: String? {
    var name = ""
    for element in elements {
      guard case .character(let character) = element else { return nil }
      name.append(character)
    }
    return name
  }

  /// Whether a name matches as a whole.
  ///
  /// Only the last run needs to be tried again with more characters, so the time is at most the product of both
  /// lengths.
  package func matches(_ name: String) -> Bool {
    if name.first == ".", case .character(".") = elements.first {} else if name.first == "." { return false }
    let characters = Array(name)
    var position = 0
    var element = 0
    var lastRun: (element: Int, position: Int)?
    while position < characters.count {
      if element < elements.count, case .run = elements[element] {
        lastRun = (element, position)
        element += 1
      } else if element < elements.count, elements[element].matches(characters[position]) {
        element += 1
        position += 1
      } else if let run = lastRun {
        lastRun = (run.element, run.position + 1)
        element = run.element + 1
        position = run.position + 1
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { if case .run = $0 { true } else { false } }
  }

  /// The set after an opening bracket; nil, with nothing taken, if it is never closed.
  private static func set(_ text: inout ArraySlice<Character>) -> Element? {
    var rest = text
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    // A closing bracket that comes first belongs to the set.
    while let first = rest.popFirst() {
      if first == "]" && !ranges.isEmpty {
        text = rest
        return .oneOf(ranges, isNegated: isNegated)
      }
      let low = first == "\\" ? rest.popFirst() ?? first : first
      var high = low
      if rest.first == "-", let next = rest.dropFirst().first, next != "]" {
        rest.removeFirst(2)
        high = next
      }
      ranges.append(min(low, high)...max(low, high))
    }
    return nil
  }
}
