#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// Looking for pictures in folders; paths go in and out as they are, relative or absolute.
enum FolderWalk {
  /// The pictures in a folder, in order.
  static func pictures(in folder: String, recursively: Bool) throws -> [String] {
    var found: [String] = []
    for name in try names(in: folder) where name.first != "." {
      let path = joined(folder, name)
      if ImageFiles.hasExtension(name) && !isFolder(path) {
        found.append(path)
      } else if recursively && isFolder(path) && !isLink(path) {
        found += try pictures(in: path, recursively: true)
      }
    }
    return found.sorted(by: precedes)
  }

  /// The pictures that match a pattern, in order.
  static func pictures(matching pattern: GlobPattern) throws -> [String] {
    var found: [String] = []
    try search(pattern.isAbsolute ? "/" : "", pattern.components[...], &found)
    // There may be several ways through two components that stand for any folders.
    return Set(found).sorted(by: precedes)
  }

  private static func search(
    _ folder: String,
    _ components: ArraySlice<GlobPattern.Component>,
    _ found: inout [String]
  ) throws {
    guard let component = components.first else { return }
    let rest = components.dropFirst()
    switch component {
    case .name(let name):
      try follow(joined(folder, name), rest, &found)
    case .wildcard(let pattern):
      for name in try names(in: folder) where pattern.matches(name) {
        // Most names are looked at as pictures only; the others need not even be asked what they are.
        if rest.isEmpty && !ImageFiles.hasExtension(name) { continue }
        try follow(joined(folder, name), rest, &found)
      }
    case .folders:
      // What ends in ** stands for all pictures below.
      try search(folder, rest.isEmpty ? [.wildcard(NamePattern("*"))] : rest, &found)
      for name in try names(in: folder) where name.first != "." {
        let path = joined(folder, name)
        if isFolder(path) && !isLink(path) { try search(path, components, &found) }
      }
    }
  }

  private static func follow(
    _ path: String,
    _ rest: ArraySlice<GlobPattern.Component>,
    _ found: inout [String]
  ) throws {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    if rest.isEmpty {
      if !isFolder && ImageFiles.hasExtension(path) { found.append(path) }
    } else if isFolder {
      try search(path, rest, &found)
    }
  }

  /// The names of all that lies in a folder, in no order; the empty path is the working directory.
  static func names(in folder: String) throws -> [String] {
    let path = folder.isEmpty ? "." : folder
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw FileError.unreadable(URL(fileURLWithPath: path), reason: "the folder cannot be listed")
    }
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
