#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import GenerativeModels
internal import Imaging
internal import LatentGeometry

/// Where requests are carried out: how models run, and who hears about progress.
public struct Studio: Sendable {
  /// Threads, spinning and device of the models' sessions.
  public var session: SessionOptions
  /// How many pictures a model handles at once; nil leaves it to the model.
  public var batch: Int?
  /// Where the original pictures of encoded sets lie now; nil for where they were encoded from.
  public var originals: URL?
  /// Hears how many of how many pictures are decoded.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void

  /// A studio.
  ///
  /// - Parameters:
  ///   - session: Threads, spinning and device of the models' sessions.
  ///   - batch: How many pictures a model handles at once; nil leaves it to the model.
  ///   - originals: Where the original pictures of encoded sets lie now; nil for where they were encoded from.
  ///   - progress: Hears how many of how many pictures are decoded.
  public init(
    session: SessionOptions = SessionOptions(),
    batch: Int? = nil,
    originals: URL? = nil,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) {
    self.session = session
    self.batch = batch
    self.originals = originals
    self.progress = progress
  }

  /// A method in a model's prior, with as many threads as the models have.
  func interpolator(_ method: InterpolationMethod, in model: GenerativeModel) -> Interpolator {
    Interpolator(method, prior: model.prior, dimension: model.latentDimension, threads: session.threads)
  }

  /// Decodes latents one batch after another, so that only the batch in flight is in memory.
  func decode(
    _ latents: LatentBatch,
    conditions: ConditionBatch? = nil,
    with model: GenerativeModel,
    each body: (Int, PlanarImage) throws -> Void
  ) throws {
    try model.decode(latents, conditions: conditions, batch: batch) { range, images in
      for (offset, row) in range.enumerated() { try body(row, images[offset]) }
      progress(range.upperBound, latents.count)
    }
  }
}
