#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

public import Imaging
public import LatentGeometry

/// What an encoder makes of pictures: for each the normal distribution N(mean, exp(logVariance)).
public struct LatentDistribution: Sendable, Equatable {
  /// The means, shape [n, d].
  public let mean: LatentBatch
  /// The logarithms of the variances, shape [n, d]; nil where the encoder gives only means.
  public let logVariance: LatentBatch?

  /// A draw from each distribution: mean + exp(logVariance / 2) · ε.
  ///
  /// - Parameters:
  ///   - seed: Decides ε.
  ///   - row: The number of the first row; ε of a row depends only on the seed and the row's number.
  /// - Returns: Shape [n, d]; nil where there is no variance.
  public func sample(seed: UInt64, startingAt row: Int = 0) -> LatentBatch? {
    guard let logVariance else { return nil }
    let noise = LatentGenerator(seed: seed)
      .sample(.standardGaussian, count: mean.count, dimension: mean.dimension, startingAt: row, stream: .posterior)
    var drawn = mean
    drawn.withUnsafeMutableValues { drawn in
      logVariance.withUnsafeValues { logVariance in
        noise.withUnsafeValues { noise in
          for index in drawn.indices { drawn[index] += exp(logVariance[index] / 2) * noise[index] }
        }
      }
    }
    return drawn
  }
}

extension GenerativeModel {
  /// The latents of pictures: the means, where the encoder gives distributions.
  ///
  /// - Parameters:
  ///   - images: Shape [n, c, h, w] with the model's ``imageShape``, values in [0, 1].
  ///   - conditions: A condition for each picture; nil for the model's own, where its encoder takes conditions.
  ///   - batch: How many are run at once, at least 1; nil for ``defaultBatch``.
  /// - Returns: Shape [n, d].
  /// - Throws: ``ModelError``, ``ConditionError``, and what opening the encoder throws.
  public func encode(
    _ images: ImageBatch,
    conditions: ConditionBatch? = nil,
    batch: Int? = nil
  ) throws -> LatentBatch {
    try run(images, conditions, outputs: 1, batch: batch)[0]
  }

  /// The latents of pictures, means or draws.
  ///
  /// - Parameters:
  ///   - images: Shape [n, c, h, w] with the model's ``imageShape``, values in [0, 1].
  ///   - conditions: A condition for each picture; nil for the model's own, where its encoder takes conditions.
  ///   - posterior: Which latent stands for a picture.
  ///   - row: The number of the first picture in a longer run, which decides its noise.
  ///   - batch: How many are run at once, at least 1; nil for ``defaultBatch``.
  /// - Returns: Shape [n, d].
  /// - Throws: ``ModelError``, ``ConditionError``, and what opening the encoder throws.
  public func encode(
    _ images: ImageBatch,
    conditions: ConditionBatch? = nil,
    posterior: Posterior,
    startingAt row: Int = 0,
    batch: Int? = nil
  ) throws -> LatentBatch {
    switch posterior {
    case .mean:
      return try encode(images, conditions: conditions, batch: batch)
    case .sample(let seed):
      guard !hasEncoder || hasLogVariance else { throw ModelError.noLogVariance(model: name) }
      let distribution = try encodeDistribution(images, conditions: conditions, batch: batch)
      guard let drawn = distribution.sample(seed: seed, startingAt: row) else {
        throw ModelError.noLogVariance(model: name)
      }
      return drawn
    }
  }

  /// The distributions that the encoder gives for pictures.
  ///
  /// - Parameters:
  ///   - images: Shape [n, c, h, w] with the model's ``imageShape``, values in [0, 1].
  ///   - conditions: A condition for each picture; nil for the model's own, where its encoder takes conditions.
  ///   - batch: How many are run at once, at least 1; nil for ``defaultBatch``.
  /// - Returns: Means, and variances where the encoder gives them.
  /// - Throws: ``ModelError``, ``ConditionError``, and what opening the encoder throws.
  public func encodeDistribution(
    _ images: ImageBatch,
    conditions: ConditionBatch? = nil,
    batch: Int? = nil
  ) throws -> LatentDistribution {
    let results = try run(images, conditions, outputs: hasLogVariance ? 2 : 1, batch: batch)
    return LatentDistribution(mean: results[0], logVariance: results.count > 1 ? results[1] : nil)
  }

  private func run(
    _ images: ImageBatch,
    _ conditions: ConditionBatch?,
    outputs: Int,
    batch: Int?
  ) throws -> [LatentBatch] {
    guard let encoder else { throw ModelError.noEncoder(model: name) }
    let shape = ImageShape(channels: images.channels, height: images.height, width: images.width)
    guard shape == imageShape else {
      throw ModelError.wrongImageSize(model: name, expected: imageShape, actual: shape)
    }
    let graph = try encoder.opened()
    let conditions = try rows(conditions, for: graph.condition, count: images.count)
    let d = latentDimension
    var mean = LatentBatch(count: images.count, dimension: d)
    var logVariance = LatentBatch(count: images.count, dimension: d)
    try images.samples.withUnsafeBufferPointer { samples in
      try mean.withUnsafeMutableValues { mean in
        try logVariance.withUnsafeMutableValues { logVariance in
          for rows in Self.batches(of: batch ?? defaultBatch, in: images.count) {
            let chunk = samples[rows.lowerBound * shape.count..<rows.upperBound * shape.count]
            let places = rows.lowerBound * d..<rows.upperBound * d
            let results = [
              UnsafeMutableBufferPointer(rebasing: mean[places]),
              UnsafeMutableBufferPointer(rebasing: logVariance[places]),
            ]
            try encode(UnsafeBufferPointer(rebasing: chunk), rows, conditions, with: graph, into: results)
            for result in results.prefix(outputs) {
              try checkFinite(UnsafeBufferPointer(result), rowCount: d, from: rows.lowerBound, "latent")
            }
          }
        }
      }
    }
    return Array([mean, logVariance].prefix(outputs))
  }

  private func encode(
    _ samples: UnsafeBufferPointer<Float>,
    _ rows: Range<Int>,
    _ conditions: ConditionRows?,
    with graph: BatchGraph,
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    let results = Array(results.prefix(graph.outputs.count))
    try graph.run(
      images: samples,
      rows: rows.count,
      shape: imageShape,
      range: package.image.range,
      conditions: conditions?.values(of: rows) ?? [],
      into: results
    )
  }
}
