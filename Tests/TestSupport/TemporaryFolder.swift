#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A folder of one test's own, removed when the test has let go of it.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes a new empty folder.
  ///
  /// - Throws: The file system's error.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("sextant-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The place of a file in it.
  ///
  /// - Parameter name: The file's name.
  /// - Returns: Its place; nothing is created.
  public func file(_ name: String) -> URL { url.appendingPathComponent(name) }
}
