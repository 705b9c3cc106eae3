/// The size of the pictures that a model takes and gives.
public struct ImageShape: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The number of channels: 1 for grey, 3 for red, green, blue.
  public let channels: Int
  /// The height in pixels.
  public let height: Int
  /// The width in pixels.
  public let width: Int

  /// A size, every part at least 1.
  ///
  /// - Parameters:
  ///   - channels: 1 or 3.
  ///   - height: The height in pixels.
  ///   - width: The width in pixels.
  public init(channels: Int, height: Int, width: Int) {
    precondition(channels >= 1 && height >= 1 && width >= 1, "a picture needs at least one sample")
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// The number of samples of one picture, c · h · w.
  public var count: Int { channels * height * width }

  /// Channels × height × width, such as `3x64x64`.
  public var description: String { "\(channels)x\(height)x\(width)" }
}
