#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Reading whole files, with errors that say what is wrong.
public enum FileContents {
  /// The bytes of a file that must exist and must not be empty.
  ///
  /// Large files are memory-mapped where that is safe.
  ///
  /// - Parameter url: The file.
  /// - Returns: Its bytes, at least one.
  /// - Throws: ``FileError/missing(_:)``, ``FileError/isFolder(_:)``, ``FileError/empty(_:)`` or
  ///   ``FileError/unreadable(_:reason:)``.
  public static func read(_ url: URL) throws -> Data {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw FileError.missing(url)
    }
    guard !isFolder else { throw FileError.isFolder(url) }
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw FileError.unreadable(url, reason: "permission denied or a broken disk")
    }
    guard !data.isEmpty else { throw FileError.empty(url) }
    return data
  }
}
