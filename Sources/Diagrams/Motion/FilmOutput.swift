public import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Where an animation goes: one file that plays, or a folder of numbered frames.
public struct FilmOutput: Sendable {
  private enum Place {
    case file(URL, AnimationOptions)
    case frames(FrameOutput)
  }

  private let place: Place
  private let overwrite: Bool

  /// The name of the format, for people and programs.
  public let format: String

  /// An output, checked before any work is done.
  ///
  /// - Parameters:
  ///   - url: A name ending in `.webp`, `.gif` or `.mp4` means an animation, one without an extension or with a slash at
  ///     its end a folder of frames.
  ///   - options: How the animation is played and encoded.
  ///   - frameFormat: The format of the frames of a folder, PNG where nil.
  ///   - overwrite: Whether what exists may be replaced.
  /// - Throws: `AnimationError`, `FileError` and ``RequestError`` where nothing could be written.
  public init(at url: URL, options: AnimationOptions, frameFormat: ImageFormat? = nil, overwrite: Bool) throws {
    self.overwrite = overwrite
    if AnimationFormat(extension: url) != nil, !url.hasDirectoryPath {
      if let frameFormat {
        throw RequestError.invalid(
          option: "--format \(frameFormat.rawValue)",
          reason: "it is for the frames of a folder, and \(url.lastPathComponent) is one file; leave it out"
        )
      }
      try AnimationWriter.check(url, options: options, overwrite: overwrite)
      place = .file(url, options)
      format = url.pathExtension.lowercased()
      return
    }
    guard url.hasDirectoryPath || url.pathExtension.isEmpty else {
      throw RequestError.invalid(
        option: "--out \(url.shownPath)",
        reason:
          "animations are written as .webp, .gif or .mp4; choose a name that ends so, or for a folder of frames write "
          + "\(url.shownPath)/"
      )
    }
    let output = try FrameOutput(at: url, format: frameFormat, overwrite: overwrite)
    place = .frames(output)
    format = output.format.rawValue
  }

  /// Decodes a film into the output, whole or not at all.
  ///
  /// - Parameter film: What is written.
  /// - Returns: The size of a frame in pixels.
  /// - Throws: The errors of models, sheets and files.
  @discardableResult
  public func write(_ film: Film) throws -> (width: Int, height: Int) {
    let size = try film.frameSize()
    switch place {
    case .file(let url, let options):
      try AnimationWriter.write(
        to: url,
        width: size.width,
        height: size.height,
        options: options,
        recipe: try film.recipe.text(),
        overwrite: overwrite
      ) { append in
        try withoutActuallyEscaping(append) { append in try film.frames { _, picture in try append(picture) } }
      }
    case .frames(let output):
      try output.write { write in
        try withoutActuallyEscaping(write) { write in
          try film.frames { number, picture in try write(number, picture, try film.recipe(ofFrame: number).text()) }
        }
      }
    }
    return size
  }
}
