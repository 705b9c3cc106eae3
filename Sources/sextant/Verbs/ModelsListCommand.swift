import ArgumentParser
import Diagrams
import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant models list`.
struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the packages that are found by name: family, latent, prior, license and measured quality."
  )

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let library = ModelLibrary()
    let entries = library.packages().map(Entry.init)
    if reporting.json {
      return try JSONReport.print(
        Report(models: entries, standard: ModelLibrary.standardModel, places: library.folders.map(\.path))
      )
    }
    for line in TextTable.lines(entries.map(\.cells)) { try Console.data(line) }
    if entries.isEmpty {
      reporting.note(
        "no packages; put them into ~/.local/share/sextant/models, or set $\(ModelLibrary.environmentVariable) to the "
          + "folder that holds them"
      )
    }
  }

  private struct Report: Encodable {
    let models: [Entry]
    let standard: String
    let places: [String]
  }

  /// One package; only name, folder and problem where it cannot be read.
  private struct Entry: Encodable {
    let name: String
    let folder: String
    let problem: String?
    let family: String?
    let latent: [Int]?
    let prior: String?
    let condition: String?
    let image: String?
    let license: String?
    let metrics: PackageMetrics?

    init(_ folder: URL) {
      name = folder.lastPathComponent
      self.folder = folder.path
      do {
        let package = try PackageDescription(folder: folder)
        problem = nil
        family = package.family
        latent = package.latent?.shape
        prior = package.latent.map { "\($0.prior)" }
        condition = package.condition?.kind.rawValue
        image = "\(package.image.shape)"
        license = package.license
        metrics = PackageMetrics(folder: folder)
      } catch {
        problem = "\(error)"
        (family, latent, prior, condition, image, license, metrics) = (nil, nil, nil, nil, nil, nil, nil)
      }
    }

    var cells: [String] {
      if let problem { return [name, "PROBLEM", problem] }
      return [
        name, family ?? "",
        latent.map { "latent \($0.map(String.init).joined(separator: "x"))" + (condition.map { ", \($0)" } ?? "") }
          ?? "attributes",
        prior ?? "-", image ?? "", license ?? "", metrics?.summary ?? "not measured",
      ]
    }
  }
}
