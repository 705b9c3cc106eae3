internal import EncodedSets
public import GenerativeModels
internal import Imaging
internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Finds vectors without labels: pictures are changed, and what that does to their encodings is averaged.
///
/// ```swift
/// let synthesis = VectorSynthesis([SyntheticAttribute(try Augmentation("blur:1.5"), isReversed: true)])
/// let unblur = try synthesis.vectors(from: try SynthesisPictures(of: set, for: model), with: model)[0]
/// ```
///
/// Each picture and its changed twins are encoded, as means. The twin is made of the picture that the encoder sees, so that
/// "blur:1.5" speaks of the model's pixels, 64 x 64 of them say, not of the file's. Pairs differ in nothing else: the vector has
/// no bias of labels, such as that of people who call dark pictures blurry and whose vector brightens what it unblurs.
///
/// Each of several workers takes a batch of its own; the result is the same for any number of them.
///
/// - Complexity: O(n (a + 1)) encodings for a attributes; memory for a few batches.
public struct VectorSynthesis: Sendable {
  /// The vectors wanted, with different names.
  public var attributes: [SyntheticAttribute]
  /// What the noise of `noise` starts from.
  public var seed: UInt64 = 0
  /// How many pictures are encoded at once, which decides the last bits of the numbers; nil leaves it to the model.
  public var batch: Int?
  /// How many batches are worked on at once; nil for one a core.
  public var workers: Int?
  /// Hears how many of how many pictures are done.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  /// A synthesis of some vectors.
  ///
  /// - Parameter attributes: At least one, with different names.
  public init(_ attributes: [SyntheticAttribute]) { self.attributes = attributes }

  /// Checks all that can be checked before a picture is read.
  ///
  /// - Parameters:
  ///   - count: The number of pictures.
  ///   - model: The model.
  /// - Throws: ``AttributeError/invalid(option:reason:)``, `AugmentationError` and `ModelError`.
  public func check(count: Int, model: GenerativeModel) throws {
    guard !attributes.isEmpty else {
      throw AttributeError.invalid(option: "--augment", reason: "name at least one augmentation")
    }
    var names: Set<String> = []
    for attribute in attributes {
      guard names.insert(attribute.name).inserted else {
        throw AttributeError.invalid(
          option: "--augment \(attribute.change)",
          reason: "two vectors are called \(attribute.name); give one another name, as in NAME=\(attribute.change)"
        )
      }
      guard !attribute.augmentation.isNeutral else {
        throw AttributeError.invalid(
          option: "--augment \(attribute.change)",
          reason: "it leaves pictures as they are, so that there is no vector; choose another amount"
        )
      }
      try attribute.augmentation.check(channels: model.imageShape.channels)
    }
    guard model.hasEncoder else { throw ModelError.noEncoder(model: model.name) }
    guard count >= 2 else {
      throw AttributeError.invalid(
        option: "pictures",
        reason: "a mean and its error need at least 2, and there \(count == 1 ? "is 1" : "are none")"
      )
    }
  }

  /// The vectors, all in one pass over the pictures.
  ///
  /// - Parameters:
  ///   - pictures: At least 2.
  ///   - model: A model with an encoder, opened with one thread: workers run beside each other.
  /// - Returns: One for each of ``attributes``, in order.
  /// - Throws: As ``check(count:model:)``, and the errors of pictures and models.
  public func vectors(from pictures: SynthesisPictures, with model: GenerativeModel) throws -> [SyntheticVector] {
    try check(count: pictures.count, model: model)
    if pictures.conditions.encoding == nil { try model.requireEncoderCondition() }
    let total = pictures.count
    let size = batch ?? model.defaultBatch
    var sums = Sums(attributes: attributes.count, dimension: model.latentDimension)
    progress(0, total)
    let workers = workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    try OrderedWork(workers: workers).run((total + size - 1) / size) { number in
      try self.sums(of: pictures, number * size..<min((number + 1) * size, total), with: model)
    } take: { number, batches in
      for batch in batches { sums.merge(batch) }
      progress(min((number + batches.count) * size, total), total)
    }
    let n = Double(total)
    return attributes.enumerated().map { index, attribute in
      let twins = sums.twins[index]
      return SyntheticVector(
        attribute,
        sums.differences[index],
        sharpness: .init(before: sums.pictures.sharpness / n, after: twins.sharpness / n),
        brightness: .init(before: sums.pictures.brightness / n, after: twins.brightness / n)
      )
    }
  }

  /// Reads, changes and encodes the pictures of one batch.
  private func sums(of pictures: SynthesisPictures, _ range: Range<Int>, with model: GenerativeModel) throws -> Sums {
    var sums = Sums(attributes: attributes.count, dimension: model.latentDimension)
    let images = try range.map { try pictures.picture($0) }
    sums.pictures.add(images)
    let conditions = pictures.conditions.rows(range).encoding
    let latents = try model.encode(ImageBatch(images), conditions: conditions, batch: images.count)
    for (index, attribute) in attributes.enumerated() {
      let twins = try zip(range, images).map { number, image in
        try attribute.augmentation.applied(to: image, number: number, seed: seed)
      }
      sums.twins[index].add(twins)
      let changed = try model.encode(ImageBatch(twins), conditions: conditions, batch: twins.count)
      sums.differences[index] = DifferenceMoments(from: latents, to: changed)
    }
    return sums
  }
}

/// What batches come to.
private struct Sums: Sendable {
  /// How pictures look, added up.
  struct Looks: Sendable {
    var sharpness = 0.0
    var brightness = 0.0

    mutating func add(_ images: [PlanarImage]) {
      for image in images {
        sharpness += image.sharpness
        brightness += image.brightness
      }
    }
  }

  var pictures = Looks()
  var twins: [Looks]
  var differences: [DifferenceMoments]

  init(attributes: Int, dimension: Int) {
    twins = [Looks](repeating: Looks(), count: attributes)
    differences = [DifferenceMoments](repeating: DifferenceMoments(dimension: dimension), count: attributes)
  }

  mutating func merge(_ other: Sums) {
    pictures.sharpness += other.pictures.sharpness
    pictures.brightness += other.pictures.brightness
    for index in twins.indices {
      twins[index].sharpness += other.twins[index].sharpness
      twins[index].brightness += other.twins[index].brightness
      differences[index].merge(other.differences[index])
    }
  }
}
