#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// Writing frames that arrive one after another as one file, whole or not at all.
///
/// ```swift
/// try AnimationWriter.write(to: url, width: 64, height: 64, recipe: json) { append in
///   for latent in walk { try append(model.decode(latent)) }
/// }
/// ```
///
/// The same frames and options give the same bytes, for MP4 with the same ffmpeg. Memory holds a few frames, never all:
/// WebP and MP4 are encoded on the way, and GIF, whose colours are chosen from all frames, keeps them in a hidden file.
public enum AnimationWriter {
  /// Checks, before any work is done, that an animation could be written.
  ///
  /// - Parameters:
  ///   - url: A name ending in `.webp`, `.gif` or `.mp4`.
  ///   - options: How it is to be played and encoded.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``AnimationError``, also when MP4 is asked for and `ffmpeg` is not there, or `FileError` when the file
  ///   exists or cannot be written.
  public static func check(_ url: URL, options: AnimationOptions = AnimationOptions(), overwrite: Bool) throws {
    let format = try checkedFormat(url, options: options, overwrite: overwrite)
    if format == .mp4 { _ = try FFmpeg(for: url, program: options.ffmpeg) }
  }

  /// Writes an animation in the format of its name.
  ///
  /// Samples are clamped to [0, 1] and become round(255 v); NaN becomes 0. A single frame is an animation too. Where a
  /// side is odd, an MP4 gets a column at the right or a row at the bottom of white.
  ///
  /// - Parameters:
  ///   - url: A name ending in `.webp`, `.gif` or `.mp4`.
  ///   - width: The width of every frame in pixels.
  ///   - height: The height of every frame in pixels.
  ///   - options: How it is played and encoded.
  ///   - recipe: A text to carry along, any Unicode string; ``PlanarImage/recipe(inImageAt:)`` reads it.
  ///   - overwrite: Whether an existing file may be replaced.
  ///   - body: Hands over the frames, in order, by calling the function that it is given; each has shape
  ///     [1 or 3, height, width].
  /// - Throws: ``AnimationError``, `FileError` when the file exists or cannot be written, or what `body` threw; nothing
  ///   is left behind then.
  public static func write(
    to url: URL,
    width: Int,
    height: Int,
    options: AnimationOptions = AnimationOptions(),
    recipe: String? = nil,
    overwrite: Bool = false,
    _ body: (_ append: (PlanarImage) throws -> Void) throws -> Void
  ) throws {
    precondition(width >= 1 && height >= 1, "a picture needs at least one sample")
    let format = try checkedFormat(url, options: options, overwrite: overwrite)
    guard max(width, height) <= format.sideLimit, width * height <= PlanarImage.pixelLimit else {
      throw AnimationError.tooLarge(url, format: format, width: width, height: height)
    }
    let animation = Animation(url: url, format: format, width: width, height: height, options: options)
    let text = try recipe.map { try animation.carriedText($0) }
    try AtomicFile.write(to: url, overwrite: overwrite) { hidden in
      func frames(_ take: (_ pixels: [UInt8]) throws -> Void) throws {
        var count = 0
        // The language has no way to say that `body` does not hand its function back to that function.
        try withoutActuallyEscaping(take) { take in
          try body { frame in
            try take(animation.pixels(of: frame, number: count))
            count += 1
          }
        }
        guard count > 0 else { throw AnimationError.noFrames(url) }
      }
      switch format {
      case .webp: try animation.writeWebP(to: hidden, text: text, frames)
      case .gif: try animation.writeGIF(to: hidden, comment: text, frames)
      case .mp4: try animation.writeMP4(to: hidden, text: text, frames)
      }
    }
  }

  private static func checkedFormat(
    _ url: URL,
    options: AnimationOptions,
    overwrite: Bool
  ) throws -> AnimationFormat {
    guard let format = AnimationFormat(extension: url) else { throw AnimationError.unknownExtension(url) }
    guard format.frameRates.contains(options.framesPerSecond) else {
      throw AnimationError.frameRate(url, format: format, options.framesPerSecond)
    }
    if let quality = options.quality, format.qualities?.contains(quality) != true {
      throw AnimationError.quality(url, format: format, quality)
    }
    try AtomicFile.check(url, overwrite: overwrite)
    return format
  }
}
