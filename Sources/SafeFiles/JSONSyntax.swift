/// Finds where a text stops being JSON, which `JSONDecoder` does not tell on every platform.
public struct JSONSyntax {
  /// A place in a text and what is wrong there.
  public struct Mistake: Error, Equatable, CustomStringConvertible {
    /// The line, counted from 1.
    public var line: Int
    /// The byte in the line, counted from 1.
    public var column: Int
    /// What was expected.
    public var expected: String

    /// The place and what is expected there.
    public var description: String { "line \(line), column \(column): \(expected) is expected" }
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// The first mistake in a text, after RFC 8259; a comma before a closing bracket is let pass, as `JSONDecoder` does.
  ///
  /// - Parameter bytes: The text in UTF-8.
  /// - Returns: The mistake; nil where the text is JSON.
  public static func firstMistake(in bytes: some Sequence<UInt8>) -> Mistake? {
    var syntax = JSONSyntax(bytes: Array(bytes))
    do throws(Mistake) {
      if syntax.bytes.starts(with: [0xef, 0xbb, 0xbf]) { syntax.position = 3 }
      try syntax.skipValue()
      syntax.skipSpace()
      if syntax.next != nil { throw syntax.mistake("the end of the file") }
      return nil
    } catch {
      return error
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func mistake(_ expected: String) -> Mistake {
    let before = bytes[..<position]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return Mistake(line: line, column: position - start + 1, expected: expected)
  }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipValue() throws(Mistake) {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): try skipMembers(to: UInt8(ascii: "}"), areNamed: true)
    case UInt8(ascii: "["): try skipMembers(to: UInt8(ascii: "]"), areNamed: false)
    case UInt8(ascii: "\""): try skipText()
    case UInt8(ascii: "-"): try skipNumber()
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try skipNumber()
    default:
      let word = ["true", "false", "null"].first { bytes[position...].starts(with: $0.utf8) }
      guard let word else { throw mistake("a value") }
      position += word.utf8.count
    }
  }

  private mutating func skipMembers(to end: UInt8, areNamed: Bool) throws(Mistake) {
    position += 1
    depth += 1
    guard depth <= 512 else { throw mistake("less nesting") }
    while !take(end) {
      if areNamed {
        guard next == UInt8(ascii: "\"") else { throw mistake("a key in quotation marks") }
        try skipText()
        guard take(UInt8(ascii: ":")) else { throw mistake("':'") }
      }
      try skipValue()
      if take(UInt8(ascii: ",")) { continue }
      guard take(end) else { throw mistake("',' or '\(Character(UnicodeScalar(end)))'") }
      break
    }
    depth -= 1
  }

  private mutating func skipText() throws(Mistake) {
    position += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): position += 2
      case 0..<0x20: throw mistake("the end of the text, '\"'")
      default: position += 1
      }
    }
    position = bytes.count
    throw mistake("the end of the text, '\"'")
  }

  private mutating func skipNumber() throws(Mistake) {
    if next == UInt8(ascii: "-") { position += 1 }
    try skipDigits()
    if next == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(Mistake) {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw mistake("a digit") }
  }
}
