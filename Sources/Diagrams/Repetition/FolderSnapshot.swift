internal import Datasets
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The pictures in a folder at a moment, as far as their names, sizes and times tell.
public struct FolderSnapshot: Sendable, Equatable {
  /// What changes when a file is written or replaced.
  public struct Stamp: Sendable, Equatable {
    /// Bytes.
    public var size: Int
    /// When it was last changed, in seconds.
    public var modified: Double
    /// The file system's number of it, which another file of the same name does not have.
    public var file: Int

    /// A stamp.
    ///
    /// - Parameters:
    ///   - size: Bytes.
    ///   - modified: When it was last changed, in seconds.
    ///   - file: The file system's number of it.
    public init(size: Int, modified: Double, file: Int = 0) {
      self.size = size
      self.modified = modified
      self.file = file
    }
  }

  /// The pictures by name.
  public let stamps: [String: Stamp]

  /// A snapshot of known stamps.
  ///
  /// - Parameter stamps: The pictures by name.
  public init(_ stamps: [String: Stamp]) { self.stamps = stamps }

  /// Looks into a folder: files that are called as pictures are and are not hidden.
  ///
  /// A file that goes away meanwhile is passed over.
  ///
  /// - Parameter folder: The folder.
  /// - Throws: `FileError` where it does not exist, is a file or cannot be read.
  public init(of folder: URL) throws {
    try InputFolder.check(folder, cure: "make it, or check the name")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw FileError.unreadable(folder, reason: "its files cannot be listed")
    }
    var stamps: [String: Stamp] = [:]
    for name in names where !name.hasPrefix(".") && ImageFiles.hasExtension(name) {
      stamps[name] = Stamp(of: folder.appendingPathComponent(name).path)
    }
    self.stamps = stamps
  }
}

extension FolderSnapshot.Stamp {
  /// The stamp of a file, symbolic links followed; nil where there is none.
  fileprivate init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    self.init(
      size: Int(status.st_size),
      modified: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9,
      file: Int(truncatingIfNeeded: status.st_ino)
    )
  }
}
