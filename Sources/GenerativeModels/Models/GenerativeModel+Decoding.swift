public import Imaging
public import LatentGeometry

extension GenerativeModel {
  /// The pictures of latents.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d] with d = ``latentDimension``.
  ///   - conditions: A condition for each latent; nil for the model's own, where it takes conditions.
  ///   - batch: How many are run at once, at least 1; nil for ``defaultBatch``. Memory grows with it, results do not
  ///     depend on it.
  /// - Returns: Shape [n, c, h, w]. Values are nominally in [0, 1]; what a decoder overshoots is not cut off.
  /// - Throws: ``ModelError``, ``ConditionError``, and what opening the decoder throws.
  public func decode(
    _ latents: LatentBatch,
    conditions: ConditionBatch? = nil,
    batch: Int? = nil
  ) throws -> ImageBatch {
    let shape = imageShape
    let graph = try decoderGraph(for: latents)
    let conditions = try rows(conditions, for: graph.condition, count: latents.count)
    let samples = try [Float](unsafeUninitializedCapacity: latents.count * shape.count) { buffer, initialized in
      let results = UnsafeMutableBufferPointer(rebasing: buffer[..<(latents.count * shape.count)])
      results.initialize(repeating: 0)
      initialized = results.count
      for rows in Self.batches(of: batch ?? defaultBatch, in: latents.count) {
        let samples = rows.lowerBound * shape.count..<rows.upperBound * shape.count
        let target = UnsafeMutableBufferPointer(rebasing: results[samples])
        try decode(latents, rows, conditions, with: graph, into: target)
      }
    }
    return ImageBatch(
      count: latents.count,
      channels: shape.channels,
      height: shape.height,
      width: shape.width,
      samples: samples
    )
  }

  /// The pictures of latents, a batch at a time, so that never more than a batch of them is held.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d] with d = ``latentDimension``.
  ///   - conditions: A condition for each latent; nil for the model's own, where it takes conditions.
  ///   - batch: How many are run at once, at least 1; nil for ``defaultBatch``.
  ///   - body: Receives the numbers of the rows and their pictures, in order.
  /// - Throws: ``ModelError``, ``ConditionError``, what opening the decoder throws, and what `body` throws.
  public func decode(
    _ latents: LatentBatch,
    conditions: ConditionBatch? = nil,
    batch: Int? = nil,
    each body: (Range<Int>, ImageBatch) throws -> Void
  ) throws {
    let shape = imageShape
    let graph = try decoderGraph(for: latents)
    let conditions = try rows(conditions, for: graph.condition, count: latents.count)
    for rows in Self.batches(of: batch ?? defaultBatch, in: latents.count) {
      let samples = try [Float](unsafeUninitializedCapacity: rows.count * shape.count) { buffer, initialized in
        let results = UnsafeMutableBufferPointer(rebasing: buffer[..<(rows.count * shape.count)])
        results.initialize(repeating: 0)
        initialized = results.count
        try decode(latents, rows, conditions, with: graph, into: results)
      }
      let images = ImageBatch(
        count: rows.count,
        channels: shape.channels,
        height: shape.height,
        width: shape.width,
        samples: samples
      )
      try body(rows, images)
    }
  }

  private func decoderGraph(for latents: LatentBatch) throws -> BatchGraph {
    guard latents.dimension == latentDimension else {
      throw ModelError.wrongLatentWidth(model: name, expected: latentShape, actual: latents.dimension)
    }
    return try decoder.opened()
  }

  private func decode(
    _ latents: LatentBatch,
    _ rows: Range<Int>,
    _ conditions: ConditionRows?,
    with graph: BatchGraph,
    into samples: UnsafeMutableBufferPointer<Float>
  ) throws {
    let d = latents.dimension
    try latents.withUnsafeValues { values in
      let chunk = UnsafeBufferPointer(rebasing: values[rows.lowerBound * d..<rows.upperBound * d])
      let layout = graph.outputs[0].layout
      let conditions = conditions?.values(of: rows) ?? []
      guard layout == .nhwc else {
        return try graph.run(rows: rows.count, chunk, conditions: conditions, into: [samples])
      }
      try withUnsafeTemporaryAllocation(of: Float.self, capacity: samples.count) { scratch in
        scratch.initialize(repeating: 0)
        try graph.run(rows: rows.count, chunk, conditions: conditions, into: [scratch])
        layout.unpack(UnsafeBufferPointer(scratch), into: samples, shape: imageShape)
      }
    }
    package.image.range.normalize(samples)
    try checkFinite(UnsafeBufferPointer(samples), rowCount: imageShape.count, from: rows.lowerBound, "picture")
  }

  /// Throws where a number is NaN or infinite, naming its row.
  func checkFinite(
    _ values: UnsafeBufferPointer<Float>,
    rowCount: Int,
    from firstRow: Int,
    _ result: String
  ) throws {
    guard let index = FiniteCheck.firstFailure(in: values) else { return }
    throw ModelError.notFinite(model: name, result: result, row: firstRow + index / rowCount)
  }

  /// The ranges of rows that are run one after the other.
  static func batches(of size: Int, in count: Int) -> [Range<Int>] {
    precondition(size >= 1, "a batch has at least one row")
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
