public import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What a request gave: a picture, its recipe, and what was measured on the way.
public struct Drawing: Sendable {
  /// The picture.
  public let picture: PlanarImage
  /// How it was made.
  public internal(set) var recipe: Recipe
  /// What was measured, for `--json`.
  public let measurements: any Measurements
  /// Sentences that the person should read: what was assumed, what lies far from the prior.
  public internal(set) var notes: [String]
  /// The same picture as lines and text, for a drawing that is a chart.
  public var chart: LineChart?

  /// Checks, before anything is drawn, that a picture could be written.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - isChart: Whether `.svg` is an extension too.
  ///   - isTransparent: Whether the picture has alpha.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError`, `ImageWritingError` for an extension that no format has, and ``RequestError`` for a format that has
  ///   no alpha.
  public static func checkOutput(
    _ url: URL,
    isChart: Bool = false,
    isTransparent: Bool = false,
    overwrite: Bool
  ) throws {
    let format = ImageFormat(extension: url)
    guard format != nil || (isChart && url.isSVG) else { throw ImageWritingError.unknownExtension(url) }
    guard !isTransparent || format != .jpeg else {
      throw RequestError.invalid(
        option: "--background none",
        reason: "\(url.shownPath) would be a JPEG, which has no alpha; write a .png or .webp, or name a color"
      )
    }
    try AtomicFile.check(url, overwrite: overwrite)
  }

  /// Writes the picture with its recipe inside, whole or not at all.
  ///
  /// - Parameters:
  ///   - url: The output; its extension decides the format, `.svg` for a chart too.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError` and `ImageWritingError` where it cannot be written.
  public func write(to url: URL, overwrite: Bool = false) throws {
    if let chart, url.isSVG {
      try AtomicFile.write(Data(chart.svg(carrying: try recipe.text()).utf8), to: url, overwrite: overwrite)
      return
    }
    try picture.write(to: url, recipe: try recipe.text(), overwrite: overwrite)
  }
}

extension URL {
  /// Whether the name promises an SVG document.
  var isSVG: Bool { pathExtension.lowercased() == "svg" }
}

/// Numbers that a verb reports: JSON for programs, lines for people.
public protocol Measurements: Encodable, Sendable {
  /// What a person reads; may be empty.
  var lines: [String] { get }
}
