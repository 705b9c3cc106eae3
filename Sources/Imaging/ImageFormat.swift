#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The file formats that pictures are read from and written to.
public enum ImageFormat: String, Sendable, CaseIterable {
  /// Lossless, up to 16 bits; the recipe goes into an `iTXt` chunk.
  case png
  /// Lossy; the recipe goes into an XMP segment, or beside the picture when it is longer than a segment.
  case jpeg
  /// Lossless or lossy; the recipe goes into an XMP chunk.
  case webp

  /// The format that a file's name promises.
  ///
  /// - Parameter url: A name ending in `.png`, `.jpg`, `.jpeg` or `.webp`, in any case; others give nil.
  public init?(extension url: URL) {
    switch url.pathExtension.lowercased() {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    case "webp": self = .webp
    default: return nil
    }
  }

  /// The format that a file's first bytes show.
  ///
  /// - Parameter bytes: The beginning of the file, at least 12 bytes of it where it has as many.
  public init?(signature bytes: some Collection<UInt8>) {
    let beginning = Array(bytes.prefix(12))
    if beginning.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if beginning.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if beginning.starts(with: "RIFF".utf8), beginning.dropFirst(8).elementsEqual("WEBP".utf8) {
      self = .webp
    } else {
      return nil
    }
  }

  /// The name for people.
  public var name: String {
    switch self {
    case .png: "PNG"
    case .jpeg: "JPEG"
    case .webp: "WebP"
    }
  }

  /// The largest width and height that a file of this format can have.
  public var sideLimit: Int {
    switch self {
    case .png: Int(Int32.max)
    case .jpeg: 65_500  // libjpeg's JPEG_MAX_DIMENSION; the format itself ends at 65,535.
    case .webp: 16_383
    }
  }

  /// The qualities that can be asked for; nil where the format has none.
  var qualities: ClosedRange<Int>? {
    switch self {
    case .png: nil
    case .jpeg: 1...100
    case .webp: 0...100
    }
  }
}
