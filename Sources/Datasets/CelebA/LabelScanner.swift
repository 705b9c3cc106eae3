/// Walks over the lines and fields of a label file, byte by byte, without copying any.
///
/// The official lists separate fields by runs of spaces or tabs; their CSV variants by single commas, around which
/// spaces, and around a field one pair of double quotes, do not count. Lines end in LF or CRLF; blank ones are passed
/// over but counted.
///
/// The bytes must outlive the scanner.
struct LabelScanner {
  /// What stands between fields.
  enum Separator {
    case spaces
    case commas
  }

  /// The number of the current line, from 1; 0 before the first.
  private(set) var line = 0
  /// What stands between fields; settled by whoever has seen the first line.
  var separator = Separator.spaces

  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  private var position: Int
  /// Whether a field must follow, be it empty: at the start of a line and behind a comma.
  private var expectsField = false

  /// Stands before the first line; a byte order mark is passed over.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    // An empty buffer may have no address; nothing is read from this one.
    self.bytes = bytes.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    end = bytes.count
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Goes to the next line that is not blank, whatever is left of the current one.
  ///
  /// - Returns: False at the end of the file.
  mutating func nextLine() -> Bool {
    if line > 0 { skipLine() }
    line += 1
    while true {
      skipBlanks()
      guard position < end else { return false }
      guard bytes[position] == Self.newline else { break }
      position += 1
      line += 1
    }
    expectsField = true
    return true
  }

  /// Whether there is a comma on the rest of the line.
  var hasComma: Bool {
    var index = position
    while index < end, bytes[index] != Self.newline {
      if bytes[index] == Self.comma { return true }
      index += 1
    }
    return false
  }

  /// The bytes of the next field of the line; nil behind the last.
  mutating func nextField() -> UnsafeBufferPointer<UInt8>? {
    switch separator {
    case .spaces:
      skipBlanks()
      let start = position
      while position < end, !Self.isBlank(bytes[position]), bytes[position] != Self.newline { position += 1 }
      return position > start ? UnsafeBufferPointer(start: bytes + start, count: position - start) : nil
    case .commas:
      guard expectsField else { return nil }
      skipBlanks()
      let start = position
      while position < end, bytes[position] != Self.comma, bytes[position] != Self.newline { position += 1 }
      var last = position
      while last > start, Self.isBlank(bytes[last - 1]) { last -= 1 }
      expectsField = position < end && bytes[position] == Self.comma
      if expectsField { position += 1 }
      let isQuoted = last - start >= 2 && bytes[start] == Self.quote && bytes[last - 1] == Self.quote
      return UnsafeBufferPointer(start: bytes + start + (isQuoted ? 1 : 0), count: last - start - (isQuoted ? 2 : 0))
    }
  }

  /// The number of fields that are left on the line; they are passed over.
  mutating func countFields() -> Int {
    var count = 0
    while nextField() != nil { count += 1 }
    return count
  }

  private mutating func skipLine() {
    while position < end, bytes[position] != Self.newline { position += 1 }
    if position < end { position += 1 }
  }

  private mutating func skipBlanks() {
    while position < end, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static let newline = UInt8(ascii: "\n")
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

extension String {
  /// The text of a field.
  init(field: UnsafeBufferPointer<UInt8>) { self.init(decoding: field, as: UTF8.self) }

  /// The text of a field, cut where a message would become too long.
  init(shownField field: UnsafeBufferPointer<UInt8>) {
    let limit = 32
    self = "'" + String(decoding: field.prefix(limit), as: UTF8.self) + (field.count > limit ? "…'" : "'")
  }
}
