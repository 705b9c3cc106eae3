#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Writing folders so that a reader sees the old one or the whole new one.
///
/// The files go to a hidden folder beside the output, which then takes the output's name; one that had the name goes away
/// when the new one is in its place. When anything fails the hidden folder is removed and what stood there is untouched.
public enum AtomicFolder {
  /// Checks, before any work is done, that a folder could be written.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - overwrite: Whether a folder of that name may be replaced.
  ///   - kind: What is replaced at most, such as "an encoded set".
  ///   - isOwn: Whether a file of this name belongs to such a folder: nobody's own files are ever replaced.
  /// - Throws: ``FileError/exists(_:)`` or ``FileError/cannotWrite(_:reason:)``.
  public static func check(_ url: URL, overwrite: Bool, kind: String, isOwn: (String) -> Bool) throws {
    switch PathKind(of: url.path) {
    case .absent:
      // Asks for the folder that it should lie in.
      try AtomicFile.check(url, overwrite: false)
    case .folder:
      guard overwrite else { throw FileError.exists(url) }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      if let other = names.sorted().first(where: { !isOwn($0) }) {
        throw FileError.cannotWrite(
          url,
          reason: "it holds \(other), which is not part of \(kind); move that away first"
        )
      }
    case .unknown(let reason):
      throw FileError.cannotWrite(url, reason: reason)
    default:
      guard overwrite else { throw FileError.exists(url) }
      throw FileError.cannotWrite(url, reason: "something else than \(kind) has this name")
    }
  }

  /// Lets `body` fill a hidden folder and gives it the output's name when `body` has succeeded.
  ///
  /// - Parameters:
  ///   - url: The output; a folder that has the name is replaced: ``check(_:overwrite:kind:isOwn:)`` says whether that may be.
  ///   - body: Receives the hidden folder, which is there and empty.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` threw, or ``FileError/cannotWrite(_:reason:)``.
  public static func write<Result>(to url: URL, _ body: (URL) throws -> Result) throws -> Result {
    let hidden = url.deletingLastPathComponent()
      .appendingPathComponent(UnfinishedFiles.newName(), isDirectory: true)
    return try UnfinishedFiles.remember(hidden) {
      do {
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: false)
        let result = try body(hidden)
        try put(hidden, at: url)
        return result
      } catch {
        try? FileManager.default.removeItem(at: hidden)
        if error is any ExplainedError { throw error }
        throw FileError.cannotWrite(
          url,
          reason: "the folder it should lie in is not there, full or not writable"
        )
      }
    }
  }

  private static func put(_ hidden: URL, at url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else {
      return try FileManager.default.moveItem(at: hidden, to: url)
    }
    let old = url.deletingLastPathComponent()
      .appendingPathComponent(UnfinishedFiles.newName(), isDirectory: true)
    try FileManager.default.moveItem(at: url, to: old)
    do {
      try FileManager.default.moveItem(at: hidden, to: url)
    } catch {
      try? FileManager.default.moveItem(at: old, to: url)
      throw error
    }
    try? FileManager.default.removeItem(at: old)
  }
}
