#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can keep an animation from being written, or its recipe from being read.
public enum AnimationError: ExplainedError, Equatable {
  /// The name does not end like a format that is written.
  case unknownExtension(URL)
  /// The format has other frame rates.
  case frameRate(URL, format: AnimationFormat, Double)
  /// The format has other qualities.
  case quality(URL, format: AnimationFormat, Int)
  /// The format ends at a smaller width or height.
  case tooLarge(URL, format: AnimationFormat, width: Int, height: Int)
  /// No frame came.
  case noFrames(URL)
  /// A frame has another size than the animation; `frame` counts from 0.
  case frameSize(URL, frame: Int, width: Int, height: Int, expectedWidth: Int, expectedHeight: Int)
  /// A frame has neither one channel nor three; `frame` counts from 0.
  case channels(URL, frame: Int, Int)
  /// The format has no room for a text of this length.
  case recipeTooLong(URL, format: AnimationFormat, bytes: Int)
  /// The program `ffmpeg` is not installed, or not where it was named.
  case noFFmpeg(URL, program: URL?)
  /// The program `ffmpeg` has no encoder for video that could be used.
  case noEncoder(URL, program: URL)
  /// The codec refuses.
  case codec(URL, format: AnimationFormat, reason: String)
  /// An animation whose recipe is asked for is cut off, or its recipe was changed.
  case damaged(URL, format: AnimationFormat, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .unknownExtension, .frameRate, .quality, .tooLarge, .noFrames, .frameSize, .channels, .recipeTooLong: .usage
    case .noFFmpeg, .noEncoder: .missingLibrary
    case .codec: .cannotCreate
    case .damaged: .badData
    }
  }

  /// One sentence with the file and the cure.
  public var description: String {
    switch self {
    case .unknownExtension(let url):
      "\(url.shownPath): animations are written as .webp, .gif or .mp4; choose a name that ends so"
    case .frameRate(let url, let format, let rate):
      """
      \(url.shownPath): \(format.name) cannot show \(Self.shown(rate)) frames per second; choose from \
      \(Self.shown(format.frameRates.lowerBound)) to \(Self.shown(format.frameRates.upperBound))
      """
    case .quality(let url, let format, let quality):
      if let qualities = format.qualities {
        """
        \(url.shownPath): \(quality) is no quality of \(format.name); choose one from \(qualities.lowerBound) to \
        \(qualities.upperBound)
        """
      } else {
        "\(url.shownPath): \(format.name) has no quality; leave it out or write a .webp or .mp4"
      }
    case .tooLarge(let url, let format, let width, let height):
      """
      \(url.shownPath): frames of \(width) x \(height) pixels are too large for \(format.name), which ends at \
      \(format.sideLimit) on a side; make them smaller
      """
    case .noFrames(let url):
      "\(url.shownPath): an animation needs at least one frame; none came"
    case .frameSize(let url, let frame, let width, let height, let expectedWidth, let expectedHeight):
      """
      \(url.shownPath): frame \(frame) is \(width) x \(height) pixels, the animation \(expectedWidth) x \
      \(expectedHeight); all frames must have one size
      """
    case .channels(let url, let frame, let channels):
      "\(url.shownPath): frame \(frame) has \(channels) channels; only 1 (grey) or 3 (colour) can be written"
    case .recipeTooLong(let url, let format, let bytes):
      "\(url.shownPath): a recipe of \(bytes) bytes is too long for a \(format.name) animation; use fewer anchors, frames or cells"
    case .noFFmpeg(let url, let program):
      """
      \(url.shownPath): MP4 needs the program ffmpeg, which \
      \(program.map { "is not at \($0.shownPath)" } ?? "is not installed"); install it (apt-get install ffmpeg, brew \
      install ffmpeg), or write a .webp or .gif
      """
    case .noEncoder(let url, let program):
      """
      \(url.shownPath): \(program.shownPath) can encode neither H.264 (libx264) nor MPEG-4; install a whole ffmpeg \
      (apt-get install ffmpeg, brew install ffmpeg), or write a .webp or .gif
      """
    case .codec(let url, let format, let reason):
      "\(url.shownPath): the \(format.name) animation cannot be made (\(reason)); write another format"
    case .damaged(let url, let format, let reason):
      "\(url.shownPath): the \(format.name) animation is damaged (\(reason)); copy or download it again"
    }
  }

  /// 24 instead of 24.0.
  private static func shown(_ rate: Double) -> String { Int(exactly: rate).map { "\($0)" } ?? "\(rate)" }
}
