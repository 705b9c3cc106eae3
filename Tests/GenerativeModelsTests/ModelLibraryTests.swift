import SafeFiles
import TestSupport
import Testing

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ModelLibraryTests {
  @Test func foldersComeInTheDocumentedOrder() {
    let library = ModelLibrary(
      environment: ["SEXTANT_MODELS": "/a:/b", "HOME": "/home/me"],
      program: URL(fileURLWithPath: "/opt/sextant/bin")
    )
    #expect(
      library.folders.map(\.path) == [
        "/a", "/b", "/home/me/.local/share/sextant/models", "/opt/sextant/bin/Models", "/opt/sextant/Models",
        "/opt/Models", "/Models", "/opt/sextant/bin/Sextant_BundledModels.resources/Models",
        "/opt/sextant/bin/Sextant_BundledModels.bundle/Models",
        "/opt/sextant/bin/Sextant_BundledModels.bundle/Contents/Resources/Models", "/opt/sextant/share/sextant/models",
      ]
    )
    let elsewhere = ModelLibrary(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/me"], program: nil)
    #expect(elsewhere.folders.map(\.path) == ["/data/sextant/models"])
    #expect(ModelLibrary(environment: [:], program: nil).folders.isEmpty)
  }

  @Test func findsByNameAndByPath() throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder)
    let library = ModelLibrary(environment: ["SEXTANT_MODELS": "/nowhere:\(folder.url.path)"], program: nil)
    #expect(try library.package(named: "package").path == package.path)
    #expect(try library.package(named: package.path).path == package.path)
    #expect(try library.package(named: package.path + "/model.json").path == package.path)
    #expect(library.packages().map(\.path) == [package.path])
  }

  @Test func theFirstOfOneNameWins() throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try TinyModel.copy(in: second)
    let package = try TinyModel.copy(in: first)
    let folders = "\(first.url.path):\(second.url.path)"
    let library = ModelLibrary(environment: ["SEXTANT_MODELS": folders], program: nil)
    #expect(try library.package(named: "package").path == package.path)
    #expect(library.packages().map(\.path) == [package.path])
  }

  @Test func unknownNamesSayWhereWasLooked() throws {
    let folder = try TemporaryFolder()
    let environment = ["SEXTANT_MODELS": folder.url.path, "HOME": "/home/me"]
    let library = ModelLibrary(environment: environment, program: nil)
    let own = "/home/me/.local/share/sextant/models"
    expectExplained(.missingInput, naming: "'faces'", folder.url.path, own, "$SEXTANT_MODELS") {
      _ = try library.package(named: "faces")
    }
  }

  @Test(arguments: ["", "..", "../package", "a/b"])
  func namesDoNotLeadOutOfTheFolders(_ name: String) throws {
    let folder = try TemporaryFolder()
    _ = try TinyModel.copy(in: folder)
    let inner = folder.file("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    let library = ModelLibrary(environment: ["SEXTANT_MODELS": inner.path], program: nil)
    expectExplained(.missingInput) { _ = try library.package(named: name) }
  }

  @Test func foldersWithoutDescriptionAreNoPackages() throws {
    let folder = try TemporaryFolder()
    expectExplained(.missingInput, naming: folder.url.path, "model.json") {
      _ = try GenerativeModel(named: folder.url.path)
    }
  }
}
