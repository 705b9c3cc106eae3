#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import EncodedSets
public import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import Synchronization

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

  private let shelf = ModelShelf()

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

  /// A model, opened once for all drawings of this studio and its copies.
  ///
  /// - Parameter reference: The model as a request names it.
  /// - Returns: The model; files that change meanwhile are not noticed.
  /// - Throws: The errors of GenerativeModels.
  public func open(_ reference: ModelReference) throws -> GenerativeModel {
    if let model = shelf.model(reference, session) { return model }
    let model = try reference.open(session: session)
    shelf.keep(model, as: reference, session)
    return model
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

/// The models that a studio has opened.
private final class ModelShelf: Sendable {
  private struct Entry {
    var reference: ModelReference
    var session: SessionOptions
    var model: GenerativeModel
  }

  private let entries = Mutex<[Entry]>([])

  func model(_ reference: ModelReference, _ session: SessionOptions) -> GenerativeModel? {
    entries.withLock { $0.first { $0.reference == reference && $0.session == session }?.model }
  }

  func keep(_ model: GenerativeModel, as reference: ModelReference, _ session: SessionOptions) {
    entries.withLock { $0.append(Entry(reference: reference, session: session, model: model)) }
  }
}
