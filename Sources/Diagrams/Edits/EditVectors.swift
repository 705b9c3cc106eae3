internal import AttributeVectors
internal import GenerativeModels
internal import LatentGeometry

/// The attribute vectors that a request names, in one model, each folder opened once.
struct EditVectors {
  /// A vector and what is known of it.
  struct Vector {
    var name: String
    var values: [Float]
    var calibration: AttributeVector.Calibration?
  }

  let model: GenerativeModel
  /// What was read, with digests.
  private(set) var inputs: [InputStamp] = []

  private var sets: [String: VectorSet] = [:]

  init(for model: GenerativeModel) { self.model = model }

  /// A vector of the model.
  ///
  /// - Throws: `AttributeError`, and the errors of files.
  mutating func vector(_ reference: VectorReference) throws -> Vector {
    let set = try sets[reference.vectors] ?? VectorSet(named: reference.vectors)
    sets[reference.vectors] = set
    try set.requireModel(model, named: reference.vectors)
    let row = try reference.row(in: set)
    let values = set.vectors[row].values
    guard values.contains(where: { $0 != 0 }) else {
      throw AttributeError.vectorFile(path: reference.vectors, reason: "\(set.names[row]) is all zeros; fit it anew")
    }
    let stamp = InputStamp(path: reference.shown, sha256: set.sha256)
    if !inputs.contains(stamp) { inputs.append(stamp) }
    return Vector(name: set.names[row], values: values, calibration: set.entries[row].calibration)
  }
}
