internal import AttributeVectors
internal import GenerativeModels

/// The attribute vectors that a request edits with, in one model.
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

  private var opened = OpenVectors()

  init(for model: GenerativeModel) { self.model = model }

  /// A vector of the model, which leads somewhere.
  ///
  /// - Throws: `AttributeError`, and the errors of files.
  mutating func vector(_ reference: VectorReference) throws -> Vector {
    let found = try opened.vector(reference, of: [model])
    guard found.values.contains(where: { $0 != 0 }) else { throw AttributeError.noDirection(reference.shown) }
    if !inputs.contains(found.stamp) { inputs.append(found.stamp) }
    return Vector(name: found.entry.name, values: found.values, calibration: found.entry.calibration)
  }
}
