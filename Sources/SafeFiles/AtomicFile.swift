#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Writing files so that a reader sees the old file or the whole new one, never a part.
///
/// The bytes go to a hidden file beside the output, which then takes the output's name. When anything fails the
/// hidden file is removed and whatever stood under the name is untouched.
public enum AtomicFile {
  /// Checks, before any work is done, that an output could be written.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``FileError/exists(_:)`` or ``FileError/cannotWrite(_:reason:)``.
  public static func check(_ url: URL, overwrite: Bool) throws {
    var isFolder = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      guard !isFolder else { throw FileError.cannotWrite(url, reason: "a folder has this name") }
      guard overwrite else { throw FileError.exists(url) }
    }
    let folder = url.deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      throw FileError.cannotWrite(url, reason: "the folder \(folder.shownPath) does not exist")
    }
    guard isFolder else {
      throw FileError.cannotWrite(url, reason: "\(folder.shownPath) is not a folder")
    }
    guard access(folder.path, W_OK) == 0 else {
      throw FileError.cannotWrite(url, reason: "the folder \(folder.shownPath) is not writable")
    }
  }

  /// Writes a file whole or not at all.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - url: The output.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``FileError/exists(_:)`` or ``FileError/cannotWrite(_:reason:)``.
  public static func write(_ bytes: some DataProtocol, to url: URL, overwrite: Bool) throws {
    try write(to: url, overwrite: overwrite) { hidden in
      try Data(bytes).write(to: hidden)
    }
  }

  /// Lets `body` write a file under a hidden name and gives it the output's name when `body` has succeeded.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - overwrite: Whether an existing file may be replaced.
  ///   - body: Receives the hidden file's place, in the output's folder.
  /// - Returns: What `body` returned.
  /// - Throws: ``FileError/exists(_:)``, ``FileError/cannotWrite(_:reason:)``, or an ``ExplainedError`` of `body`.
  public static func write<Result>(
    to url: URL,
    overwrite: Bool,
    _ body: (URL) throws -> Result
  ) throws -> Result {
    try check(url, overwrite: overwrite)
    let hidden = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(getpid())-\(UInt32.random(in: 0 ... .max)).part")
    do {
      let result = try body(hidden)
      guard rename(hidden.path, url.path) == 0 else {
        throw FileError.cannotWrite(url, reason: String(cString: strerror(errno)))
      }
      return result
    } catch {
      try? FileManager.default.removeItem(at: hidden)
      if let explained = error as? any ExplainedError { throw explained }
      throw FileError.cannotWrite(url, reason: "the disk is full or the folder is gone")
    }
  }
}
