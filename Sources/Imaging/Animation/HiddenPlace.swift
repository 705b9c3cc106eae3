#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// A place for what is needed only while an output is written.
enum HiddenPlace {
  /// Lends a free name beside an unfinished output; what was put there is removed in the end, also by ctrl-C.
  ///
  /// It lies on the output's disk, since the temporary folder is often in memory.
  static func lend<Result>(beside hidden: URL, for url: URL, _ body: (URL) throws -> Result) throws -> Result {
    let place = hidden.deletingLastPathComponent().appendingPathComponent(UnfinishedFiles.newName())
    return try UnfinishedFiles.remember(place) {
      // What is begun after the unfinished files were removed would stay.
      guard !UnfinishedFiles.areRemoved else { throw FileError.cannotWrite(url, reason: "the program is ending") }
      defer { try? FileManager.default.removeItem(at: place) }
      return try body(place)
    }
  }
}
