internal import AttributeVectors
internal import GenerativeModels
internal import LatentGeometry

/// Attribute vectors that a request names, each file or folder opened once.
struct OpenVectors {
  private var found: [String: VectorSet] = [:]

  /// A vector.
  ///
  /// - Parameters:
  ///   - reference: Which.
  ///   - models: The models that it must belong to.
  /// - Returns: d numbers, and the stamp of the vectors.
  /// - Throws: `AttributeError`, and the errors of files.
  mutating func vector(
    _ reference: VectorReference,
    of models: [GenerativeModel]
  ) throws -> (values: [Float], stamp: InputStamp) {
    let set = try found[reference.vectors] ?? VectorSet(named: reference.vectors)
    found[reference.vectors] = set
    for model in models { try set.requireModel(model, named: reference.vectors) }
    let row = try reference.row(in: set)
    return (set.vectors[row].values, InputStamp(path: reference.shown, sha256: set.sha256))
  }
}
