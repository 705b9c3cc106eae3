#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can be wrong with a picture's file.
public enum ImageReadingError: ExplainedError, Equatable {
  /// The first bytes are those of no format that is read; `beginning` shows them.
  case notAPicture(URL, beginning: String)
  /// The file is cut off or corrupt.
  case damaged(URL, format: ImageFormat, reason: String)
  /// The header names more than ``PlanarImage/pixelLimit`` pixels.
  case tooLarge(URL, width: Int, height: Int)
  /// Pictures have one channel or three.
  case channels(URL, Int)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .notAPicture, .damaged, .tooLarge: .badData
    case .channels: .usage
    }
  }

  /// One sentence with the file and the cure.
  public var description: String {
    switch self {
    case .notAPicture(let url, let beginning):
      "\(url.shownPath): is not a PNG, JPEG or WebP picture (it begins with \(beginning)); convert it to one of these"
    case .damaged(let url, let format, let reason):
      "\(url.shownPath): the \(format.name) picture is damaged (\(reason)); copy or download it again"
    case .tooLarge(let url, let width, let height):
      """
      \(url.shownPath): the picture says it is \(width) x \(height) pixels, more than the limit of \
      \(PlanarImage.pixelLimit) pixels in all; make it smaller first
      """
    case .channels(let url, let channels):
      "\(url.shownPath): cannot be read with \(channels) channels; ask for 1 (grey) or 3 (colour)"
    }
  }
}
