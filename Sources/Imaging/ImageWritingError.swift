#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can keep a picture from being encoded.
///
/// The place is nil when a picture is encoded in memory.
public enum ImageWritingError: ExplainedError, Equatable {
  /// The name does not end like a format that is written.
  case unknownExtension(URL)
  /// The format ends at a smaller width or height.
  case tooLarge(URL?, format: ImageFormat, width: Int, height: Int)
  /// The format has other qualities.
  case quality(URL?, format: ImageFormat, Int)
  /// Files hold one channel, three, or, but for JPEG, four.
  case channels(URL?, Int)
  /// The format has no room for a text of this length.
  case recipeTooLong(URL?, format: ImageFormat, bytes: Int)
  /// The codec refuses.
  case codec(URL?, format: ImageFormat, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .unknownExtension, .tooLarge, .quality, .channels, .recipeTooLong: .usage
    case .codec: .cannotCreate
    }
  }

  /// One sentence with the file and the cure.
  public var description: String {
    switch self {
    case .unknownExtension(let url):
      "\(url.shownPath): pictures are written as .png, .jpg or .webp; choose a name that ends so"
    case .tooLarge(let url, let format, let width, let height):
      """
      \(prefix(url))a picture of \(width) x \(height) pixels is too large for \(format.name), which ends at \
      \(format.sideLimit) on a side; \(format == .png ? "make it smaller" : "write a .png instead")
      """
    case .quality(let url, let format, let quality):
      if let qualities = format.qualities {
        """
        \(prefix(url))\(quality) is no quality of \(format.name); choose one from \(qualities.lowerBound) to \
        \(qualities.upperBound)
        """
      } else {
        "\(prefix(url))\(format.name) has no quality; leave it out or write a .jpg or .webp"
      }
    case .channels(let url, let channels):
      """
      \(prefix(url))a picture of \(channels) channels cannot be written; only 1 (grey), 3 (colour) or, as PNG or WebP, 4 \
      (colour and alpha) can
      """
    case .recipeTooLong(let url, let format, let bytes):
      """
      \(prefix(url))a recipe of \(bytes) bytes is too long for a \(format.name) picture; \
      \(format == .jpeg ? "make it a PNG or WebP" : "use fewer anchors")
      """
    case .codec(let url, let format, let reason):
      "\(prefix(url))the \(format.name) picture cannot be made (\(reason)); write another format"
    }
  }

  private func prefix(_ url: URL?) -> String { url.map { "\($0.shownPath): " } ?? "" }
}
