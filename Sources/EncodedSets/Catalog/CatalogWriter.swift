internal import Datasets
internal import GRDB
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A set's catalogue while the set grows: a transaction for each batch.
struct CatalogWriter: Sendable {
  private let queue: DatabaseQueue
  private let file: URL
  private let attributes: [String]

  /// Opens a catalogue, or makes a new one.
  ///
  /// - Parameters:
  ///   - file: The catalogue.
  ///   - attributes: The names of the label columns, which a catalogue that exists must have.
  /// - Throws: ``EncodedSetError``.
  init(_ file: URL, attributes: [String]) throws {
    self.file = file
    self.attributes = attributes
    do {
      var configuration = Configuration()
      // Readers hold the file for moments; a program that holds it for minutes must be noticed, not waited for without end.
      configuration.busyMode = .timeout(300)
      queue = try DatabaseQueue(path: file.path, configuration: configuration)
      try queue.write { database in
        if try !database.tableExists("items") {
          try CatalogSchema.create(database, attributes: attributes)
        } else {
          let found = try database.columns(in: "labels").dropFirst().map(\.name)
          guard found == attributes else { throw EncodedSetError.otherAttributes(set: found, pictures: attributes) }
        }
      }
    } catch let error as DatabaseError {
      throw error.fault(writing: file)
    }
  }

  /// The number of items and of skipped pictures that are committed.
  func counts() throws -> (items: Int, skipped: Int) {
    try carry { queue in
      try queue.read { database in
        (
          try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM items") ?? 0,
          try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM skipped") ?? 0
        )
      }
    }
  }

  /// The paths of the first items, and of the first pictures that were skipped.
  func paths(beforeItem item: Int, skipped: Int) throws -> (items: Set<String>, skipped: Set<String>) {
    try carry { queue in
      try queue.read { database in
        (
          try String.fetchSet(database, sql: "SELECT path FROM items WHERE id < ?", arguments: [item]),
          try String.fetchSet(database, sql: "SELECT path FROM skipped WHERE id < ?", arguments: [skipped])
        )
      }
    }
  }

  /// Adds the pictures of a batch, all or none.
  func append(_ items: [CatalogItem], skipped: [SkippedPicture], firstItem: Int, firstSkipped: Int) throws {
    let width = attributes.count
    try carry { queue in
      try queue.write { database in
        let insertion = try database.cachedStatement(
          sql: "INSERT INTO items (id, path, split, width, height) VALUES (?, ?, ?, ?, ?)"
        )
        let labelling = try database.cachedStatement(sql: CatalogSchema.labelInsertion(width))
        for (offset, item) in items.enumerated() {
          let id = firstItem + offset
          try insertion.execute(arguments: [id, item.entry.path, item.entry.split?.rawValue, item.width, item.height])
          guard width > 0 else { continue }
          try labelling.execute(arguments: CatalogSchema.labelRow(id, item.entry.labels))
        }
        for (offset, picture) in skipped.enumerated() {
          try database.execute(
            sql: "INSERT INTO skipped VALUES (?, ?, ?)",
            arguments: [firstSkipped + offset, picture.path, picture.reason]
          )
        }
      }
    }
  }

  /// Writes the catalogue anew: the same contents are then the same bytes, whatever transactions made them.
  func compact() throws {
    try carry { queue in
      try AtomicFile.write(to: file, overwrite: true) { hidden in
        try queue.writeWithoutTransaction { database in
          // The copy's is one more: it would tell how often the set was finished.
          try database.execute(sql: "PRAGMA schema_version = 1")
          try database.execute(sql: "VACUUM INTO ?", arguments: [hidden.path])
        }
      }
      try queue.close()
    }
  }

  private func carry<Result>(_ body: (DatabaseQueue) throws -> Result) throws -> Result {
    do {
      return try body(queue)
    } catch let error as DatabaseError {
      throw error.fault(writing: file)
    }
  }
}
