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

  /// A sum of vectors, which leads somewhere.
  ///
  /// - Parameters:
  ///   - sum: Which, and how much of each.
  ///   - models: The models that they must belong to, at least one.
  /// - Returns: d numbers, added up in Double and rounded once, and what a recipe keeps of each vector.
  /// - Throws: `AttributeError`, ``RequestError`` where a number leaves the range of Float, and the errors of files.
  mutating func sum(
    _ sum: VectorSum,
    of models: [GenerativeModel]
  ) throws -> (values: [Float], stamps: [InputStamp]) {
    var total = [Double](repeating: 0, count: models[0].latentDimension)
    var stamps: [InputStamp] = []
    for term in sum.terms {
      let found = try vector(term.vector, of: models)
      for (column, value) in found.values.enumerated() { total[column] += term.weight * Double(value) }
      stamps.append(found.stamp)
    }
    let values = total.map { Float($0) }
    guard values.allSatisfy(\.isFinite) else {
      throw RequestError.invalid(option: sum.shown, reason: "the sum is too large for a model; take smaller weights")
    }
    guard values.contains(where: { $0 != 0 }) else { throw AttributeError.noDirection(sum.shown) }
    return (values, stamps)
  }
}
