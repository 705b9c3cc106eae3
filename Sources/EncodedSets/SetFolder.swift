internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Where the parts of an encoded set lie.
public struct SetFolder: Sendable, Equatable {
  /// How folders of sets are called.
  public static let suffix = ".encodings"

  /// The folder.
  public let url: URL

  /// A folder, whatever it is called.
  init(at url: URL) { self.url = url }

  /// The folder of a set by its name, with or without the suffix.
  ///
  /// A set that exists under the name as it is comes first; else the suffix is added where it is missing.
  ///
  /// - Parameter name: Such as `faces`, `faces.encodings` or `sets/faces`.
  public init(naming name: String) {
    let plain = URL(fileURLWithPath: name, isDirectory: true)
    let isThere = FileManager.default.fileExists(atPath: plain.appendingPathComponent("set.json").path)
    if isThere || plain.lastPathComponent.hasSuffix(Self.suffix) {
      url = plain
    } else {
      url = plain.deletingLastPathComponent()
        .appendingPathComponent(plain.lastPathComponent + Self.suffix, isDirectory: true)
    }
  }

  /// What a person calls it: the path without the suffix.
  var name: String {
    let shown = url.shownPath
    return shown.hasSuffix(Self.suffix) ? String(shown.dropLast(Self.suffix.count)) : shown
  }

  /// The latents, shape [n, d].
  public var vectors: URL { url.appendingPathComponent("vectors.npy") }
  /// Paths, splits, sizes and labels.
  public var catalog: URL { url.appendingPathComponent("catalog.sqlite") }
  /// What the set is.
  public var description: URL { url.appendingPathComponent("set.json") }
  /// The law of the latents, learned from all of them.
  public var prior: URL { url.appendingPathComponent("prior.json") }

  /// Whether a text names a set: it is the folder of one, or ends as such folders do.
  func isNamed(by text: String) -> Bool {
    hasSet || text.hasSuffix(Self.suffix) || text.hasSuffix(Self.suffix + "/")
  }

  /// Whether a file of this name in the folder is the set's, or one that was being written when a program was killed.
  func isOwn(_ name: String) -> Bool {
    [vectors, catalog, description, prior].contains { $0.lastPathComponent == name } || name.hasPrefix(".")
      || (name.hasPrefix("neighbors-") && name.hasSuffix(".graph")) || name.hasPrefix("catalog.sqlite-")
  }

  /// Whether there is anything under the folder's name.
  var exists: Bool { FileManager.default.fileExists(atPath: url.path) }
  /// Whether there is a set.
  public var hasSet: Bool { FileManager.default.fileExists(atPath: description.path) }
}
