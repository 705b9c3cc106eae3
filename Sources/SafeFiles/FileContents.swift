#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Reading whole files, with errors that say what is wrong.
public enum FileContents {
  /// The bytes of a file, or of a pipe, that must exist and must not be empty.
  ///
  /// The bytes are read, not memory-mapped; see ``InputFile`` for why, and for files that are better read in pieces.
  ///
  /// - Parameter url: The file.
  /// - Returns: Its bytes, at least one.
  /// - Throws: ``FileError/missing(_:)``, ``FileError/isFolder(_:)``, ``FileError/empty(_:)`` or
  ///   ``FileError/unreadable(_:reason:)``.
  public static func read(_ url: URL) throws -> Data {
    var file = try InputFile(url)
    let data = try file.readToEnd()
    guard !data.isEmpty else { throw FileError.empty(url) }
    return data
  }
}
