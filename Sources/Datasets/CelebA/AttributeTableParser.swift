#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reads the two forms of a list of labels.
struct AttributeTableParser {
  /// How no is written.
  private enum No: Int {
    case minusOne = -1
    case zero = 0
  }

  private let file: URL
  private var scanner: LabelScanner
  private var attributes: [String] = []
  private var pictures = ListedPictures()
  private var labels: [Bool] = []
  /// How the file writes no, once it has done so, and where.
  private var no: (form: No, line: Int)?

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: URL) {
    self.file = file
    scanner = LabelScanner(bytes)
    // "-1 " or " 1 ": what the first line promises may be anything, and is not trusted.
    labels.reserveCapacity(bytes.count / 3)
  }

  /// The whole table.
  mutating func table() throws -> AttributeTable {
    guard scanner.nextLine() else { throw LabelFileError.noRows(file) }
    var promised: Int?
    if scanner.hasComma {
      scanner.separator = .commas
      _ = scanner.nextField()
    } else {
      promised = try count()
      guard scanner.nextLine() else { throw LabelFileError.noAttributes(file) }
    }
    try readAttributes()
    while scanner.nextLine() { try readRow() }
    try pictures.checkUnique(in: file)
    let count = pictures.names.count
    if let promised, promised != count {
      throw LabelFileError.wrongCount(file, expected: promised, actual: count)
    }
    guard count > 0 else { throw LabelFileError.noRows(file) }
    return AttributeTable(file: file, attributes: attributes, pictures: pictures.names, labels: labels)
  }

  /// The number of pictures that line 1 promises.
  private mutating func count() throws -> Int {
    let field = scanner.nextField()
    guard let field, let count = Int(String(field: field)), count >= 0, scanner.countFields() == 0 else {
      throw LabelFileError.badCount(file, found: field.map(String.init(shownField:)) ?? "empty")
    }
    return count
  }

  private mutating func readAttributes() throws {
    var seen: Set<String> = []
    while let field = scanner.nextField() {
      let name = String(field: field)
      // A row in the place of the names would otherwise pass for them.
      guard !name.isEmpty, Double(name) == nil else {
        throw LabelFileError.badAttributeName(
          file,
          line: scanner.line,
          column: attributes.count + 1,
          found: String(shownField: field)
        )
      }
      guard seen.insert(name).inserted else {
        throw LabelFileError.duplicateAttribute(file, line: scanner.line, attribute: name)
      }
      attributes.append(name)
    }
    guard !attributes.isEmpty else { throw LabelFileError.noAttributes(file) }
  }

  private mutating func readRow() throws {
    guard let name = scanner.nextField() else { return }
    try pictures.append(name, line: scanner.line, of: file)
    let expected = attributes.count
    for column in 0..<expected {
      guard let field = scanner.nextField() else {
        throw LabelFileError.shortRow(
          file,
          line: scanner.line,
          picture: String(field: name),
          expected: expected,
          actual: column
        )
      }
      labels.append(try label(field, picture: name, column: column))
    }
    let further = scanner.countFields()
    guard further == 0 else {
      throw LabelFileError.longRow(
        file,
        line: scanner.line,
        picture: String(field: name),
        expected: expected,
        actual: expected + further
      )
    }
  }

  private mutating func label(
    _ field: UnsafeBufferPointer<UInt8>,
    picture: UnsafeBufferPointer<UInt8>,
    column: Int
  ) throws -> Bool {
    let form: No
    if field.count == 1, field[0] == UInt8(ascii: "1") { return true }
    if field.count == 2, field[0] == UInt8(ascii: "-"), field[1] == UInt8(ascii: "1") {
      form = .minusOne
    } else if field.count == 1, field[0] == UInt8(ascii: "0") {
      form = .zero
    } else {
      throw LabelFileError.badValue(
        file,
        line: scanner.line,
        picture: String(field: picture),
        attribute: attributes[column],
        found: field.isEmpty ? "missing" : String(shownField: field)
      )
    }
    guard let no else {
      no = (form, scanner.line)
      return false
    }
    guard no.form == form else {
      throw LabelFileError.mixedValues(
        file,
        line: scanner.line,
        picture: String(field: picture),
        attribute: attributes[column],
        found: form.rawValue,
        firstLine: no.line
      )
    }
    return false
  }
}
