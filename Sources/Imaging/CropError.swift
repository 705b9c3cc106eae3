#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// A crop that does not lie inside its picture.
public struct CropError: ExplainedError, Equatable {
  /// The picture's file, where it has one.
  public var url: URL?
  /// The picture's width.
  public var width: Int
  /// The picture's height.
  public var height: Int
  /// The crop, in words.
  public var crop: String

  /// The kind of the failure: the picture does not suit the request.
  public var category: FailureCategory { .badData }

  /// One sentence with the sizes and the cure.
  public var description: String {
    """
    \(url.map { "\($0.shownPath): " } ?? "")a picture of \(width) x \(height) pixels is too small for \(crop); use a \
    larger picture or another crop
    """
  }
}
