/// A page or drawing taken apart into tags, to see whether it is well-formed.
public struct Markup {
  /// The names of all elements in the order of their start tags.
  public private(set) var elements: [String] = []
  /// All attributes, `name="value"` as they stand.
  public private(set) var attributes: [String] = []
  /// All text between tags.
  public private(set) var text = ""
  /// What is wrong first; nil for nothing.
  public private(set) var flaw: String?

  /// Reads a document; a first `<!DOCTYPE …>` is passed over.
  ///
  /// - Parameter document: The document.
  public init(_ document: String) { read(document[...]) }

  private mutating func read(_ document: Substring) {
    var open: [String] = []
    var rest = document
    while let start = rest.firstIndex(of: "<") {
      check(rest[..<start])
      guard let end = rest[start...].firstIndex(of: ">") else { return fail("an unfinished tag") }
      var tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!DOCTYPE") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return fail("</\(tag.dropFirst())> closes another") }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      if isEmpty { tag = tag.dropLast() }
      let name = String(tag.prefix { $0 != " " })
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber }) else { return fail("a tag <\(tag)>") }
      elements.append(name)
      guard readAttributes(tag.dropFirst(name.count), of: name) else { return }
      if !isEmpty { open.append(name) }
    }
    check(rest)
    if let last = open.last { fail("<\(last)> is not closed") }
  }

  private mutating func readAttributes(_ text: Substring, of name: String) -> Bool {
    var rest = text
    var names: Set<Substring> = []
    while rest.first == " " {
      rest = rest.dropFirst()
      guard let equals = rest.firstIndex(of: "="), rest[rest.index(after: equals)...].first == "\"" else {
        fail("an attribute of <\(name)>: \(rest)")
        return false
      }
      let value = rest[rest.index(equals, offsetBy: 2)...]
      guard let end = value.firstIndex(of: "\""), names.insert(rest[..<equals]).inserted else {
        fail("an attribute of <\(name)> twice or unfinished: \(rest)")
        return false
      }
      attributes.append(String(rest[...end]))
      check(value[..<end])
      rest = value[value.index(after: end)...]
    }
    guard rest.isEmpty else {
      fail("<\(name)\(text)>")
      return false
    }
    return true
  }

  /// An ampersand begins an entity.
  private mutating func check(_ piece: Substring) {
    text += piece
    var rest = piece
    while let ampersand = rest.firstIndex(of: "&") {
      rest = rest[rest.index(after: ampersand)...]
      let entity = rest.prefix { $0 != ";" }
      guard ["amp", "lt", "gt", "quot"].contains(entity) || entity.hasPrefix("#"), rest.contains(";") else {
        return fail("an ampersand before \(entity.prefix(20))")
      }
    }
  }

  private mutating func fail(_ flaw: String) { self.flaw = self.flaw ?? flaw }
}
