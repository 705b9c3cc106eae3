#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import CImageCodecs

/// What a codec found in a file; gives the codec's memory back when it goes.
struct DecodedFile: ~Copyable {
  private var picture: SextantPicture
  /// The format of the bytes, whatever the file's name says.
  let format: ImageFormat

  /// Decodes bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: The file's place, for messages.
  ///   - decodesPixels: False when only the text is wanted.
  /// - Throws: ``ImageReadingError``.
  init(_ bytes: Data, name: URL, decodesPixels: Bool) throws {
    guard let format = ImageFormat(signature: bytes) else {
      throw ImageReadingError.notAPicture(name, beginning: Self.beginning(of: bytes))
    }
    var picture = SextantPicture()
    let result = bytes.withUnsafeBytes { buffer in
      RecipeText.keyword.withCString { keyword in
        let reading = SextantReading(
          pixel_limit: UInt64(PlanarImage.pixelLimit),
          decodes_pixels: decodesPixels,
          keyword: keyword
        )
        let start = buffer.bindMemory(to: UInt8.self).baseAddress
        return switch format {
        case .png: sextant_png_read(start, buffer.count, reading, &picture)
        case .jpeg: sextant_jpeg_read(start, buffer.count, reading, &picture)
        case .webp: sextant_webp_read(start, buffer.count, reading, &picture)
        }
      }
    }
    guard result != SextantResultTooLarge else {
      throw ImageReadingError.tooLarge(name, width: Int(picture.width), height: Int(picture.height))
    }
    guard result == SextantResultDone else {
      throw ImageReadingError.damaged(name, format: format, reason: codecMessage(of: picture.message))
    }
    self.picture = picture
    self.format = format
  }

  deinit {
    var picture = picture
    sextant_picture_release(&picture)
  }

  /// The text of PNG's chunk or the XMP packet, as bytes; nil without one.
  var text: [UInt8]? { picture.has_text ? Self.array(picture.text) : nil }

  /// Width and height of the picture as stored.
  var storedSize: (width: Int, height: Int) { (Int(picture.width), Int(picture.height)) }

  /// How the pixels must be turned.
  var orientation: Orientation { Orientation(exif: Self.array(picture.exif)) }

  /// The picture as stored, of one channel where the file is grey and of three otherwise; alpha is gone.
  var image: PlanarImage {
    switch picture.layout {
    case SextantLayoutGrey: picture.bits_per_sample == 16 ? opaque16(1) : opaque8(1)
    case SextantLayoutRGB: picture.bits_per_sample == 16 ? opaque16(3) : opaque8(3)
    case SextantLayoutGreyAlpha:
      picture.bits_per_sample == 16 ? onWhite(UInt16.self, 1) : onWhite(UInt8.self, 1)
    case SextantLayoutRGBA:
      picture.bits_per_sample == 16 ? onWhite(UInt16.self, 3) : onWhite(UInt8.self, 3)
    default: fromInks
    }
  }

  /// The alpha of the picture as stored, one channel; nil where the file has none.
  var alpha: PlanarImage? {
    let channels: Int
    switch picture.layout {
    case SextantLayoutGreyAlpha: channels = 1
    case SextantLayoutRGBA: channels = 3
    default: return nil
    }
    return picture.bits_per_sample == 16 ? alpha(UInt16.self, after: channels) : alpha(UInt8.self, after: channels)
  }

  private func alpha<Sample: FixedWidthInteger & UnsignedInteger>(_ type: Sample.Type, after channels: Int)
    -> PlanarImage
  {
    planar(type, channels: 1, stride: channels + 1) { pixel, _ in Float(pixel[channels]) / Float(Sample.max) }
  }

  /// Calls `body` with the bytes of the pixels where they are all there is to the picture: 8 bits, opaque, upright, and as
  /// many channels as wanted; nil otherwise.
  func withUprightBytes<Result>(channels: Int, _ body: (UnsafePointer<UInt8>) -> Result) -> Result? {
    let layout = channels == 1 ? SextantLayoutGrey : SextantLayoutRGB
    guard picture.layout == layout, picture.bits_per_sample == 8, orientation == .topLeft,
      let pixels = picture.pixels.bytes
    else { return nil }
    return body(pixels)
  }

  /// v / 255 of every v: photographs have more samples than that, and a division takes longer than a look-up.
  private static let fractions = (0...255).map { Float($0) / 255 }

  /// Samples as stored: v / 255.
  private func opaque8(_ channels: Int) -> PlanarImage {
    Self.fractions.withUnsafeBufferPointer { fractions in
      planar(UInt8.self, channels: channels, stride: channels) { pixel, channel in fractions[Int(pixel[channel])] }
    }
  }

  /// Samples as stored: v / 65,535.
  private func opaque16(_ channels: Int) -> PlanarImage {
    planar(UInt16.self, channels: channels, stride: channels) { pixel, channel in Float(pixel[channel]) / 65_535 }
  }

  /// Samples over white: a v + (1 - a).
  private func onWhite<Sample: FixedWidthInteger & UnsignedInteger>(
    _ type: Sample.Type,
    _ channels: Int
  ) -> PlanarImage {
    let scale = Float(Sample.max)
    return planar(type, channels: channels, stride: channels + 1) { pixel, channel in
      let alpha = Float(pixel[channels]) / scale
      return alpha * (Float(pixel[channel]) / scale) + (1 - alpha)
    }
  }

  /// Cyan, magenta and yellow under black, without a colour profile: red = (1 - c) (1 - k), and so on.
  private var fromInks: PlanarImage {
    planar(UInt8.self, channels: 3, stride: 4) { pixel, channel in
      Float(Int(pixel[channel]) * Int(pixel[3])) / (255 * 255)
    }
  }

  @inline(__always)
  private func planar<Sample: FixedWidthInteger & UnsignedInteger>(
    _ type: Sample.Type,
    channels: Int,
    stride: Int,
    _ sample: (UnsafePointer<Sample>, Int) -> Float
  ) -> PlanarImage {
    let (width, height) = (Int(picture.width), Int(picture.height))
    let plane = width * height
    let samples = [Float](unsafeUninitializedCapacity: channels * plane) { output, count in
      UnsafeRawBufferPointer(start: picture.pixels.bytes, count: picture.pixels.count)
        .withMemoryRebound(to: Sample.self) { pixels in
          guard let start = pixels.baseAddress else { return }
          for channel in 0..<channels {
            let target = output.extracting(channel * plane..<(channel + 1) * plane)
            var pixel = start
            for index in 0..<plane {
              target[index] = sample(pixel, channel)
              pixel += stride
            }
          }
        }
      count = channels * plane
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: samples)
  }

  private static func array(_ bytes: SextantBytes) -> [UInt8] {
    Array(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count))
  }

  /// The first bytes for a message: as text where they are text, otherwise in hexadecimal.
  private static func beginning(of bytes: Data) -> String {
    let first = Array(bytes.prefix(12))
    let textual = first.prefix { (0x20..<0x7F).contains($0) }
    if textual.count >= 4 { return "\"\(String(decoding: textual, as: UTF8.self))\"" }
    return first.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}

/// A codec's message, which C keeps in a fixed array.
func codecMessage<Storage>(of storage: Storage) -> String {
  withUnsafeBytes(of: storage) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
