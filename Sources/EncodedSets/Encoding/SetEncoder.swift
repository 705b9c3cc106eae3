public import Datasets
public import GenerativeModels
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Encodes pictures into a set on disk, batch after batch, so that it can be killed at any moment and go on later.
///
/// Each of several workers reads, prepares and encodes a batch of its own; batches are committed in order: latents first,
/// then, when they are on the disk, the transaction of the catalogue. What is not committed is cut off when the set is opened
/// again, so that at most the batches in flight are lost, and the set ends with the same bytes.
public struct SetEncoder: Sendable {
  /// The folder of the set.
  public var folder: SetFolder
  /// How the model was named, for those who use the set later.
  public var reference: ModelReference
  /// Which latent stands for a picture.
  public var posterior = Posterior.mean
  /// What the pictures are encoded under, where the encoder takes a condition; nil for what it has by itself.
  public var condition: SetCondition?
  /// How many pictures are encoded at once; nil leaves it to the model.
  public var batch: Int?
  /// How many batches are worked on at once; nil for one a core.
  public var workers: Int?
  /// Whether a picture that cannot be read is an error; otherwise it is skipped and listed.
  public var isStrict = false
  /// Whether pictures are added to a finished set.
  public var appends = false
  /// Whether a set of this name is replaced.
  public var overwrites = false
  /// Hears how many of how many pictures are done.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  /// An encoder into a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder of the set.
  ///   - reference: How the model is named.
  public init(_ folder: SetFolder, reference: ModelReference) {
    self.folder = folder
    self.reference = reference
  }

  /// How pictures were chosen, as the set remembers it.
  public struct Choice: Sendable, Equatable {
    /// How the pictures were named.
    public var sources: [String]
    /// The condition that they were selected by.
    public var condition: String?

    /// A choice.
    ///
    /// - Parameters:
    ///   - sources: How the pictures were named.
    ///   - condition: The condition that they were selected by.
    public init(sources: [String], condition: String? = nil) {
      self.sources = sources
      self.condition = condition
    }
  }

  /// What came of it.
  public struct Summary: Sendable, Equatable {
    /// The number of items that the set has.
    public var count = 0
    /// How many pictures were encoded now.
    public var encoded = 0
    /// How many had been encoded by an earlier run that was interrupted, or were in the set already.
    public var alreadyThere = 0
    /// The pictures that could not be read, of this session, in order.
    public var skipped: [SkippedPicture] = []
  }

  /// Encodes pictures, or the rest of them where an earlier run was interrupted.
  ///
  /// - Parameters:
  ///   - pictures: What to encode, in order.
  ///   - choice: How they were chosen.
  ///   - model: A model with an encoder, opened with one thread: workers run beside each other.
  /// - Returns: What came of it.
  /// - Throws: ``EncodedSetError``, and the errors of models and files.
  public func encode(_ pictures: PictureCollection, chosen choice: Choice, with model: GenerativeModel) throws
    -> Summary
  {
    guard model.hasEncoder else { throw ModelError.noEncoder(model: model.name) }
    if case .sample = posterior, !model.hasLogVariance { throw ModelError.noLogVariance(model: model.name) }
    try CatalogSchema.check(pictures.attributes)
    guard !pictures.entries.isEmpty else {
      throw EncodedSetError.nothingSelected(reason: "there are no pictures to encode")
    }
    let conditions = try PictureConditions(condition, for: pictures, in: model)
    var growth = try SetGrowth(of: self, pictures, under: conditions, chosen: choice, with: model)
    let encoder = BatchEncoder(
      model: model,
      pictures: growth.pictures,
      posterior: posterior,
      conditions: conditions,
      firstNumber: growth.session.firstItem + growth.session.firstSkipped,
      isStrict: isStrict
    )
    let (total, size) = (growth.pictures.entries.count, growth.description.batch)
    let rest = Array(stride(from: growth.done, to: total, by: size))
    var summary = Summary()
    summary.alreadyThere = growth.doneItems + (pictures.entries.count - total)
    progress(growth.done, total)
    let workers = workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    do {
      try OrderedWork(workers: workers).run(rest.count) { number in
        try encoder.encode(rest[number]..<min(rest[number] + size, total))
      } take: { number, batches in
        try growth.commit(batches)
        for batch in batches { summary.encoded += batch.items.count }
        progress(min(rest[number + batches.count - 1] + size, total), total)
      }
      summary.skipped = try growth.finish()
    } catch {
      growth.discardIfEmpty()
      throw error
    }
    summary.count = growth.count
    return summary
  }
}
