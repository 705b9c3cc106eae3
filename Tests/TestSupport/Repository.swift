#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The places in the repository that tests read.
public enum Repository {
  /// The folder of `Package.swift`.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The tiny model package with exactly known outputs.
  public static let tinyModel = root.appendingPathComponent("Examples/tiny-model")

  /// A reference file of a module's tests, written by a script in `tools/`.
  ///
  /// - Parameters:
  ///   - name: The file's path inside the module's folder.
  ///   - module: The module under test.
  /// - Returns: Its place.
  public static func fixture(_ name: String, of module: String) -> URL {
    root.appendingPathComponent("Tests/Fixtures/\(module)/\(name)")
  }

  /// A development folder beside the checkout with a real model and real faces; nil where it is absent.
  public static let shared: URL? = {
    let url = root.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: url.appendingPathComponent("models").path) ? url : nil
  }()
}
