import ArgumentParser
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
    abstract: "List the packages that are found by name."
  )

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let library = ModelLibrary()
    let packages = library.packages()
    if reporting.json {
      let entries = packages.map { Report.Entry(name: $0.lastPathComponent, folder: $0.path) }
      try JSONReport.print(Report(models: entries, places: library.folders.map(\.path)))
      return
    }
    for folder in packages { try Console.data("\(folder.lastPathComponent)  \(folder.path)") }
    if packages.isEmpty {
      reporting.note(
        "no packages; put them into ~/.local/share/sextant/models, or set $\(ModelLibrary.environmentVariable) to the "
          + "folder that holds them"
      )
    }
  }

  private struct Report: Encodable {
    struct Entry: Encodable {
      let name: String
      let folder: String
    }

    let models: [Entry]
    let places: [String]
  }
}
