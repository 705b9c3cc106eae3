#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The folders in which model packages are found by name.
///
/// In this order: those in `$SEXTANT_MODELS`, with colons between them; `sextant/models` in `$XDG_DATA_HOME`, by default
/// `~/.local/share`; `Models` beside the program or in a folder above it; the bundled models, which lie in the resource
/// folder beside the program, or in `../share/sextant/models` where an archive was unpacked.
public struct ModelLibrary: Sendable {
  /// The environment variable with folders of packages.
  public static let environmentVariable = "SEXTANT_MODELS"

  /// The bundled model that is used where none is named.
  public static let standardModel = "portraits-vae"

  /// The folder beside the program in which the bundled models are copied along.
  public static let bundledFolder: String = {
    #if canImport(Darwin)
    "Sextant_BundledModels.bundle"
    #else
    "Sextant_BundledModels.resources"
    #endif
  }()

  /// The folder of bundled models as the package manager calls it; on Apple's systems a bundle.
  private static let bundledFolders = [
    "Sextant_BundledModels.resources/Models", "Sextant_BundledModels.bundle/Models",
    "Sextant_BundledModels.bundle/Contents/Resources/Models",
  ]

  /// The folders, in the order in which they are looked at; they need not exist.
  public let folders: [URL]

  /// How many of the folders are the user's; the others lie beside and above the program.
  private let ownCount: Int

  /// The library of the running program.
  public init() {
    self.init(environment: ProcessInfo.processInfo.environment, program: ProgramLocation.folder)
  }

  init(environment: [String: String], program: URL?) {
    let named = (environment[Self.environmentVariable] ?? "").split(separator: ":").map {
      URL(fileURLWithPath: String($0))
    }
    var data = environment["XDG_DATA_HOME"] ?? ""
    if data.isEmpty, let home = environment["HOME"] { data = home + "/.local/share" }
    let own = data.isEmpty ? [] : [URL(fileURLWithPath: data).appendingPathComponent("sextant/models")]
    let shipped = program.map(ProgramLocation.andAbove) ?? []
    ownCount = named.count + own.count
    // The resource folder stays beside the program wherever both are copied; program and tests of a build share one.
    let bundled = (program.map { [$0] } ?? []).flatMap { folder in
      Self.bundledFolders.map { folder.appendingPathComponent($0) } + [ProgramLocation.models(of: folder)]
    }
    folders = named + own + shipped.map { $0.appendingPathComponent("Models") } + bundled
  }

  /// The folder of a package.
  ///
  /// - Parameter name: A package's name; or the path of its folder or its `model.json`.
  /// - Returns: The folder, which holds a `model.json`.
  /// - Throws: ``ModelPackageError/notAPackage(_:)`` or ``ModelPackageError/notFound(name:places:)``.
  public func package(named name: String) throws -> URL {
    let path = URL(fileURLWithPath: name)
    if Self.isPackage(path) { return path }
    if path.lastPathComponent == ModelPackage.fileName, Self.isPackage(path.deletingLastPathComponent()) {
      return path.deletingLastPathComponent()
    }
    let isName = !name.isEmpty && !name.contains("/") && name != "." && name != ".."
    if isName, let folder = folders.lazy.map({ $0.appendingPathComponent(name) }).first(where: Self.isPackage) {
      return folder
    }
    if FileManager.default.fileExists(atPath: path.path) { throw ModelPackageError.notAPackage(path) }
    // Of the many folders above the program only those that exist are worth naming.
    let shipped = folders.dropFirst(ownCount).filter { FileManager.default.fileExists(atPath: $0.path) }
    let places = folders.prefix(ownCount) + shipped
    throw ModelPackageError.notFound(name: name, places: ["the working directory"] + places.map(\.path))
  }

  /// The folders of all packages, each name once: the one that ``package(named:)`` finds.
  public func packages() -> [URL] {
    var seen: Set<String> = []
    return folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        .map { folder.appendingPathComponent($0) }
        .filter { Self.isPackage($0) && seen.insert($0.lastPathComponent).inserted }
    }
  }

  private static func isPackage(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(ModelPackage.fileName).path)
  }
}
