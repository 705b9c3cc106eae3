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
  public let recipe: Recipe
  /// What was measured, for `--json`.
  public let measurements: any Measurements
  /// Sentences that the person should read: what was assumed, what lies far from the prior.
  public let notes: [String]

  /// Checks, before anything is drawn, that a picture could be written.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError`, and `ImageWritingError` for an extension that no format has.
  public static func checkOutput(_ url: URL, overwrite: Bool) throws {
    guard ImageFormat(extension: url) != nil else { throw ImageWritingError.unknownExtension(url) }
    try AtomicFile.check(url, overwrite: overwrite)
  }

  /// Writes the picture with its recipe inside, whole or not at all.
  ///
  /// - Parameters:
  ///   - url: The output; its extension decides the format.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `FileError` and `ImageWritingError` where it cannot be written.
  public func write(to url: URL, overwrite: Bool = false) throws {
    try picture.write(to: url, recipe: try recipe.text(), overwrite: overwrite)
  }
}

/// Numbers that a verb reports: JSON for programs, lines for people.
public protocol Measurements: Encodable, Sendable {
  /// What a person reads; may be empty.
  var lines: [String] { get }
}
