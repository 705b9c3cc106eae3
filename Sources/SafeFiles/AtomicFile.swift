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
///
/// - A new file has the permissions that the process gives by default; one that replaces another has the other's.
/// - A symbolic link is followed: the file that it leads to is written and the link stays.
/// - Bytes for a device (`/dev/null`), a pipe or a standard stream (`/dev/stdout`) are copied into it once they are
///   complete; nothing is overwritten there, so no permission to overwrite is needed.
public enum AtomicFile {
  /// Checks, before any work is done, that an output could be written.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``FileError/exists(_:)`` or ``FileError/cannotWrite(_:reason:)``.
  public static func check(_ url: URL, overwrite: Bool) throws {
    _ = try OutputPlace(url, overwrite: overwrite)
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
      var file = try OutputFile(creating: hidden)
      for region in bytes.regions { try region.withUnsafeBytes { try file.write($0) } }
      try file.finish()
    }
  }

  /// Lets `body` write a file under a hidden name and gives it the output's name when `body` has succeeded.
  ///
  /// - Parameters:
  ///   - url: The output.
  ///   - overwrite: Whether an existing file may be replaced.
  ///   - body: Receives the hidden file's place, at which nothing exists yet. It lies in the output's folder, or among
  ///     the temporary files when the output is a device or a pipe.
  /// - Returns: What `body` returned.
  /// - Throws: ``FileError/exists(_:)``, ``FileError/cannotWrite(_:reason:)``, or what `body` threw; Foundation's errors
  ///   of writing become ``FileError/cannotWrite(_:reason:)``.
  public static func write<Result>(
    to url: URL,
    overwrite: Bool,
    _ body: (URL) throws -> Result
  ) throws -> Result {
    let place = try OutputPlace(url, overwrite: overwrite)
    let hidden = place.hiddenFile()
    return try UnfinishedFiles.remember(hidden) {
      // What is begun after the unfinished files were removed would stay.
      guard !UnfinishedFiles.areRemoved else { throw FileError.cannotWrite(url, reason: "the program is ending") }
      do {
        let result = try body(hidden)
        try place.accept(hidden)
        return result
      } catch {
        unlink(hidden.path)
        throw explained(error, writing: url)
      }
    }
  }

  /// An error that names the output instead of the hidden file, which nobody knows.
  private static func explained(_ error: any Error, writing url: URL) -> any Error {
    if case FileError.cannotWrite(_, let reason) = error {
      return FileError.cannotWrite(url, reason: reason)
    }
    if case FileError.exists = error { return FileError.exists(url) }
    guard let error = error as? CocoaError else { return error }
    let reason =
      switch error.code {
      case .fileWriteOutOfSpace: "the disk is full"
      case .fileWriteNoPermission: "permission denied"
      case .fileWriteVolumeReadOnly: "the file system is read-only"
      case .fileNoSuchFile: "the folder is gone, or nothing was written"
      default: "the file system refused it"
      }
    return FileError.cannotWrite(url, reason: reason)
  }
}

extension OutputPlace {
  /// A new name for the bytes until they are complete.
  fileprivate func hiddenFile() -> URL {
    let name = UnfinishedFiles.newName()
    return switch self {
    case .new(let url), .replacement(let url, _): url.deletingLastPathComponent().appendingPathComponent(name)
    case .stream: FileManager.default.temporaryDirectory.appendingPathComponent(name)
    }
  }

  /// Gives the output the bytes of the finished hidden file, which then no longer exists.
  fileprivate func accept(_ hidden: URL) throws {
    switch self {
    case .new(let url):
      // Unlike a rename, a link never replaces a file that has appeared in the meantime.
      if link(hidden.path, url.path) == 0 {
        unlink(hidden.path)
      } else if errno == EEXIST {
        throw FileError.exists(url)
      } else {
        // Some file systems, such as exFAT, have no links.
        try Self.move(hidden, to: url)
      }
    case .replacement(let url, let permissions):
      chmod(hidden.path, permissions)
      try Self.move(hidden, to: url)
    case .stream(let url):
      var source = try InputFile(hidden)
      var sink = try OutputFile(appendingTo: url)
      try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
        while case let count = try source.read(into: buffer), count > 0 {
          try sink.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
      }
      try sink.finish()
      unlink(hidden.path)
    }
  }

  private static func move(_ hidden: URL, to url: URL) throws {
    guard rename(hidden.path, url.path) == 0 else {
      throw FileError.cannotWrite(url, reason: SystemError.latest)
    }
  }
}
