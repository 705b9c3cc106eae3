#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

extension Animation {
  /// Writes an MP4 by handing raw frames to ffmpeg.
  ///
  /// ffmpeg works in a hidden folder: when the program is ended the folder goes, and an ffmpeg that is slow to open its
  /// file then finds no place for it.
  func writeMP4(to hidden: URL, text: String?, _ frames: (FrameSink) throws -> Void) throws {
    let ffmpeg = try FFmpeg(for: url, program: options.ffmpeg)
    try HiddenPlace.lend(beside: hidden, for: url) { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      let (video, log) = (folder.appendingPathComponent("video"), folder.appendingPathComponent("log"))
      let child = try ChildProcess(ffmpeg.program, ffmpeg.arguments(for: self, output: video), output: log, for: url)
      var isRefused = false
      do {
        try frames { pixels in
          guard child.write(pixels) else {
            isRefused = true
            throw failure("ffmpeg takes no more frames")
          }
        }
      } catch  where isRefused {
        // What it printed says more.
      }
      let status = child.finish()
      guard status == 0, !isRefused else {
        throw failure("ffmpeg: \(lastLine(of: log) ?? "it ended with status \(status)")")
      }
      try copy(video, adding: text.map(XMPBox.bytes(of:)) ?? [], to: hidden)
    }
  }

  private func copy(_ video: URL, adding box: [UInt8], to hidden: URL) throws {
    var source = try InputFile(video)
    var output = try OutputFile(creating: hidden)
    try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while case let count = try source.read(into: buffer), count > 0 {
        try output.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    try output.write(box)
    try output.finish()
  }

  private func lastLine(of log: URL) -> String? {
    guard let bytes = try? FileContents.read(log) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).last.map(String.init)
  }
}
