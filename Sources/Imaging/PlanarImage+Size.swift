#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension PlanarImage {
  /// The size of a picture in a file, as it stands upright (EXIF orientation).
  ///
  /// - Parameter url: A PNG, JPEG or WebP file; its pixels are not decoded.
  /// - Returns: Width and height in pixels.
  /// - Throws: ``ImageReadingError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  public static func size(ofImageAt url: URL) throws -> (width: Int, height: Int) {
    let file = try DecodedFile(FileContents.read(url), name: url, decodesPixels: false)
    let (width, height) = file.storedSize
    return file.orientation.swapsSides ? (height, width) : (width, height)
  }
}
