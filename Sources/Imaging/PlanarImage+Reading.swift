#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension PlanarImage {
  /// The largest number of pixels that is read or drawn, 2^28: 16,384 x 16,384.
  ///
  /// A header that names more is refused before anything is allocated for it, since a few bytes can claim any size.
  public static let pixelLimit = 1 << 28

  /// Reads a PNG, JPEG or WebP file.
  ///
  /// The bytes decide the format, not the name. The picture stands upright (EXIF orientation), is opaque (alpha over
  /// white) and has samples v / 255, or v / 65,535 from 16-bit files. Ink pictures (CMYK, YCCK) become red, green, blue;
  /// of animations the first frame is read. Colour profiles are not applied, as in the pictures models are trained on.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - channels: 3 for colour, 1 for grey; what the file has is converted (``converted(toChannels:)``).
  /// - Throws: ``ImageReadingError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  public init(contentsOf url: URL, channels: Int = 3) throws {
    try self.init(decoding: FileContents.read(url), name: url, channels: channels)
  }

  /// Decodes the bytes of a PNG, JPEG or WebP file, as ``init(contentsOf:channels:)`` does.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What to call it in messages.
  ///   - channels: 3 for colour, 1 for grey.
  /// - Throws: ``ImageReadingError``.
  public init(decoding bytes: Data, name: URL, channels: Int = 3) throws {
    guard channels == 1 || channels == 3 else { throw ImageReadingError.channels(name, channels) }
    let file = try DecodedFile(bytes, name: name, decodesPixels: true)
    self = file.image.upright(from: file.orientation).converted(toChannels: channels)
  }
}
