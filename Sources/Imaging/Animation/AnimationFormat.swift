#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The file formats that animations are written to.
public enum AnimationFormat: String, Sendable, CaseIterable {
  /// Lossless or lossy, in full colour; the recipe goes into an XMP chunk.
  case webp
  /// 256 colours in all, dithered; the recipe goes into a comment.
  case gif
  /// H.264, lossy; the program `ffmpeg` makes it. The recipe goes into a box of XMP.
  case mp4

  /// The format that a file's name promises.
  ///
  /// - Parameter url: A name ending in `.webp`, `.gif` or `.mp4`, in any case; others give nil.
  public init?(extension url: URL) { self.init(rawValue: url.pathExtension.lowercased()) }

  /// The format that a file's first bytes show; a WebP may also be a still picture.
  ///
  /// - Parameter bytes: The beginning of the file, at least 12 bytes of it where it has as many.
  public init?(signature bytes: some Collection<UInt8>) {
    let beginning = Array(bytes.prefix(12))
    if beginning.starts(with: "GIF87a".utf8) || beginning.starts(with: "GIF89a".utf8) {
      self = .gif
    } else if beginning.dropFirst(4).starts(with: "ftyp".utf8) {
      self = .mp4
    } else if ImageFormat(signature: beginning) == .webp {
      self = .webp
    } else {
      return nil
    }
  }

  /// The name for people.
  public var name: String {
    switch self {
    case .webp: "WebP"
    case .gif: "GIF"
    case .mp4: "MP4"
    }
  }

  /// The frames per second that can be asked for.
  ///
  /// A GIF counts in hundredths of a second and a WebP in thousandths. Browsers show a GIF's frame of one hundredth, and
  /// a WebP's frame of ten thousandths or less, ten times as long, so that these rates are left out.
  public var frameRates: ClosedRange<Double> {
    switch self {
    case .webp: 1...90
    case .gif: 1...50
    case .mp4: 1...100
    }
  }

  /// The largest width and height that a file of this format can have.
  public var sideLimit: Int {
    switch self {
    case .webp: 16_383
    case .gif: 65_535
    case .mp4: 16_384  // libx264's.
    }
  }

  /// The qualities that can be asked for; nil where the format has none.
  var qualities: ClosedRange<Int>? { self == .gif ? nil : 0...100 }
}
