#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A folder that somebody names to have it read.
public enum InputFolder {
  /// Checks that a folder is there.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - cure: What mends it where nothing is there.
  /// - Throws: ``FileError/missingFolder(_:cure:)``, ``FileError/isFile(_:)`` or ``FileError/unreadable(_:reason:)``.
  public static func check(_ url: URL, cure: String = FileError.folderCure) throws {
    switch PathKind(of: url.path) {
    case .folder: return
    case .absent: throw FileError.missingFolder(url, cure: cure)
    case .unknown(let reason): throw FileError.unreadable(url, reason: reason)
    case .file, .stream, .device: throw FileError.isFile(url)
    }
  }
}
