#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging
internal import SafeFiles

/// Reads pictures by their paths below a folder, the way a ``PictureCollection`` and an encoded set name them.
///
/// A path is that of a PNG, JPEG or WebP file, or `train-images-idx3-ubyte.gz:17`, a picture inside an IDX file. Files of
/// pictures are read once and kept; those whose name begins with `emnist` have rows and columns changed back.
public struct PictureSource: Sendable {
  /// The folder that paths start from.
  public let root: URL

  private let shelf = IDXShelf()

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

  /// The file that has many pictures, of which one is meant.
  ///
  /// - Parameter path: Below the root, or absolute.
  /// - Returns: Nil for a picture that is a file of its own.
  public func container(of path: String) -> URL? { IDXShelf.place(of: url(of: path))?.file }

  /// A picture, upright.
  ///
  /// - Parameters:
  ///   - path: Below the root, or absolute.
  ///   - channels: 3 for colour, 1 for grey.
  /// - Returns: The whole picture in its own size.
  /// - Throws: `FileError`, `ImageReadingError`, and ``IDXError``.
  public func picture(at path: String, channels: Int = 3) throws -> PlanarImage {
    let url = url(of: path)
    if let (file, number) = IDXShelf.place(of: url) {
      return try shelf.picture(number, in: file).converted(toChannels: channels)
    }
    return try PlanarImage(decoding: FileContents.read(url), name: url, channels: channels)
  }

  /// A picture as a model sees it, and how large it was.
  ///
  /// - Parameters:
  ///   - path: Below the root, or absolute.
  ///   - preparation: The crop and the filter.
  ///   - channels: The model's channels, 1 or 3.
  ///   - width: The model's width.
  ///   - height: The model's height.
  /// - Returns: A picture of that size.
  /// - Throws: As ``picture(at:channels:)``, and `CropError` with the picture's name.
  public func picture(
    at path: String,
    preparation: ImagePreparation,
    channels: Int,
    width: Int,
    height: Int
  ) throws -> PreparedPicture {
    let url = url(of: path)
    guard IDXShelf.place(of: url) != nil else {
      return try preparation.decode(
        FileContents.read(url),
        name: url,
        channels: channels,
        width: width,
        height: height
      )
    }
    let whole = try picture(at: path, channels: channels)
    do {
      let image = try preparation.apply(to: whole, width: width, height: height)
      return PreparedPicture(image: image, width: whole.width, height: whole.height)
    } catch var error as CropError {
      error.url = url
      throw error
    }
  }
}
