/// One picture: shape [c, h, w], planar, row-major, `Float32`, nominally in [0, 1].
///
/// Channels are grey (c = 1) or sRGB red, green, blue (c = 3), as stored in files: no linearisation; pictures that are only
/// written may have alpha as well (c = 4). Values may leave [0, 1] on the way (Lanczos rings, decoders overshoot); they are
/// clamped, never wrapped, when a picture is encoded.
public struct PlanarImage: Sendable, Equatable {
  /// The number of channels, c ≥ 1.
  public let channels: Int
  /// The height in pixels, h ≥ 1.
  public let height: Int
  /// The width in pixels, w ≥ 1.
  public let width: Int
  /// The c × h × w samples, plane after plane.
  public var samples: [Float] {
    didSet { precondition(samples.count == channels * height * width, "c × h × w samples are needed") }
  }

  /// A picture over samples that are laid out already.
  ///
  /// - Parameters:
  ///   - channels: c ≥ 1.
  ///   - height: h ≥ 1.
  ///   - width: w ≥ 1.
  ///   - samples: c × h × w numbers, plane after plane.
  public init(channels: Int, height: Int, width: Int, samples: [Float]) {
    precondition(channels >= 1 && height >= 1 && width >= 1, "a picture needs at least one sample")
    precondition(samples.count == channels * height * width, "c × h × w samples are needed")
    self.channels = channels
    self.height = height
    self.width = width
    self.samples = samples
  }

  /// A picture of one value.
  ///
  /// - Parameters:
  ///   - channels: c ≥ 1.
  ///   - height: h ≥ 1.
  ///   - width: w ≥ 1.
  ///   - value: Every sample; 1 is white.
  public init(channels: Int, height: Int, width: Int, repeating value: Float) {
    self.init(
      channels: channels,
      height: height,
      width: width,
      samples: [Float](repeating: value, count: channels * height * width)
    )
  }
}
