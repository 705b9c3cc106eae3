internal import AttributeVectors
internal import GenerativeModels
internal import LatentGeometry

/// Attribute vectors that a request names, each file or folder opened once.
struct OpenVectors {
  /// A vector and what is known of it.
  struct Vector {
    var entry: AttributeVector
    /// d numbers.
    var values: [Float]
    /// What is kept of it in recipes.
    var stamp: InputStamp
  }

  private var found: [String: VectorSet] = [:]

  /// A vector.
  ///
  /// - Parameters:
  ///   - reference: Which.
  ///   - models: The models that it must belong to.
  /// - Returns: The vector, what is known of it, and what a recipe keeps.
  /// - Throws: `AttributeError`, and the errors of files.
  mutating func vector(_ reference: VectorReference, of models: [GenerativeModel]) throws -> Vector {
    let set = try found[reference.vectors] ?? VectorSet(named: reference.vectors)
    found[reference.vectors] = set
    for model in models { try set.requireModel(model, named: reference.vectors) }
    let row = try reference.row(in: set)
    return Vector(
      entry: set.entries[row],
      values: set.vectors[row].values,
      stamp: InputStamp(path: reference.shown, sha256: set.sha256)
    )
  }
}
