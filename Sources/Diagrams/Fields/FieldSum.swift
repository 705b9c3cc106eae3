internal import GenerativeModels
internal import LatentGeometry

/// The fields of a request with their vectors read.
struct FieldSum {
  /// The vectors that were read, with their digests.
  let inputs: [InputStamp]
  private let fields: [AttributeField]
  /// The vector of each field, d numbers.
  private let vectors: [[Float]]

  /// Reads the vectors.
  ///
  /// - Parameters:
  ///   - request: A request, with fields or without.
  ///   - models: The models that decode; each must be the vectors' own, or at least as wide where a file does not say.
  /// - Throws: `AttributeError`, and the errors of files.
  init(_ request: any StudioRequest, for models: [GenerativeModel]) throws {
    fields = (request as? any RequestWithFields)?.fields ?? []
    var inputs: [InputStamp] = []
    var vectors: [[Float]] = []
    var open = OpenVectors()
    for field in fields {
      let found = try open.vector(field.reference, of: models)
      vectors.append(found.values)
      if !inputs.contains(found.stamp) { inputs.append(found.stamp) }
    }
    (self.inputs, self.vectors) = (inputs, vectors)
  }

  /// Whether nothing is added.
  var isEmpty: Bool { fields.isEmpty }

  /// Latents with the fields added: z + Σ aᵢ(cell, t) vᵢ, summed in Double and rounded once.
  ///
  /// - Parameters:
  ///   - latents: Frame after frame the first cells of a grid, row after row.
  ///   - rows: The grid's rows.
  ///   - columns: The grid's columns.
  ///   - times: One for each frame.
  /// - Returns: The same shape; the very latents where there are no fields.
  /// - Throws: ``RequestError/invalid(option:reason:)`` where a number leaves the range of Float, or a table does not fit the grid.
  func applied(to latents: LatentBatch, rows: Int, columns: Int, times: [Double]) throws -> LatentBatch {
    guard !fields.isEmpty, latents.count > 0 else { return latents }
    for field in fields { try field.validate(rows: rows, columns: columns) }
    let (cells, dimension) = (latents.count / times.count, latents.dimension)
    precondition(cells * times.count == latents.count && cells <= rows * columns, "every frame has as many cells")
    var moved = latents
    let isFinite = moved.withUnsafeMutableValues { values in
      var isFinite = true
      for (frame, time) in times.enumerated() {
        let amounts = fields.indices.map { fields[$0].amounts(rows: rows, columns: columns, at: time, index: $0) }
        for cell in 0..<cells {
          let start = (frame * cells + cell) * dimension
          for column in 0..<dimension {
            var sum = Double(values[start + column])
            for (index, vector) in vectors.enumerated() { sum += amounts[index][cell] * Double(vector[column]) }
            let value = Float(sum)
            isFinite = isFinite && value.isFinite
            values[start + column] = value
          }
        }
      }
      return isFinite
    }
    guard isFinite else {
      throw RequestError.invalid(
        option: fields.map { "--field \($0.shown)" }.joined(separator: " "),
        reason: "the latents become too large for a model; take smaller amounts"
      )
    }
    return moved
  }
}
