#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging
internal import SafeFiles

/// Reads pictures by their paths below a folder, the way a ``PictureCollection`` and an encoded set name them.
public struct PictureSource: Sendable {
  /// The folder that paths start from.
  public let root: URL

  /// A source.
  ///
  /// - Parameter root: The folder that paths start from.
  public init(root: URL) { self.root = root }

  /// The file of a picture.
  ///
  /// - Parameter path: Below the root, or absolute.
  /// - Returns: Its place; nothing is looked up.
  public func url(of path: String) -> URL {
    path.hasPrefix("/")
      ? URL(fileURLWithPath: path, isDirectory: false) : root.appendingPathComponent(path, isDirectory: false)
  }

  /// A picture, upright.
  ///
  /// - Parameters:
  ///   - path: Below the root, or absolute.
  ///   - channels: 3 for colour, 1 for grey.
  /// - Returns: The whole picture in its own size.
  /// - Throws: `FileError` and `ImageReadingError`.
  public func picture(at path: String, channels: Int = 3) throws -> PlanarImage {
    let url = url(of: path)
    return try PlanarImage(decoding: FileContents.read(url), name: url, channels: channels)
  }
}
