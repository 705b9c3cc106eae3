#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import CImageCodecs
internal import SafeFiles

extension Animation {
  /// Writes a GIF: the frames go to a hidden file while their colours are counted, and come back to be dithered.
  func writeGIF(to hidden: URL, comment: String?, _ frames: (FrameSink) throws -> Void) throws {
    try HiddenPlace.lend(beside: hidden, for: url) { store in
      var census = ColourCensus()
      var count = 0
      var stored = try OutputFile(creating: store)
      try frames { pixels in
        census.add(pixels)
        try pixels.withUnsafeBytes { try stored.write($0) }
        count += 1
      }
      try stored.finish()
      try encodeGIF(framesAt: store, count: count, palette: ColourPalette(census), comment: comment, to: hidden)
    }
  }

  private func encodeGIF(framesAt store: URL, count: Int, palette: ColourPalette, comment: String?, to hidden: URL)
    throws
  {
    var output = try OutputFile(creating: hidden)
    var bytes = SextantBytes()
    defer { sextant_bytes_release(&bytes) }
    // giflib keeps the address of the bytes while it writes.
    try withUnsafeMutablePointer(to: &bytes) { bytes in
      let encoder = try beginGIF(palette, comment: comment, output: bytes)
      defer { sextant_gif_animation_release(encoder) }
      let clock = FrameClock(framesPerSecond: options.framesPerSecond, unitsPerSecond: 100)
      var source = try InputFile(store)
      var pixels = [UInt8](repeating: 0, count: width * height * 3)
      var dither = PatternDither(palette)
      var shown: [UInt8]?
      for number in 0..<count {
        guard try pixels.withUnsafeMutableBytes({ try source.read(into: $0) }) == pixels.count else {
          throw FileError.cannotWrite(url, reason: "the stored frames were cut off")
        }
        let indices = dither.indices(of: pixels, width: width)
        let changed = changedRectangle(from: shown, to: indices)
        try indices.withUnsafeBufferPointer { indices in
          let frame = SextantGIFFrame(
            indices: indices.baseAddress,
            stride: Int32(width),
            x: Int32(changed.x),
            y: Int32(changed.y),
            width: Int32(changed.width),
            height: Int32(changed.height),
            hundredths: Int32(clock.duration(of: number))
          )
          _ = try calling {
            sextant_gif_animation_add(encoder, frame, $0)
          } isDone: {
            $0 == SextantResultDone
          }
        }
        shown = indices
        try move(bytes, to: &output)
      }
      _ = try calling {
        sextant_gif_animation_finish(encoder, $0)
      } isDone: {
        $0 == SextantResultDone
      }
      try move(bytes, to: &output)
    }
    try output.finish()
  }

  private func move(_ bytes: UnsafeMutablePointer<SextantBytes>, to output: inout OutputFile) throws {
    try output.write(UnsafeRawBufferPointer(start: bytes.pointee.bytes, count: bytes.pointee.count))
    bytes.pointee.count = 0
  }

  private func beginGIF(
    _ palette: ColourPalette,
    comment: String?,
    output: UnsafeMutablePointer<SextantBytes>
  ) throws -> OpaquePointer? {
    func begin(_ comment: UnsafePointer<CChar>?) throws -> OpaquePointer? {
      try palette.colours.flatMap { [$0.x, $0.y, $0.z] }.withUnsafeBufferPointer { colours in
        let settings = SextantGIFSettings(
          width: Int32(width),
          height: Int32(height),
          colours: colours.baseAddress,
          colour_count: Int32(palette.colours.count),
          loops: options.loops,
          comment: comment
        )
        return try calling {
          sextant_gif_animation_begin(settings, output, $0)
        } isDone: {
          $0 != nil
        }
      }
    }
    guard let comment else { return try begin(nil) }
    return try comment.withCString { try begin($0) }
  }

  /// The smallest rectangle with all pixels that change; one pixel when none does, since a frame cannot be empty.
  private func changedRectangle(from shown: [UInt8]?, to indices: [UInt8]) -> PixelRectangle {
    guard let shown else { return PixelRectangle(x: 0, y: 0, width: width, height: height) }
    let rows = (0..<height).filter { row in
      let range = row * width..<(row + 1) * width
      return shown[range] != indices[range]
    }
    guard let top = rows.first, let bottom = rows.last else { return PixelRectangle(x: 0, y: 0, width: 1, height: 1) }
    var (left, right) = (width - 1, 0)
    for row in rows {
      let start = row * width
      if let first = (0..<left).first(where: { shown[start + $0] != indices[start + $0] }) { left = first }
      if let last = (right..<width).last(where: { shown[start + $0] != indices[start + $0] }) { right = last }
    }
    return PixelRectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
