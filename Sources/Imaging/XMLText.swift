/// Text inside an XML element.
enum XMLText {
  /// The text with markup escaped; a carriage return too, which XML readers would turn into a line feed.
  ///
  /// Characters that XML does not have become U+FFFD.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\r": escaped += "&#13;"
      default: escaped.unicodeScalars.append(RecipeText.isCharacter(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  /// The text that an escaped one stands for; nil when an entity is unknown or unfinished.
  static func unescaped(_ text: Substring) -> String? {
    var plain = ""
    plain.reserveCapacity(text.utf8.count)
    var rest = text.unicodeScalars
    while let ampersand = rest.firstIndex(of: "&") {
      plain.unicodeScalars.append(contentsOf: rest[..<ampersand])
      guard let semicolon = rest[ampersand...].firstIndex(of: ";"),
        let scalar = scalar(ofEntity: String(rest[rest.index(after: ampersand)..<semicolon]))
      else { return nil }
      plain.unicodeScalars.append(scalar)
      rest = rest[rest.index(after: semicolon)...]
    }
    plain.unicodeScalars.append(contentsOf: rest)
    return plain
  }

  private static func scalar(ofEntity name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    let number =
      name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    return number.flatMap { Unicode.Scalar($0) }
  }
}
