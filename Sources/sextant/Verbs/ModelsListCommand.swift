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
    let folders = ModelLibrary().packages()
    if reporting.json {
      try JSONReport.print(folders.map { Entry(name: $0.lastPathComponent, folder: $0.path) })
      return
    }
    for folder in folders { Console.data("\(folder.lastPathComponent)  \(folder.path)") }
    if folders.isEmpty {
      reporting.note(
        "no packages; put their folders into one of: \(ModelLibrary().folders.map(\.path).joined(separator: ", "))"
      )
    }
  }

  private struct Entry: Encodable {
    let name: String
    let folder: String
  }
}
