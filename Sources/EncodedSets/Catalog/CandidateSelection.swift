internal import Datasets
internal import GRDB

/// Conditions over pictures that are not encoded yet.
enum CandidateSelection {
  /// The places of the pictures that a condition holds for; it may speak of `id` (the place), `path`, `split` and the labels.
  static func indices(of pictures: PictureCollection, where condition: String) throws -> [Int] {
    try CatalogSchema.check(pictures.attributes)
    do {
      let queue = try DatabaseQueue()
      return try queue.write { database in
        try CatalogSchema.create(database, attributes: pictures.attributes, withSizes: false)
        let insertion = try database.cachedStatement(sql: "INSERT INTO items VALUES (?, ?, ?)")
        let labelling = try database.cachedStatement(sql: CatalogSchema.labelInsertion(pictures.attributes.count))
        for (id, entry) in pictures.entries.enumerated() {
          try insertion.execute(arguments: [id, entry.path, entry.split?.rawValue])
          guard !entry.labels.isEmpty else { continue }
          try labelling.execute(arguments: CatalogSchema.labelRow(id, entry.labels))
        }
        return try CatalogSchema.ids(database, where: condition, limit: nil)
      }
    } catch let error as DatabaseError {
      throw EncodedSetError.condition(
        condition,
        reason: error.reason,
        columns: ["id", "path", "split"] + pictures.attributes
      )
    }
  }
}
