#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import CImageCodecs
internal import SafeFiles

extension PlanarImage {
  /// The picture as a file's bytes.
  ///
  /// Samples are clamped to [0, 1] and become round(255 v); NaN becomes 0. The same picture gives the same bytes. PNG and
  /// WebP also take four channels: colour, and alpha by which it is not multiplied.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - quality: JPEG 1 ... 100, 95 when nil; WebP 0 ... 100, lossless when nil; PNG has none. JPEG keeps colour at
  ///     full resolution (4:4:4).
  ///   - recipe: A text to carry along, any Unicode string.
  /// - Returns: The whole file.
  /// - Throws: ``ImageWritingError``.
  public func encoded(as format: ImageFormat, quality: Int? = nil, recipe: String? = nil) throws -> Data {
    try encoded(as: format, quality: quality, text: recipe.map { .recipe($0) }, url: nil)
  }

  /// Writes the picture as a file, whole or not at all, in the format of its name.
  ///
  /// A recipe that is too long for a JPEG segment (65,533 bytes) is written to `NAME.jpg.json` beside the picture,
  /// which then says so.
  ///
  /// - Parameters:
  ///   - url: A name ending in `.png`, `.jpg`, `.jpeg` or `.webp`.
  ///   - quality: As for ``encoded(as:quality:recipe:)``.
  ///   - recipe: A text to carry along, any Unicode string.
  ///   - overwrite: Whether an existing file, or an existing sidecar where one is needed, may be replaced.
  /// - Throws: ``ImageWritingError``, or `FileError` when the file exists or cannot be written.
  public func write(to url: URL, quality: Int? = nil, recipe: String? = nil, overwrite: Bool = false) throws {
    guard let format = ImageFormat(extension: url) else { throw ImageWritingError.unknownExtension(url) }
    try AtomicFile.check(url, overwrite: overwrite)
    do {
      let bytes = try encoded(as: format, quality: quality, text: recipe.map { .recipe($0) }, url: url)
      try AtomicFile.write(bytes, to: url, overwrite: overwrite)
    } catch ImageWritingError.recipeTooLong where format == .jpeg {
      let sidecar = Self.sidecar(of: url)
      try AtomicFile.check(sidecar, overwrite: overwrite)
      let bytes = try encoded(as: format, quality: quality, text: .beside, url: url)
      // The picture takes its name last, so that it never points at a recipe that is not there.
      try AtomicFile.write(to: url, overwrite: overwrite) { hidden in
        try bytes.write(to: hidden)
        try AtomicFile.write(Data((recipe ?? "").utf8), to: sidecar, overwrite: overwrite)
      }
    }
  }

  /// Where a recipe stands that its picture has no room for.
  static func sidecar(of url: URL) -> URL { url.appendingPathExtension("json") }

  private func encoded(as format: ImageFormat, quality: Int?, text: XMPPacket?, url: URL?) throws -> Data {
    guard channels == 1 || channels == 3 || channels == 4 && format != .jpeg else {
      throw ImageWritingError.channels(url, channels)
    }
    guard max(width, height) <= format.sideLimit else {
      throw ImageWritingError.tooLarge(url, format: format, width: width, height: height)
    }
    if let quality, format.qualities?.contains(quality) != true {
      throw ImageWritingError.quality(url, format: format, quality)
    }
    let carried = try text.map { try carriedText($0, by: format, url: url) }
    let stored = format == .webp && channels == 1 ? converted(toChannels: 3) : self
    var bytes = SextantBytes()
    // As long as the messages of CImageCodecs.
    let (result, reason) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
      message.initialize(repeating: 0)
      let result = stored.interleaved.withUnsafeBufferPointer { pixels in
        RecipeText.keyword.withCString { keyword in
          withOptionalCString(carried) { text in
            let source = SextantSource(
              width: UInt32(width),
              height: UInt32(height),
              channels: UInt32(stored.channels),
              pixels: pixels.baseAddress,
              keyword: keyword,
              text: text
            )
            return switch format {
            case .png: sextant_png_write(source, &bytes, message.baseAddress)
            case .jpeg: sextant_jpeg_write(source, Int32(quality ?? 95), &bytes, message.baseAddress)
            case .webp: sextant_webp_write(source, Int32(quality ?? -1), &bytes, message.baseAddress)
            }
          }
        }
      }
      return (result, String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    guard result == SextantResultDone, let start = bytes.bytes else {
      throw ImageWritingError.codec(url, format: format, reason: reason)
    }
    defer { sextant_bytes_release(&bytes) }
    return Data(bytes: start, count: bytes.count)
  }

  /// The text as the format carries it; refused when the format has no room.
  private func carriedText(_ text: XMPPacket, by format: ImageFormat, url: URL?) throws -> String {
    let carried: String
    if format == .png, case .recipe(let recipe) = text {
      carried = RecipeText.text(of: recipe)
    } else {
      carried = text.text
    }
    // An APP1 segment ends at 65,533 bytes and begins with a name of 29. Elsewhere the limit is our own: half of what
    // the PNG reader takes, so that every recipe that is written can also be read.
    let room = format == .jpeg ? 65_533 - 29 : 1 << 25
    guard carried.utf8.count <= room else {
      throw ImageWritingError.recipeTooLong(url, format: format, bytes: carried.utf8.count)
    }
    return carried
  }

  /// The samples in 8 bits, pixel after pixel.
  var interleaved: [UInt8] {
    let plane = width * height
    return [UInt8](unsafeUninitializedCapacity: samples.count) { output, count in
      samples.withUnsafeBufferPointer { input in
        for channel in 0..<channels {
          for index in 0..<plane { output[index * channels + channel] = Self.byte(input[channel * plane + index]) }
        }
      }
      count = samples.count
    }
  }
}

private func withOptionalCString<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
  guard let text else { return body(nil) }
  return text.withCString { body($0) }
}
