internal import GRDB
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The tables of a set's catalogue.
///
/// `items`: `id`, the row of `vectors.npy`; `path`; `split`; `width` and `height` of the original picture. `labels`: `id`, and
/// one column for each attribute, 1, 0 or NULL. `skipped`: pictures that could not be read, in the order in which they came.
enum CatalogSchema {
  /// Names that a label column cannot have, since conditions would not know which of two columns is meant.
  static let reserved: Set<String> = ["id", "path", "split", "width", "height", "rowid", "oid", "_rowid_"]

  /// SQLite's own limit for columns is 2,000.
  static let largestAttributeCount = 1900

  /// Makes the tables.
  static func create(_ database: Database, attributes: [String], withSizes: Bool = true) throws {
    let sizes = withSizes ? ", width INTEGER NOT NULL, height INTEGER NOT NULL" : ""
    try database.execute(sql: "CREATE TABLE items (id INTEGER PRIMARY KEY, path TEXT NOT NULL, split TEXT\(sizes))")
    let columns = attributes.map { ", \($0.doubleQuoted) INTEGER" }.joined()
    try database.execute(sql: "CREATE TABLE labels (id INTEGER PRIMARY KEY\(columns))")
    try database.execute(sql: "CREATE TABLE skipped (id INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL)")
  }

  /// The statement that adds a row of labels.
  static func labelInsertion(_ count: Int) -> String {
    "INSERT INTO labels VALUES (?" + String(repeating: ", ?", count: count) + ")"
  }

  /// The values of a row of labels: 1, 0 or NULL after the id.
  static func labelRow(_ id: Int, _ labels: [Bool?]) -> StatementArguments {
    let values = [id as (any DatabaseValueConvertible)?] + labels.map { label in label.map { $0 ? 1 : 0 } }
    return StatementArguments(values)
  }

  /// A selection of items in order of their ids, of which a condition may speak of all columns.
  ///
  /// A line end closes what the condition may have left open as a comment.
  static func selection(_ columns: String, where condition: String?, limit: Int?) -> String {
    var sql = "SELECT \(columns) FROM items LEFT JOIN labels USING (id)"
    if let condition { sql += " WHERE (\(condition)\n)" }
    sql += " ORDER BY id"
    if let limit { sql += " LIMIT \(limit)" }
    return sql
  }

  /// The ids of the items that a condition holds for, rising.
  static func ids(_ database: Database, where condition: String?, split: String? = nil, limit: Int?) throws -> [Int] {
    if let condition {
      // What is an expression in two pairs of parentheses too does not close the first: no `1) UNION SELECT (2`.
      _ = try database.makeStatement(sql: selection("id", where: "(\(condition)\n)", limit: nil))
    }
    // A split is one of three words, none of which needs to be quoted.
    let parts = [condition.map { "(\($0)\n)" }, split.map { "split = '\($0)'" }].compactMap { $0 }
    let both = parts.isEmpty ? nil : parts.joined(separator: " AND ")
    return try Int.fetchAll(database, sql: selection("id", where: both, limit: limit))
  }

  /// Checks the names of attributes before they become columns.
  static func check(_ attributes: [String]) throws(EncodedSetError) {
    guard attributes.count <= largestAttributeCount else {
      throw .attributes(reason: "\(attributes.count) are more than the \(largestAttributeCount) of a catalogue")
    }
    var seen: Set<String> = []
    for name in attributes {
      // SQLite's columns do not tell a from A.
      let lower = name.lowercased()
      guard !reserved.contains(lower) else { throw .attributes(reason: "'\(name)' is the name of a column; rename it") }
      guard seen.insert(lower).inserted else {
        throw .attributes(
          reason: "'\(name)' is there twice but for capitals, which SQL does not tell apart; rename one"
        )
      }
    }
  }
}

extension DatabaseError {
  /// SQLite's own words; what follows the line at fault is not the person's.
  var reason: String {
    message?.split(whereSeparator: \.isNewline).first.map(String.init) ?? "SQLite error \(resultCode.rawValue)"
  }

  /// What is wrong with the file itself, and not with what was asked of it.
  func fault(of file: URL) -> (any ExplainedError)? {
    switch resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: EncodedSetError.damaged(file, reason: reason)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_READONLY, .SQLITE_AUTH:
      FileError.unreadable(file, reason: reason)
    default: nil
    }
  }

  /// What is wrong where a catalogue could not be written; nothing that is committed is lost.
  func fault(writing file: URL) -> any ExplainedError {
    switch resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      FileError.cannotWrite(file, reason: "another program has held it for five minutes")
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      FileError.cannotWrite(file, reason: reason)
    default: EncodedSetError.damaged(file, reason: reason)
    }
  }
}
