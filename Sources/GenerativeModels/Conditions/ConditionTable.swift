#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

/// The names that a condition's values have, and the vectors of an embedding's.
struct ConditionTable: Sendable {
  /// Classes in the order of their numbers, or names in the order of ``vectors``.
  var names: [String] = []
  /// Shape [names, w]; nil for classes.
  var vectors: LatentBatch?

  /// A table without names.
  init() {}

  /// Names of classes.
  init(classes: [String]) { names = classes }

  /// The names of a package's condition, whose file is read and checked now.
  ///
  /// - Parameters:
  ///   - condition: The condition.
  ///   - key: Its key in the description, such as `decoder.condition`.
  ///   - folder: The package's folder.
  /// - Throws: ``ModelPackageError``, and the errors of reading a file of vectors.
  init(_ condition: ModelPackage.Condition, key: String, in folder: URL) throws {
    names = condition.classes ?? []
    let description = folder.appendingPathComponent(ModelPackage.fileName)
    switch condition.values {
    case nil: break
    case .inline(let table):
      // JSON objects have no order.
      names = table.keys.sorted()
      vectors = LatentBatch(rows: names.compactMap { table[$0] })
    case .file(let name, let sha256, let names):
      try ModelPackage.check(name, sha256, "\(key).values", describedBy: description)
      let file = folder.appendingPathComponent(name)
      try FileDigest.verify(file, sha256: sha256)
      let vectors = try LatentFile.read(file)
      guard vectors.count == names.count else {
        throw ModelPackageError.invalid(
          description,
          key: "\(key).values.names",
          problem: "has \(names.count) names, and \(name) has \(vectors.count) rows"
        )
      }
      (self.names, self.vectors) = (names, vectors)
    }
    if let shape = condition.shape, let vectors, vectors.dimension != Extents.product(shape) {
      throw ModelPackageError.invalid(
        description,
        key: "\(key).values",
        problem: "has vectors of \(vectors.dimension) numbers, and the shape has \(Extents.product(shape))"
      )
    }
  }
}
