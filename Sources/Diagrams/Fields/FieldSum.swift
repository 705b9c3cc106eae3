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
  ///   - models: The models that decode; each must be the vectors' own, or as wide where a file does not say.
  /// - Throws: `AttributeError`, and the errors of files.
  init(_ request: any StudioRequest, for models: [GenerativeModel]) throws {
    fields = (request as? any RequestWithFields)?.fields ?? []
    var inputs: [InputStamp] = []
    var vectors: [[Float]] = []
    var open = OpenVectors()
    for field in fields {
      let found = try open.sum(field.vector, of: models)
      vectors.append(found.values)
      for stamp in found.stamps where !inputs.contains(stamp) { inputs.append(stamp) }
    }
    (self.inputs, self.vectors) = (inputs, vectors)
  }

  /// Whether nothing is added.
  var isEmpty: Bool { fields.isEmpty }

  /// The latents of a band with the fields added, each by where it stands in the band's grid.
  func applied(to band: Band, at time: Double) throws -> LatentBatch {
    try applied(
      to: band.latents,
      cells: band.latentCells.map { $0.row * band.gridColumns + $0.column - band.leftMargin },
      rows: band.rows,
      columns: band.gridColumns,
      times: [time]
    )
  }

  /// Latents with the fields added: z + Σ aᵢ(cell, t) vᵢ, summed in Double and rounded once.
  ///
  /// - Parameters:
  ///   - latents: Frame after frame those of `cells`.
  ///   - cells: Their places in the grid, in row order from 0; in every frame the same.
  ///   - rows: The grid's rows.
  ///   - columns: The grid's columns.
  ///   - times: One for each frame.
  /// - Returns: The same shape; the very latents where there are no fields.
  /// - Throws: ``RequestError/invalid(option:reason:)`` where a number leaves the range of Float, or a table does not fit the grid.
  func applied(
    to latents: LatentBatch,
    cells: [Int],
    rows: Int,
    columns: Int,
    times: [Double]
  ) throws -> LatentBatch {
    guard !fields.isEmpty, latents.count > 0 else { return latents }
    for field in fields { try field.validate(rows: rows, columns: columns) }
    let dimension = latents.dimension
    precondition(cells.count * times.count == latents.count, "every frame has as many cells")
    var moved = latents
    let isFinite = moved.withUnsafeMutableValues { values in
      var isFinite = true
      for (frame, time) in times.enumerated() {
        let amounts = fields.indices.map { fields[$0].amounts(rows: rows, columns: columns, at: time, index: $0) }
        for (place, cell) in cells.enumerated() {
          let start = (frame * cells.count + place) * dimension
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
