internal import Datasets
internal import GRDB
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A set's catalogue, which is only read.
struct CatalogReader: Sendable {
  /// The names of the label columns.
  let attributes: [String]
  private let queue: DatabaseQueue
  private let file: URL

  /// Opens a catalogue.
  init(_ file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else { throw FileError.missing(file) }
    var configuration = Configuration()
    configuration.readonly = true
    // A writer holds the file for milliseconds at a time.
    configuration.busyMode = .timeout(10)
    self.file = file
    do {
      let queue = try DatabaseQueue(path: file.path, configuration: configuration)
      attributes = try queue.read { database in
        guard try ["items", "labels", "skipped"].allSatisfy({ try database.tableExists($0) }) else {
          throw EncodedSetError.damaged(file, reason: "it lacks the tables of a catalogue")
        }
        return try database.columns(in: "labels").dropFirst().map(\.name)
      }
      self.queue = queue
    } catch let error as DatabaseError {
      throw EncodedSetError.damaged(file, reason: error.reason)
    }
  }

  /// The number of items.
  func count() throws -> Int { try number("SELECT COUNT(*) FROM items") }

  /// The number of pictures that were skipped.
  func skippedCount() throws -> Int { try number("SELECT COUNT(*) FROM skipped") }

  /// Whether the ids are the numbers from 0 on, none missing.
  func hasConsecutiveIDs() throws -> Bool {
    try number("SELECT COUNT(*) FROM items") == number("SELECT COALESCE(MAX(id) + 1, 0) FROM items")
      && number("SELECT COUNT(*) FROM items WHERE id < 0") == 0
  }

  private func number(_ sql: String) throws -> Int {
    try read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  /// The ids of the items that a condition holds for, rising.
  func rows(where condition: String?, limit: Int? = nil) throws -> [Int] {
    do {
      return try queue.read { database in
        try Int.fetchAll(database, sql: CatalogSchema.selection("id", where: condition, limit: limit))
      }
    } catch let error as DatabaseError {
      guard let condition, error.resultCode == .SQLITE_ERROR else {
        throw EncodedSetError.damaged(file, reason: error.reason)
      }
      throw EncodedSetError.condition(
        condition,
        reason: error.reason,
        columns: ["id", "path", "split", "width", "height"] + attributes
      )
    }
  }

  /// One item without its labels; nil where there is none of this number.
  func item(_ row: Int) throws -> EncodedItem? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT id, path, split, width, height FROM items WHERE id = ?", arguments: [row])
        .map(Self.item)
    }
  }

  /// All items in order, handed over one by one with their labels.
  func forEach(_ body: (EncodedItem, [Int?]) throws -> Void) throws {
    let columns = ["id", "path", "split", "width", "height"] + attributes.map(CatalogSchema.quoted)
    let sql = CatalogSchema.selection(columns.joined(separator: ", "), where: nil, limit: nil)
    try read { database in
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        try body(Self.item(row), (5..<columns.count).map { row[$0] as Int? })
      }
    }
  }

  /// What was skipped, in order.
  func skipped() throws -> [SkippedPicture] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT path, reason FROM skipped ORDER BY id").map {
        SkippedPicture(path: $0[0], reason: $0[1])
      }
    }
  }

  /// Labels of an attribute, by id: 1, 0 or nil.
  func labels(of attribute: String) throws -> [Int?] {
    let sql = CatalogSchema.selection(CatalogSchema.quoted(attribute), where: nil, limit: nil)
    return try read { try Row.fetchAll($0, sql: sql).map { $0[0] as Int? } }
  }

  /// How many items each split has, and how many have each attribute.
  func counts() throws -> (splits: [String?: Int], labels: [(name: String, yes: Int, no: Int)]) {
    try read { database in
      var splits: [String?: Int] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT split, COUNT(*) FROM items GROUP BY split") {
        splits[row[0] as String?] = row[1]
      }
      let sums = attributes.map { name in
        let name = CatalogSchema.quoted(name)
        return "COALESCE(SUM(\(name) = 1), 0), COALESCE(SUM(\(name) = 0), 0)"
      }
      guard !sums.isEmpty,
        let row = try Row.fetchOne(database, sql: "SELECT \(sums.joined(separator: ", ")) FROM labels")
      else { return (splits, []) }
      let labels = attributes.enumerated().map { (index, name) in
        (name: name, yes: row[2 * index] as Int, no: row[2 * index + 1] as Int)
      }
      return (splits, labels)
    }
  }

  /// SQLite's own check of the file's structure; "ok" where it is sound.
  func integrity() throws -> String {
    try read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") ?? "no answer" }
  }

  private static func item(_ row: Row) -> EncodedItem {
    EncodedItem(
      row: row[0],
      path: row[1],
      split: (row[2] as String?).flatMap(DatasetSplit.init(rawValue:)),
      width: row[3],
      height: row[4]
    )
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do {
      return try queue.read(body)
    } catch let error as DatabaseError {
      throw EncodedSetError.damaged(file, reason: error.reason)
    }
  }
}
