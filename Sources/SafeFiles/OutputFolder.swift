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

/// A folder that files are written into, made where it is missing together with those above it.
public enum OutputFolder {
  /// Checks, before any work is done, that files can be written into a folder, or that it can be made.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - option: What names it, such as `--plots`.
  /// - Throws: ``FileError/cannotMakeFolder(_:reason:option:)``.
  public static func check(_ url: URL, option: String) throws {
    var place = url.standardizedFileURL
    func isLink() -> Bool { (try? FileManager.default.destinationOfSymbolicLink(atPath: place.path)) != nil }
    while PathKind(of: place.path) == .absent, !isLink(), place.path != "/" {
      place = place.deletingLastPathComponent()
    }
    let name = place.path == url.standardizedFileURL.path ? "it" : place.shownPath
    func fail(_ reason: String) -> FileError { .cannotMakeFolder(url, reason: reason, option: option) }
    switch PathKind(of: place.path) {
    case .folder:
      guard access(place.path, W_OK) == 0 else { throw fail("\(name) is not writable: \(SystemError.latest)") }
    case .unknown(let reason): throw fail("\(name): \(reason)")
    case .absent: throw fail("\(name) is a link that leads nowhere")
    case .file, .stream, .device: throw fail(name == "it" ? "a file has this name" : "\(name) is a file")
    }
  }

  /// Makes a folder where it is missing.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - option: What names it, such as `--plots`.
  /// - Throws: ``FileError/cannotMakeFolder(_:reason:option:)``.
  public static func make(_ url: URL, option: String) throws {
    try check(url, option: option)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw FileError.cannotMakeFolder(url, reason: SystemError.latest, option: option)
    }
  }
}
