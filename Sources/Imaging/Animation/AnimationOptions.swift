#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// How an animation is played and encoded.
public struct AnimationOptions: Sendable, Equatable {
  /// The frames shown in a second, within ``AnimationFormat/frameRates``.
  ///
  /// Where the format counts in coarser steps, the time at which each frame begins is rounded, not its duration, so that
  /// no error adds up: n frames last n / framesPerSecond to within half a step.
  public var framesPerSecond: Double
  /// Whether the animation begins again when it ends.
  ///
  /// An MP4 does not say; there the player, or the page that shows it, decides.
  public var loops: Bool
  /// What is kept of the pixels; nil for the format's usual.
  ///
  /// - WebP: 0 ... 100 as libwebp counts; nil is lossless.
  /// - MP4: 0 ... 100 is a constant rate factor of 51 - quality / 2, rounded; nil is 18, which eyes hardly tell from the
  ///   original.
  /// - GIF has none.
  public var quality: Int?
  /// The program that encodes MP4; nil for the `ffmpeg` that is found in `PATH`.
  public var ffmpeg: URL?

  /// Options that differ from the usual in what is named.
  ///
  /// - Parameters:
  ///   - framesPerSecond: The frames shown in a second.
  ///   - loops: Whether the animation begins again when it ends.
  ///   - quality: What is kept of the pixels.
  ///   - ffmpeg: The program that encodes MP4.
  public init(framesPerSecond: Double = 24, loops: Bool = true, quality: Int? = nil, ffmpeg: URL? = nil) {
    self.framesPerSecond = framesPerSecond
    self.loops = loops
    self.quality = quality
    self.ffmpeg = ffmpeg
  }
}
