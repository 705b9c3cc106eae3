#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import CImageCodecs
internal import SafeFiles

extension Animation {
  /// Writes an animated WebP, whose encoded frames stay in memory until the end.
  ///
  /// Only what changes from frame to frame is stored, and several equal frames become a long one.
  func writeWebP(to hidden: URL, text: String?, _ frames: (FrameSink) throws -> Void) throws {
    let quality = Int32(options.quality ?? -1)
    let encoder = try calling {
      sextant_webp_animation_begin(UInt32(width), UInt32(height), quality, options.loops, $0)
    } isDone: {
      $0 != nil
    }
    defer { sextant_webp_animation_release(encoder) }
    let clock = FrameClock(framesPerSecond: options.framesPerSecond, unitsPerSecond: 1000)
    func milliseconds(_ frame: Int) throws -> Int32 {
      guard let time = Int32(exactly: clock.beginning(of: frame)) else { throw failure("it is too long") }
      return time
    }
    var count = 0
    try frames { pixels in
      let time = try milliseconds(count)
      _ = try calling {
        sextant_webp_animation_add(encoder, pixels, time, $0)
      } isDone: {
        $0 == SextantResultDone
      }
      count += 1
    }
    let end = try milliseconds(count)
    var bytes = SextantBytes()
    defer { sextant_bytes_release(&bytes) }
    _ = try calling {
      sextant_webp_animation_finish(encoder, end, text, &bytes, $0)
    } isDone: {
      $0 == SextantResultDone
    }
    var file = try OutputFile(creating: hidden)
    try file.write(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
    try file.finish()
  }
}
