#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Where portraits, encodings and vectors are kept between runs.
public enum FigureCache {
  /// `sextant/figures` in `$XDG_CACHE_HOME`, by default `~/.cache`; on Apple's systems `~/Library/Caches`; in the folder for temporary
  /// files where there is no home.
  public static var standard: URL { folder(of: ProcessInfo.processInfo.environment) }

  /// The same of any environment.
  static func folder(of environment: [String: String]) -> URL {
    let named = environment["XDG_CACHE_HOME"] ?? ""
    let home = environment["HOME"] ?? ""
    let base: URL
    if named.hasPrefix("/") {
      base = URL(fileURLWithPath: named, isDirectory: true)
    } else if !home.isEmpty {
      #if canImport(Darwin)
      base = URL(fileURLWithPath: home + "/Library/Caches", isDirectory: true)
      #else
      base = URL(fileURLWithPath: home + "/.cache", isDirectory: true)
      #endif
    } else {
      base = FileManager.default.temporaryDirectory
    }
    return base.appendingPathComponent("sextant/figures", isDirectory: true)
  }
}
