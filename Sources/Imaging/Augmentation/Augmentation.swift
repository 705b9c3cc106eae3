/// A change made to pictures that has one meaning: a blur, a turn, more contrast.
///
/// ```swift
/// let blur = try Augmentation("blur:1.5")
/// let twin = try blur.applied(to: picture)
/// ```
///
/// The twin has the picture's size and channels, and samples clamped to [0, 1]. Where it needs pixels from beyond the edges, the
/// outermost ones are repeated. Lengths are in pixels of the picture as it is given: of the model's 64 x 64, where a model is to
/// see it.
public struct Augmentation: Sendable, Hashable {
  /// What is done.
  public let kind: Kind
  /// How much of it: one number for each of the kind's ``Kind/parameters``.
  public let amounts: [Double]

  /// A change by some amounts.
  ///
  /// - Parameters:
  ///   - kind: What is done.
  ///   - amounts: One number for each of the kind's parameters; those with a default may be left out at the end.
  /// - Throws: ``AugmentationError/amounts(_:of:)`` where there are too few or too many, or one is outside its range.
  public init(_ kind: Kind, _ amounts: Double...) throws(AugmentationError) { try self.init(kind, amounts: amounts) }

  /// A change by a list of amounts.
  ///
  /// - Parameters:
  ///   - kind: What is done.
  ///   - amounts: As for ``init(_:_:)``.
  /// - Throws: ``AugmentationError/amounts(_:of:)``.
  public init(_ kind: Kind, amounts: [Double]) throws(AugmentationError) {
    let parameters = kind.parameters
    let filled = amounts + parameters.dropFirst(amounts.count).compactMap(\.standard)
    guard filled.count == parameters.count, zip(filled, parameters).allSatisfy({ $1.takes($0) }) else {
      throw .amounts(Self.text(kind, amounts), of: kind)
    }
    self.kind = kind
    self.amounts = filled
  }

  /// Whether pictures stay as they are.
  public var isNeutral: Bool {
    let pairs = zip(amounts, kind.parameters).compactMap { amount, parameter in
      parameter.neutral.map { amount == $0 }
    }
    return !pairs.isEmpty && pairs.allSatisfy { $0 }
  }

  /// The picture after the change.
  ///
  /// - Parameters:
  ///   - picture: Grey or colour; samples outside [0, 1] are clamped afterwards.
  ///   - number: Which of many pictures it is, ≥ 0: decides the noise together with the seed.
  ///   - seed: What noise starts from; nothing else depends on it.
  /// - Returns: A picture of the same size and channels in [0, 1].
  /// - Throws: ``AugmentationError/needsColour(_:)`` for grey pictures; ``ImageWritingError`` where a JPEG cannot be that large.
  public func applied(to picture: PlanarImage, number: Int = 0, seed: UInt64 = 0) throws -> PlanarImage {
    try check(channels: picture.channels)
    guard !isNeutral else { return picture.clamped() }
    let changed =
      switch kind {
      case .blur: picture.blurred(sd: amounts[0])
      case .sharpen: picture.sharpened(by: amounts[0], sd: amounts[1])
      case .brightness: picture.brightened(by: amounts[0])
      case .contrast: picture.contrasted(by: amounts[0])
      case .saturation: picture.saturated(by: amounts[0])
      case .hue: picture.hueTurned(byDegrees: amounts[0])
      case .grayscale: picture.converted(toChannels: 1).converted(toChannels: 3)
      case .rotation: picture.turned(byDegrees: amounts[0])
      case .zoom: picture.zoomed(by: amounts[0])
      case .shift: picture.shifted(x: amounts[0], y: amounts[1])
      case .noise: picture.withNoise(sd: amounts[0], number: number, seed: seed)
      case .pixelate: picture.pixelated(block: Int(amounts[0]))
      case .jpeg: try picture.throughJPEG(quality: Int(amounts[0]))
      }
    return changed.clamped()
  }

  /// Checks that pictures of so many channels can be changed so.
  ///
  /// - Parameter channels: 1 or 3.
  /// - Throws: ``AugmentationError/needsColour(_:)``.
  public func check(channels: Int) throws(AugmentationError) {
    guard kind.needsColour, channels != 3 else { return }
    throw .needsColour(description)
  }
}

extension PlanarImage {
  /// The picture with all samples in [0, 1]; NaN becomes 0.
  func clamped() -> PlanarImage {
    guard !samples.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return self }
    return mapSamples { $0 > 0 ? min($0, 1) : 0 }
  }

  /// The picture with every sample changed by itself.
  func mapSamples(_ change: (Float) -> Float) -> PlanarImage {
    PlanarImage(channels: channels, height: height, width: width, samples: samples.map(change))
  }
}
