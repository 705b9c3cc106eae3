internal import Datasets
public import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
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
  /// - Throws: `FileError` where it does not exist or cannot be read, ``NotAFolder`` where it is a file.
  public init(of folder: URL) throws {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      throw FileError.missing(folder)
    }
    guard isFolder else { throw NotAFolder(path: folder.shownPath) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw FileError.unreadable(folder, reason: "its files cannot be listed")
    }
    var stamps: [String: Stamp] = [:]
    for name in names where !name.hasPrefix(".") && ImageFiles.hasExtension(name) {
      let path = folder.appendingPathComponent(name).resolvingSymlinksInPath().path
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        attributes[.type] as? FileAttributeType != .typeDirectory
      else { continue }
      stamps[name] = Stamp(
        size: (attributes[.size] as? any BinaryInteger).map { Int($0) } ?? 0,
        modified: (attributes[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0,
        file: (attributes[.systemFileNumber] as? any BinaryInteger).map { Int(truncatingIfNeeded: $0) } ?? 0
      )
    }
    self.stamps = stamps
  }
}

/// A file that was named where a folder is to be watched.
public struct NotAFolder: ExplainedError, Equatable {
  /// The file.
  public let path: String

  /// The folder cannot be read.
  public var category: FailureCategory { .cannotRead }
  /// One sentence with the cure.
  public var description: String { "\(path): this is a file; name the folder that it lies in" }
}
