#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The program `ffmpeg` and what it can encode.
struct FFmpeg {
  /// Where it is.
  let program: URL
  let encoder: Encoder

  /// The encoders that are used, best first.
  ///
  /// The others for H.264 need hardware that may not be there, or know no constant quality.
  enum Encoder: String, CaseIterable {
    case x264 = "libx264"
    /// MPEG-4 part 2, which every ffmpeg has; older players know it, browsers do not.
    case mpeg4
  }

  /// Finds the program and asks it what it can encode.
  ///
  /// - Parameters:
  ///   - url: The output, for messages.
  ///   - program: Where it is; nil to look for it in `PATH`.
  /// - Throws: ``AnimationError/noFFmpeg(_:program:)`` or ``AnimationError/noEncoder(_:program:)``.
  init(for url: URL, program: URL?) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    guard let found = program.map({ Self.isProgram($0) ? $0 : nil }) ?? Self.program(in: path) else {
      throw AnimationError.noFFmpeg(url, program: program)
    }
    let encoders = try Self.encoders(of: found, for: url)
    guard let encoder = Encoder.allCases.first(where: { encoders.contains($0.rawValue) }) else {
      throw AnimationError.noEncoder(url, program: found)
    }
    self.program = found
    self.encoder = encoder
  }

  /// The first `ffmpeg` in a list of folders, as a shell finds it; an empty name is no folder.
  static func program(in path: String) -> URL? {
    path.split(separator: ":").lazy
      .map { URL(fileURLWithPath: String($0), isDirectory: true).appendingPathComponent("ffmpeg") }
      .first(where: isProgram)
  }

  private static func isProgram(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(url.path, X_OK) == 0
  }

  /// The names in the list that `ffmpeg -encoders` prints: flags, name, description.
  private static func encoders(of program: URL, for url: URL) throws -> Set<String> {
    let hidden = FileManager.default.temporaryDirectory.appendingPathComponent("list")
    return try HiddenPlace.lend(beside: hidden, for: url) { list in
      let child = try ChildProcess(program, ["-hide_banner", "-encoders"], output: list, for: url)
      guard child.finish() == 0 else { throw AnimationError.noEncoder(url, program: program) }
      let text = String(decoding: try FileContents.read(list), as: UTF8.self)
      let names = text.split(whereSeparator: \.isNewline).compactMap { $0.split(separator: " ").dropFirst().first }
      return Set(names.map(String.init))
    }
  }

  /// The arguments for raw frames on the standard input to a file.
  func arguments(for animation: Animation, output: URL) -> [String] {
    let (width, height) = (animation.width, animation.height)
    // Colours are halved in both directions, so that sides are even. Rec. 709 is what players take untagged video for
    // from a certain size on; it is named, so that they need not guess.
    let filter = """
      pad=\(width + width % 2):\(height + height % 2):0:0:white,\
      scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+bitexact,format=yuv420p
      """
    return [
      "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
      "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", "\(width)x\(height)",
      "-framerate", "\(animation.options.framesPerSecond)", "-i", "pipe:0",
      "-vf", filter, "-c:v", encoder.rawValue,
    ] + quality(animation.options.quality) + [
      "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "iec61966-2-1", "-color_range", "tv",
      // One thread and no version numbers: the same bytes on every machine with this ffmpeg.
      "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1",
      "-movflags", "+faststart", "-f", "mp4", "file:\(output.path)",
    ]
  }

  private func quality(_ quality: Int?) -> [String] {
    let factor = quality.map { (51 - Double($0) / 2).rounded() } ?? 18
    switch encoder {
    case .x264: return ["-preset", "medium", "-crf", "\(Int(factor))"]
    case .mpeg4:
      // libx264's own conversion between the two scales.
      let scale = min(max((0.85 * exp2((factor - 12) / 6)).rounded(), 1), 31)
      return ["-q:v", "\(Int(scale))"]
    }
  }
}
