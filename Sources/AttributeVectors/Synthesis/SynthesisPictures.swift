public import Datasets
public import EncodedSets
public import GenerativeModels
public import Imaging
internal import Manifold

/// Pictures as a model's encoder sees them, read when they are needed.
public struct SynthesisPictures: Sendable {
  /// Which pictures of what they were taken from, from 0: rows of a set, places in a collection.
  public let numbers: [Int]
  /// How many there are.
  public var count: Int { numbers.count }
  /// What each is encoded and decoded under, where it has a condition of its own.
  public let conditions: RoundTripConditions
  private let read: @Sendable (Int) throws -> PlanarImage

  /// Pictures from anywhere.
  ///
  /// - Parameters:
  ///   - count: How many there are, ≥ 0.
  ///   - conditions: What each is encoded and decoded under; without any it is the model's own.
  ///   - read: Gives a picture by its number 0 ..< count in the model's size, on any thread.
  public init(
    count: Int,
    conditions: RoundTripConditions = RoundTripConditions(),
    read: @escaping @Sendable (Int) throws -> PlanarImage
  ) {
    precondition(count >= 0, "a count is not negative")
    self.init(numbers: Array(0..<count), conditions: conditions, read: read)
  }

  private init(
    numbers: [Int],
    conditions: RoundTripConditions = RoundTripConditions(),
    read: @escaping @Sendable (Int) throws -> PlanarImage
  ) {
    (self.numbers, self.conditions, self.read) = (numbers, conditions, read)
  }

  /// The originals of an encoded set's items, which are encoded under what they were encoded under for the set.
  ///
  /// - Parameters:
  ///   - set: The set.
  ///   - rows: Its items' rows; nil for all.
  ///   - model: Whose preparation and size they get.
  /// - Throws: What `EncodedSet.conditions(of:for:in:)` and opening the encoder throw.
  public init(of set: EncodedSet, rows: [Int]? = nil, for model: GenerativeModel) throws {
    let rows = rows ?? Array(0..<set.count)
    let encoding = try model.encoderCondition().map { try set.conditions(of: rows, for: $0, in: model) }
    self.init(numbers: rows, conditions: RoundTripConditions(encoding: encoding)) {
      [preparation = model.preparation, shape = model.imageShape] row in
      try set.original(
        of: set.item(row),
        preparation: preparation,
        channels: shape.channels,
        width: shape.width,
        height: shape.height
      )
    }
  }

  /// The pictures of a collection.
  ///
  /// - Parameters:
  ///   - collection: The pictures.
  ///   - model: Whose preparation and size they get.
  public init(_ collection: PictureCollection, for model: GenerativeModel) {
    self.init(count: collection.entries.count) { [preparation = model.preparation, shape = model.imageShape] number in
      try collection.source.picture(
        at: collection.entries[number].path,
        preparation: preparation,
        channels: shape.channels,
        width: shape.width,
        height: shape.height
      ).image
    }
  }

  /// Some of the pictures, drawn without repetition, in their order.
  ///
  /// - Parameters:
  ///   - count: How many at most, ≥ 0.
  ///   - seed: What the draw starts from.
  /// - Returns: All where there are no more.
  public func drawn(_ count: Int, seed: UInt64) -> SynthesisPictures {
    guard count < self.count else { return self }
    let chosen = SeededDraws(seed: seed, for: .pictures).choice(of: count, from: self.count, series: 0).sorted()
    return SynthesisPictures(numbers: chosen.map { numbers[$0] }, conditions: conditions.rows(chosen), read: read)
  }

  /// One picture.
  ///
  /// - Parameter number: 0 ..< count.
  /// - Returns: The picture in the model's size.
  /// - Throws: The errors of sets, files and pictures.
  public func picture(_ number: Int) throws -> PlanarImage {
    precondition((0..<count).contains(number), "picture \(number) is outside 0 ..< \(count)")
    return try read(numbers[number])
  }
}
