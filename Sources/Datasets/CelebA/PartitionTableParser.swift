#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reads the two forms of a list of splits.
struct PartitionTableParser {
  private let file: URL
  private var scanner: LabelScanner
  private var pictures = ListedPictures()
  private var splits: [DatasetSplit] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: URL) {
    self.file = file
    scanner = LabelScanner(bytes)
  }

  /// The whole table.
  mutating func table() throws -> PartitionTable {
    guard scanner.nextLine() else { throw LabelFileError.noRows(file) }
    if scanner.hasComma {
      scanner.separator = .commas
      if isHeader(scanner), !scanner.nextLine() { throw LabelFileError.noRows(file) }
    }
    repeat { try readRow() } while scanner.nextLine()
    try pictures.checkUnique(in: file)
    return PartitionTable(file: file, pictures: pictures.names, splits: splits)
  }

  /// Whether the line names columns: its second field is a word rather than a split, be it a wrong one.
  private func isHeader(_ lookahead: LabelScanner) -> Bool {
    var lookahead = lookahead
    guard lookahead.nextField() != nil, let field = lookahead.nextField() else { return false }
    return !field.isEmpty && Double(String(field: field)) == nil
  }

  private mutating func readRow() throws {
    guard let name = scanner.nextField() else { return }
    try pictures.append(name, line: scanner.line, of: file)
    let (line, picture) = (scanner.line, String(field: name))
    guard let field = scanner.nextField() else {
      throw LabelFileError.shortRow(file, line: line, picture: picture, expected: 1, actual: 0)
    }
    let further = scanner.countFields()
    guard further == 0 else {
      throw LabelFileError.longRow(file, line: line, picture: picture, expected: 1, actual: 1 + further)
    }
    guard let split = Int(String(field: field)).flatMap(DatasetSplit.init(number:)) else {
      let found = field.isEmpty ? "missing" : String(shownField: field)
      throw LabelFileError.badSplit(file, line: line, picture: picture, found: found)
    }
    splits.append(split)
  }
}
