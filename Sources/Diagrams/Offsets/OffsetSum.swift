internal import GenerativeModels
internal import LatentGeometry

/// The offsets of a request, added up once for all its latents.
struct OffsetSum {
  /// The vectors that were read, with their digests.
  let inputs: [InputStamp]
  /// d numbers; empty where there are no offsets.
  private let sum: [Double]
  /// How the offsets were named, for messages.
  private let shown: String

  /// Reads and adds up the vectors.
  ///
  /// - Parameters:
  ///   - offsets: Any number of them.
  ///   - models: The models that decode; each must be the vectors' own, or at least as wide where a file does not say.
  /// - Throws: `AttributeError`, and the errors of files.
  init(_ offsets: [LatentOffset], for models: [GenerativeModel]) throws {
    var sum: [Double] = []
    var inputs: [InputStamp] = []
    var vectors = OpenVectors()
    for offset in offsets {
      let found = try vectors.vector(offset.reference, of: models)
      let (values, stamp) = (found.values, found.stamp)
      if sum.isEmpty { sum = [Double](repeating: 0, count: values.count) }
      for (column, value) in values.enumerated() { sum[column] += offset.amount * Double(value) }
      if !inputs.contains(stamp) { inputs.append(stamp) }
    }
    (self.sum, self.inputs) = (sum, inputs)
    shown = offsets.map { "--offset \($0.shown)" }.joined(separator: " ")
  }

  /// Whether nothing is added.
  var isEmpty: Bool { sum.isEmpty }

  /// Latents with the offsets added: z + Σ aᵢvᵢ, summed in Double and rounded once.
  ///
  /// - Parameter latents: Shape [n, d].
  /// - Returns: The same shape; the very latents where there are no offsets.
  /// - Throws: ``RequestError/invalid(option:reason:)`` where a number leaves the range of Float.
  func applied(to latents: LatentBatch) throws -> LatentBatch {
    guard !sum.isEmpty else { return latents }
    var moved = latents
    let isFinite = moved.withUnsafeMutableValues { values in
      var isFinite = true
      for start in stride(from: 0, to: values.count, by: sum.count) {
        for column in sum.indices {
          let value = Float(Double(values[start + column]) + sum[column])
          isFinite = isFinite && value.isFinite
          values[start + column] = value
        }
      }
      return isFinite
    }
    guard isFinite else {
      throw RequestError.invalid(
        option: shown,
        reason: "the latents become too large for a model; take smaller amounts"
      )
    }
    return moved
  }
}
