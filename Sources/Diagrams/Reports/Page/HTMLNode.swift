/// A piece of a page: text, which is escaped, or an element with pieces inside.
///
/// What is written is well-formed XML and HTML at once. Only elements and attributes that the code names can come about:
/// nothing that a person or a file said becomes markup.
indirect enum HTMLNode: Sendable {
  case text(String)
  case element(String, attributes: [(name: String, value: String)], content: [HTMLNode])
  /// Markup as it is: an element of a chart, which escapes its own texts.
  case markup(String)

  /// An element.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - kind: Its class; nil for none.
  ///   - attributes: Others.
  ///   - content: What is in it.
  /// - Returns: The element.
  static func element(
    _ name: String,
    _ kind: String? = nil,
    attributes: [(name: String, value: String)] = [],
    _ content: [HTMLNode] = []
  ) -> HTMLNode {
    .element(name, attributes: (kind.map { [("class", $0)] } ?? []) + attributes, content: content)
  }

  /// An element with nothing but text in it.
  static func element(_ name: String, _ kind: String? = nil, _ text: String) -> HTMLNode {
    .element(name, kind, [.text(text)])
  }

  /// The piece as markup.
  var html: String {
    switch self {
    case .text(let text): return Self.escaped(text)
    case .markup(let markup): return markup
    case .element(let name, let attributes, let content):
      let tag = name + attributes.map { #" \#($0.name)="\#(Self.escaped($0.value))""# }.joined()
      guard !content.isEmpty || !Self.void.contains(name) else { return "<\(tag)/>" }
      let isBlock = Self.blocks.contains(name)
      let inside = content.map(\.html).joined(separator: isBlock ? "\n" : "")
      return isBlock ? "<\(tag)>\n\(inside)\n</\(name)>" : "<\(tag)>\(inside)</\(name)>"
    }
  }

  /// Elements that have no end.
  private static let void: Set<String> = ["meta", "br", "hr", "img"]
  /// Elements whose pieces stand on lines of their own.
  private static let blocks: Set<String> = [
    "html", "head", "body", "main", "header", "footer", "section", "table", "thead", "tbody", "figure", "div", "dl",
    "ul",
  ]

  /// Text without markup; characters that XML does not have become U+FFFD.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        escaped.unicodeScalars.append(scalar)
      default: escaped += "\u{FFFD}"
      }
    }
    return escaped
  }
}
