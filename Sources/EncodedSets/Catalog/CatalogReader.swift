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
    // Not one that is read only: that could not undo the transaction that a killed run was writing.
    var configuration = Configuration()
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
      throw error.fault(of: file) ?? EncodedSetError.damaged(file, reason: error.reason)
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

  /// The ids of the items of a split that a condition holds for, rising.
  func rows(where condition: String?, split: DatasetSplit? = nil, limit: Int? = nil) throws -> [Int] {
    try read { database in
      do {
        return try CatalogSchema.ids(database, where: condition, split: split?.rawValue, limit: limit)
      } catch let error as DatabaseError {
        guard let condition, error.fault(of: file) == nil else { throw error }
        throw EncodedSetError.condition(
          condition,
          reason: error.reason,
          columns: ["id", "path", "split", "width", "height"] + attributes
        )
      }
    }
  }

  /// One item without its labels; nil where there is none of this number.
  func item(_ row: Int) throws -> EncodedItem? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT id, path, split, width, height FROM items WHERE id = ?", arguments: [row])
        .map(Self.item)
    }
  }

  /// The first items in order, handed over one by one with their labels.
  ///
  /// They are read in pieces, between which a writer can go on.
  func forEach(upTo count: Int, _ body: (EncodedItem, [Int?]) throws -> Void) throws {
    let columns = ["id", "path", "split", "width", "height"] + attributes.map(\.doubleQuoted)
    for start in stride(from: 0, to: count, by: 4096) {
      let condition = "id >= \(start) AND id < \(min(start + 4096, count))"
      let sql = CatalogSchema.selection(columns.joined(separator: ", "), where: condition, limit: nil)
      let piece = try read { database in
        try Row.fetchAll(database, sql: sql).map { row in
          (try Self.item(row), try (5..<columns.count).map { try row.decode(Int?.self, atIndex: $0) })
        }
      }
      for (item, labels) in piece { try body(item, labels) }
    }
  }

  /// What was skipped and not mended later, in order.
  ///
  /// - Parameter first: How many were skipped before those that are wanted.
  /// - Returns: Their paths and reasons.
  /// - Throws: ``EncodedSetError``.
  func skipped(from first: Int = 0) throws -> [SkippedPicture] {
    let sql = "SELECT path, reason FROM skipped WHERE id >= ? AND path NOT IN (SELECT path FROM items) ORDER BY id"
    return try read { database in
      try Row.fetchAll(database, sql: sql, arguments: [first]).map {
        SkippedPicture(path: try $0.decode(atIndex: 0), reason: try $0.decode(atIndex: 1))
      }
    }
  }

  /// Labels of an attribute of the first items, by id: 1, 0 or nil.
  func labels(of attribute: String, count: Int) throws -> [Int?] {
    let sql = CatalogSchema.selection(attribute.doubleQuoted, where: nil, limit: count)
    return try read { try Row.fetchAll($0, sql: sql).map { try $0.decode(Int?.self, atIndex: 0) } }
  }

  /// Labels of attributes of the first items, attribute after attribute: 1 yes, 0 no, -1 for all else.
  ///
  /// All columns are read in one pass, since each row is found only once then.
  func labels(of attributes: [String], count: Int) throws -> [Int8] {
    guard !attributes.isEmpty else { return [] }
    let columns = attributes.map(\.doubleQuoted).joined(separator: ", ")
    let sql = CatalogSchema.selection(columns, where: nil, limit: count)
    var labels = [Int8](repeating: -1, count: attributes.count * count)
    try read { database in
      let rows = try Row.fetchCursor(database, sql: sql)
      var item = 0
      while let row = try rows.next() {
        for attribute in attributes.indices {
          let label = try row.decode(Int?.self, atIndex: attribute)
          if label == 1 || label == 0 { labels[attribute * count + item] = label == 1 ? 1 : 0 }
        }
        item += 1
      }
    }
    return labels
  }

  /// How many items each split has, and how many have each attribute.
  func counts() throws -> (splits: [String?: Int], labels: [(name: String, yes: Int, no: Int)]) {
    try read { database in
      var splits: [String?: Int] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT split, COUNT(*) FROM items GROUP BY split") {
        splits[try row.decode(String?.self, atIndex: 0)] = try row.decode(Int.self, atIndex: 1)
      }
      // A result has 2,000 columns at most.
      let labels = try stride(from: 0, to: attributes.count, by: 500).flatMap { start in
        try counts(of: attributes[start..<min(start + 500, attributes.count)], in: database)
      }
      return (splits, labels)
    }
  }

  private func counts(of names: ArraySlice<String>, in database: Database) throws -> [(name: String, yes: Int, no: Int)]
  {
    let sums = names.map(\.doubleQuoted).map { "COALESCE(SUM(\($0) = 1), 0), COALESCE(SUM(\($0) = 0), 0)" }
    guard let row = try Row.fetchOne(database, sql: "SELECT \(sums.joined(separator: ", ")) FROM labels") else {
      return []
    }
    return try names.enumerated().map { (index, name) in
      (name, try row.decode(atIndex: 2 * index), try row.decode(atIndex: 2 * index + 1))
    }
  }

  /// SQLite's own check of the file's structure; "ok" where it is sound.
  func integrity() throws -> String {
    try read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") ?? "no answer" }
  }

  private static func item(_ row: Row) throws -> EncodedItem {
    EncodedItem(
      row: try row.decode(atIndex: 0),
      path: try row.decode(atIndex: 1),
      split: try row.decode(String?.self, atIndex: 2).flatMap(DatasetSplit.init(rawValue:)),
      width: try row.decode(atIndex: 3),
      height: try row.decode(atIndex: 4)
    )
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do {
      return try queue.read(body)
    } catch let error as DatabaseError {
      throw error.fault(of: file) ?? EncodedSetError.damaged(file, reason: error.reason)
    } catch is RowDecodingError {
      throw EncodedSetError.damaged(file, reason: "it has values of another kind than a catalogue")
    }
  }
}
