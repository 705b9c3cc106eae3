internal import SafeFiles

extension NpyHeader {
  /// Far more than any header has; a damaged length must not fill the memory.
  private static let longestHeader = 1 << 20

  /// Reads a header and leaves the source at the array's first number.
  ///
  /// - Parameters:
  ///   - source: Bytes from the start of the array's file.
  ///   - place: The array's name, for errors.
  /// - Throws: ``LatentFileError/badHeader(_:reason:)``, ``LatentFileError/unsupportedElement(_:element:)``, or a failure
  ///   of reading.
  init(from source: inout some ByteSource & ~Copyable, of place: LatentReference) throws {
    let start = try source.read(count: 8)
    guard start.starts(with: Self.magic) else {
      throw LatentFileError.badHeader(place, reason: "it does not begin with \\x93NUMPY")
    }
    guard start.count == 8 else { throw LatentFileError.badHeader(place, reason: "the file ends in it") }
    let version = start[6]
    guard (1...3).contains(version) else {
      throw LatentFileError.badHeader(place, reason: "version \(version).\(start[7]) is unknown")
    }
    let lengthBytes = try source.read(count: version == 1 ? 2 : 4)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= min(source.remaining, Self.longestHeader) else {
      throw LatentFileError.badHeader(place, reason: "its length of \(length) bytes is beyond the end of the file")
    }
    let text = try source.read(count: length)
    guard text.count == length else { throw LatentFileError.badHeader(place, reason: "the file ends in it") }
    var parser = DictionaryParser(text: text, place: place)
    self = try parser.header()
  }
}

/// Reads the Python dictionary of a header: a literal of texts, truth values and a tuple of integers.
private struct DictionaryParser {
  let text: [UInt8]
  let place: LatentReference
  var index = 0

  mutating func header() throws -> NpyHeader {
    var element: NpyElement?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try expect("{")
    while !take("}") {
      let key = try quoted()
      try expect(":")
      switch key {
      case "descr" where element == nil: element = try elementType()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try truth()
      case "shape" where shape == nil: shape = try tuple()
      default: throw bad("the key '\(key)' is unknown or given twice")
      }
      guard take(",") else {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard index == text.count else { throw bad("more follows the dictionary") }
    guard let element, let isFortranOrder, let shape else {
      throw bad("one of the keys 'descr', 'fortran_order' and 'shape' is missing")
    }
    return NpyHeader(element: element, isFortranOrder: isFortranOrder, shape: shape)
  }

  private func bad(_ reason: String) -> LatentFileError { .badHeader(place, reason: reason) }

  private mutating func skipSpace() {
    while index < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[index]) { index += 1 }
  }

  private mutating func take(_ token: String) -> Bool {
    skipSpace()
    guard text[index...].starts(with: token.utf8) else { return false }
    index += token.utf8.count
    return true
  }

  private mutating func expect(_ token: String) throws {
    guard take(token) else { throw bad("'\(token)' is expected at its byte \(index)") }
  }

  private mutating func quoted() throws -> String {
    for quote in ["'", "\""] where take(quote) {
      guard let end = text[index...].firstIndex(of: quote.utf8.first ?? 0) else { break }
      defer { index = end + 1 }
      return String(decoding: text[index..<end], as: UTF8.self)
    }
    throw bad("a text in quotes is expected at its byte \(index)")
  }

  private mutating func elementType() throws -> NpyElement {
    // The fields of a structured array come as a list.
    guard !take("[") else { throw LatentFileError.unsupportedElement(place, element: "record") }
    let name = try quoted()
    guard let element = NpyElement(name) else {
      throw LatentFileError.unsupportedElement(place, element: "'\(name)'")
    }
    return element
  }

  private mutating func truth() throws -> Bool {
    if take("True") { return true }
    if take("False") { return false }
    throw bad("True or False is expected at its byte \(index)")
  }

  private mutating func tuple() throws -> [Int] {
    var lengths: [Int] = []
    try expect("(")
    while !take(")") {
      lengths.append(try length())
      guard take(",") else {
        try expect(")")
        break
      }
    }
    guard lengths.count <= 64 else { throw bad("the shape has \(lengths.count) axes") }
    return lengths
  }

  private mutating func length() throws -> Int {
    skipSpace()
    let digits = text[index...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { throw bad("a length ≥ 0 is expected at its byte \(index)") }
    let number = String(decoding: digits, as: UTF8.self)
    guard let length = Int(number) else { throw bad("the length \(number) is too large") }
    index = digits.endIndex
    // Python 2 wrote long integers so.
    _ = take("L")
    return length
  }
}
