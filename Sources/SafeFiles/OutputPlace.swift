#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where the bytes of a named output end up, checked before any work is done.
enum OutputPlace {
  /// A free name.
  case new(URL)
  /// A file that may be replaced, and its permission bits, which the new file inherits.
  case replacement(URL, permissions: mode_t)
  /// A device, a pipe or a standard stream: nothing can take its name, so bytes are copied into it.
  case stream(URL)

  /// Follows the output's symbolic links to the place that is meant, and checks that it can be written.
  ///
  /// - Parameters:
  ///   - url: The output as it was named.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``FileError/exists(_:)`` or ``FileError/cannotWrite(_:reason:)``.
  init(_ url: URL, overwrite: Bool) throws {
    switch PathKind(of: url.path) {
    case .folder: throw FileError.cannotWrite(url, reason: "a folder has this name")
    case .unknown(let reason): throw FileError.cannotWrite(url, reason: reason)
    case .stream, .device:
      try Self.checkWritable(url.path, for: url)
      self = .stream(url)
    case .file where Self.isStandardStream(url.path):
      self = .stream(url)
    case .file(let permissions):
      guard overwrite else { throw FileError.exists(url) }
      let target = Self.followingLinks(url)
      try Self.checkWritable(target.path, for: url)
      try Self.checkFolder(of: target, for: url)
      self = .replacement(target, permissions: permissions)
    case .absent:
      let target = Self.followingLinks(url)
      try Self.checkFolder(of: target, for: url)
      self = .new(target)
    }
  }

  /// Whether a path is a name for an open file of this process, such as `/dev/stdout`, which a shell may have
  /// connected with an ordinary file.
  private static func isStandardStream(_ path: String) -> Bool {
    ["/dev/stdout", "/dev/stderr"].contains(path) || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
  }

  /// The place that a chain of links leads to, whether or not anything is there.
  private static func followingLinks(_ url: URL) -> URL {
    var target = url
    // The system's own limit on Linux; a loop was refused before.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target.path) else { break }
      target =
        next.hasPrefix("/")
        ? URL(fileURLWithPath: next) : target.deletingLastPathComponent().appendingPathComponent(next)
    }
    return target
  }

  private static func checkFolder(of target: URL, for url: URL) throws {
    let folder = target.deletingLastPathComponent()
    switch PathKind(of: folder.path) {
    case .folder: try checkWritable(folder.path, for: url, as: "the folder \(folder.shownPath)")
    case .absent: throw FileError.cannotWrite(url, reason: "the folder \(folder.shownPath) does not exist")
    case .unknown(let reason): throw FileError.cannotWrite(url, reason: "\(folder.shownPath): \(reason)")
    default: throw FileError.cannotWrite(url, reason: "\(folder.shownPath) is not a folder")
    }
    // A name that is free and too long is noticed only when it is asked for.
    if case .unknown(let reason) = PathKind(of: target.path) { throw FileError.cannotWrite(url, reason: reason) }
  }

  private static func checkWritable(_ path: String, for url: URL, as name: String = "it") throws {
    guard access(path, W_OK) == 0 else {
      throw FileError.cannotWrite(url, reason: "\(name) is not writable: \(SystemError.latest)")
    }
  }
}
