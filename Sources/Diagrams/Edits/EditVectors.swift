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

  /// A sum of vectors of the model, which leads somewhere; it has no calibration, since no score goes along it.
  ///
  /// - Throws: `AttributeError`, ``RequestError`` where a number leaves the range of Float, and the errors of files.
  mutating func vector(_ sum: VectorSum) throws -> Vector {
    if let single = sum.single { return try vector(single) }
    let found = try opened.sum(sum, of: [model])
    for stamp in found.stamps where !inputs.contains(stamp) { inputs.append(stamp) }
    return Vector(name: sum.label, values: found.values, calibration: nil)
  }
}
