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

/// The places where ONNX Runtime may be, in the order in which they are tried.
struct OnnxRuntimeSearch {
  /// The program's environment variables.
  var environment: [String: String]
  /// The folder of the program; nil where it is not known.
  var program: URL? = ProgramLocation.folder
  /// The working directory.
  var workingDirectory = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  /// The names that the system's loader is asked for.
  var loaderNames = ["libonnxruntime.so", "libonnxruntime.so.1", "libonnxruntime.dylib"]
  /// The system's library folders.
  var systemFolders = [
    "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/local/lib", "/opt/homebrew/lib",
  ]
  /// Where Python interpreters of the system lie.
  var pythonRoots = ["/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"]

  /// A group of places that people know under one name.
  struct Place {
    /// What the place is called.
    var name: String
    /// The folders in it that may hold the library, in order.
    var folders: [URL]
  }

  /// Tries one place after the other.
  ///
  /// - Returns: The first runtime that loads.
  /// - Throws: ``OnnxRuntimeError``. A library that is found and does not load is only an error where no later place
  ///   has one that does, since a machine may hold libraries for other processors.
  func find() throws -> OnnxRuntime {
    if let named = environment[OnnxRuntime.environmentVariable], !named.isEmpty {
      return try find(named: URL(fileURLWithPath: named))
    }
    var failure: (any Error)?
    for place in [besideProgram, ownDependencies] {
      if let runtime = Self.first(in: place.folders, &failure) { return runtime }
    }
    for name in loaderNames {
      if let runtime = try? OnnxRuntime.load(name) { return runtime }
    }
    for place in [system, python] {
      if let runtime = Self.first(in: place.folders, &failure) { return runtime }
    }
    throw failure ?? OnnxRuntimeError.notFound(places: places.map(\.name))
  }

  /// Every place but the one named by the environment variable, in order.
  var places: [Place] { [besideProgram, ownDependencies, system, python] }

  /// The runtime that the environment variable names: a library, or a folder that holds one.
  private func find(named url: URL) throws -> OnnxRuntime {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw OnnxRuntimeError.notAtNamedPlace(url)
    }
    guard isFolder else { return try OnnxRuntime.load(url.path) }
    let folders = [url, url.appendingPathComponent("lib"), url.appendingPathComponent("capi")]
    guard let library = folders.lazy.compactMap(Self.library).first else {
      throw OnnxRuntimeError.notAtNamedPlace(url)
    }
    return try OnnxRuntime.load(library.path)
  }

  private static func first(in folders: [URL], _ failure: inout (any Error)?) -> OnnxRuntime? {
    for folder in folders {
      guard let library = library(in: folder) else { continue }
      do {
        return try OnnxRuntime.load(library.path)
      } catch {
        failure = failure ?? error
      }
    }
    return nil
  }

  /// The library with the highest version in a folder.
  ///
  /// - Parameter folder: A folder that need not exist.
  /// - Returns: `libonnxruntime.so.1.32.0`, `libonnxruntime.1.32.0.dylib` and the like, or nil.
  static func library(in folder: URL) -> URL? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return nil }
    let libraries = names.filter {
      $0 == "libonnxruntime.so" || $0.hasPrefix("libonnxruntime.so.")
        || ($0.hasPrefix("libonnxruntime.") && $0.hasSuffix(".dylib"))
    }
    let best = libraries.max { version(in: $0).lexicographicallyPrecedes(version(in: $1)) }
    return best.map { folder.appendingPathComponent($0) }
  }

  private static func version(in name: String) -> [Int] {
    name.split(separator: ".").compactMap { Int($0) }
  }

  // MARK: - Places

  private var besideProgram: Place {
    // In an archive of `script/package` the libraries lie apart from the program.
    Place(name: "the program's folder", folders: program.map { [$0, ProgramLocation.libraries(of: $0)] } ?? [])
  }

  /// `.deps` in the program's folder or above it, then in the working directory or above it.
  private var ownDependencies: Place {
    let fromProgram = (program.map(ProgramLocation.andAbove) ?? []).map { $0.appendingPathComponent(".deps") }
    // A stranger's library must not be run because somebody stands in a folder that strangers can write to.
    let fromWork = ProgramLocation.andAbove(workingDirectory)
      .map { $0.appendingPathComponent(".deps") }
      .filter(Self.belongsToUserOrSystem)
    return Place(
      name: ".deps in or above the program's folder and the working directory",
      folders: (fromProgram + fromWork).flatMap {
        [$0.appendingPathComponent("onnxruntime/lib"), $0.appendingPathComponent("onnxruntime"), $0]
      }
    )
  }

  private var system: Place {
    Place(name: "the system's library folders", folders: systemFolders.map { URL(fileURLWithPath: $0) })
  }

  private var python: Place {
    var roots = pythonRoots.map { URL(fileURLWithPath: $0) }
    if let home = environment["HOME"] {
      roots.insert(URL(fileURLWithPath: home + "/.local/lib"), at: 0)
      let versions = URL(fileURLWithPath: home + "/.pyenv/versions")
      roots += Self.folders(in: versions) { _ in true }.map { $0.appendingPathComponent("lib") }
    }
    if let active = environment["VIRTUAL_ENV"] {
      roots.insert(URL(fileURLWithPath: active + "/lib"), at: 0)
    }
    let packages = roots.flatMap { root in
      Self.folders(in: root) { $0.hasPrefix("python3") }.flatMap {
        [$0.appendingPathComponent("site-packages"), $0.appendingPathComponent("dist-packages")]
      }
    }
    return Place(
      name: "Python's site-packages",
      folders: packages.map { $0.appendingPathComponent("onnxruntime/capi") }
    )
  }

  private static func folders(in root: URL, where isWanted: (String) -> Bool) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter(isWanted).sorted().map { root.appendingPathComponent($0) }
  }

  private static func belongsToUserOrSystem(_ folder: URL) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
    guard let owner = attributes?[.ownerAccountID] as? UInt else { return false }
    return owner == 0 || owner == UInt(getuid())
  }
}
