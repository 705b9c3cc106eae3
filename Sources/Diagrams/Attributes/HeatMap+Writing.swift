public import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension HeatMap {
  /// Writes the map, whole or not at all.
  ///
  /// - Parameters:
  ///   - url: The output; its extension decides the format, `.svg` or one of pictures.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError`, `ImageWritingError` and `DrawingError`.
  public func write(to url: URL, overwrite: Bool) throws {
    if url.isSVG {
      try AtomicFile.write(Data(svg.utf8), to: url, overwrite: overwrite)
    } else {
      // Letters of forty names need the room.
      try picture(width: columns.count > 12 ? 1800 : 900).write(to: url, recipe: nil, overwrite: overwrite)
    }
  }
}
