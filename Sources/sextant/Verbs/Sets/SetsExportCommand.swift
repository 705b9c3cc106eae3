import ArgumentParser
import Diagrams
import EncodedSets
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant sets export`.
struct SetsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a set's catalogue as CSV, or its latents as a file of their own."
  )

  @Argument(help: ArgumentHelp("The set.", valueName: "name|dir"), completion: .directory)
  var set: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write id, path, split, size and labels of the items, with a header; - for stdout. This or --npy is needed.",
      valueName: "file.csv"
    ),
    completion: .file(extensions: ["csv"])
  )
  var csv: String?

  @Flag(name: .long, help: "Add the latents to the CSV, as columns z0, z1, ….")
  var vectors = false

  @Option(
    name: .long,
    help: ArgumentHelp("Write the latents, as .npy or .json.", valueName: "file.npy"),
    completion: .file(extensions: ["npy"])
  )
  var npy: String?

  @OptionGroup var selection: ItemSelection

  @Flag(name: .long, help: "Replace what exists under these names.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    guard csv != nil || npy != nil else { throw ValidationError("--csv FILE or --npy FILE is needed: what is written") }
    if vectors, csv == nil { throw ValidationError("--vectors goes with --csv: give both") }
  }

  func run() throws {
    let set = try EncodedSet(named: set)
    if let note = set.unfinishedNote { reporting.note(note) }
    let rows = try selection.rows(of: set)
    try NameTemplate.requirePlain(csv, option: "--csv")
    try NameTemplate.requirePlain(npy, option: "--npy")
    // Both or none.
    if let csv { try AtomicFile.check(csvURL(csv), overwrite: force) }
    if let npy { try AtomicFile.check(URL(fileURLWithPath: npy), overwrite: force) }
    if let csv {
      try set.exportCSV(to: csvURL(csv), rows: rows, withVectors: vectors, overwrite: force)
    }
    if let npy { try set.exportLatents(to: URL(fileURLWithPath: npy), rows: rows, overwrite: force) }
    let count = rows?.count ?? set.count
    guard !reporting.json else { return try JSONReport.print(Report(csv: csv, npy: npy, count: count)) }
    reporting.note("wrote \([csv, npy].compactMap { $0 }.joined(separator: " and ")), \(count.counted("item"))")
  }

  /// A place, or stdout by its usual name.
  private func csvURL(_ name: String) -> URL { URL(fileURLWithPath: name == "-" ? "/dev/stdout" : name) }

  private struct Report: Encodable {
    let csv: String?
    let npy: String?
    let count: Int
  }
}
