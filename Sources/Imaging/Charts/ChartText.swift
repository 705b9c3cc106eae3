/// How much room a text needs, without asking the machine's fonts, so that a document is the same everywhere.
enum ChartText {
  /// The width of a text in DejaVu Sans, a few hundredths more rather than less.
  static func width(of text: String, fontSize: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance(of: $1) } * fontSize
  }

  /// A text of one line that fits into a width, with an ellipsis for what was cut off.
  static func fitted(_ text: String, fontSize: Double, into limit: Double) -> String {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    guard width(of: line, fontSize: fontSize) > limit else { return line }
    var room = limit - width(of: "\u{2026}", fontSize: fontSize)
    let beginning = line.prefix { character in
      room -= width(of: String(character), fontSize: fontSize)
      return room >= 0
    }
    return beginning.reversed().drop(while: \.isWhitespace).reversed() + "\u{2026}"
  }

  /// The advance of a character as a part of the font's size.
  private static func advance(of scalar: Unicode.Scalar) -> Double {
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    switch scalar {
    case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", " ", "!": return 0.34
    case "f", "t", "r", "(", ")", "[", "]", "/", "-", "\"": return 0.42
    case "m", "w", "M", "W", "@", "%", "\u{2026}", "\u{2014}": return 1.0
    case "A"..."Z", "+", "=", "<", ">", "~", "±", "−", "×": return 0.84
    default: break
    }
    // Far scripts and pictures come from other fonts, most of them in squares.
    return scalar.value < 0x2E80 ? 0.65 : 1.1
  }
}
