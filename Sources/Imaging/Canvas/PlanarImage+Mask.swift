#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

extension PlanarImage {
  /// A mask from a picture's file: one channel, its alpha where any pixel is not opaque, otherwise its luma.
  init(maskAt url: URL) throws {
    let file = try DecodedFile(FileContents.read(url), name: url, decodesPixels: true)
    if let alpha = file.alpha, alpha.samples.contains(where: { $0 < 1 }) {
      self = alpha.upright(from: file.orientation)
    } else {
      self = file.image.upright(from: file.orientation).converted(toChannels: 1)
    }
  }
}
