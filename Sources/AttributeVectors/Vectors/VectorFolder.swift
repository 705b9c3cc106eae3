#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// Where the parts of a ``VectorSet`` lie on disk.
public struct VectorFolder: Sendable, Equatable {
  /// How folders of vectors are called.
  public static let suffix = ".vectors"

  /// The folder.
  public let url: URL

  /// The folder of vectors by its name, with or without the suffix.
  ///
  /// Vectors that exist under the name as it is come first; else the suffix is added where it is missing.
  ///
  /// - Parameter name: Such as `smile`, `smile.vectors` or `fits/smile`.
  public init(naming name: String) {
    let plain = URL(fileURLWithPath: name, isDirectory: true)
    let isThere = FileManager.default.fileExists(atPath: plain.appendingPathComponent(Self.descriptionName).path)
    if isThere || plain.lastPathComponent.hasSuffix(Self.suffix) {
      url = plain
    } else {
      url = plain.deletingLastPathComponent()
        .appendingPathComponent(plain.lastPathComponent + Self.suffix, isDirectory: true)
    }
  }

  /// The vectors, shape [m, d].
  public var vectors: URL { url.appendingPathComponent(Self.vectorsName) }
  /// What they are.
  public var description: URL { url.appendingPathComponent(Self.descriptionName) }
  /// Whether there are vectors.
  public var exists: Bool { FileManager.default.fileExists(atPath: description.path) }

  /// Checks, before any work is done, that vectors could be written there.
  ///
  /// - Parameter overwrite: Whether vectors of that name may be replaced.
  /// - Throws: `FileError`.
  public func check(overwrite: Bool) throws {
    try AtomicFolder.check(url, overwrite: overwrite, kind: "a folder of vectors") { Self.isOwn($0) }
  }

  private static let vectorsName = "vectors.npy"
  private static let descriptionName = "vectors.json"

  private static func isOwn(_ name: String) -> Bool {
    [vectorsName, descriptionName].contains(name) || name.hasPrefix(".")
  }
}
