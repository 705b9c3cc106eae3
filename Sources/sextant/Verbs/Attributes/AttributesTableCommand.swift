import ArgumentParser
import Diagrams
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes table`.
struct AttributesTableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Count how often attributes come together, or draw how all of them correlate.",
    discussion: """
      A vector of an attribute that often comes with another one also moves the other: this shows which do. Labels are those of a \
      set's items or of a list such as list_attr_celeba.txt. phi is the correlation of two labels, from -1 to 1; 0 is none. Items \
      with an unknown label are left out.
      """
  )

  @OptionGroup var source: LabelSourceFlags

  @Option(
    name: .long,
    help: ArgumentHelp("The attributes, two to eight with commas between: Smiling,Male.", valueName: "list")
  )
  var attributes: String?

  @Flag(name: .long, help: "Correlate all attributes with each other.")
  var all = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw the correlations of all or the named attributes, however many, as .png, .svg or another picture.",
      valueName: "file"
    ),
    completion: .file()
  )
  var out: String?

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if all, attributes != nil { throw ValidationError("--attributes and --all: give one of them") }
    if !all, attributes == nil {
      throw ValidationError(
        "which attributes? name them with --attributes Smiling,Male, or give --all for correlations"
      )
    }
    _ = try names()
  }

  func run() throws {
    let labels = source.source
    guard all || out != nil else {
      guard let names = try names() else { return }
      return try report(ContingencyReport(labels, attributes: names), origin: \.source)
    }
    let name = try out.map { try OutputName(NameTemplate($0), of: "attributes table", set: source.set) }
    if let name { try Drawing.checkOutput(name.place, isChart: true, overwrite: force) }
    let correlation = try CorrelationReport(labels, attributes: try names())
    if let name {
      let place = try name.write { try correlation.chart.write(to: $0, overwrite: force) }.place
      reporting.note("wrote \(name.shown(place))")
    }
    try report(correlation, origin: \.source)
  }

  private func report<Report: Measurements>(_ report: Report, origin: KeyPath<Report, LabelOrigin>) throws {
    if let note = report[keyPath: origin].note { reporting.note(note) }
    guard !reporting.json else { return try JSONReport.print(report) }
    for line in report.lines { try Console.data(line) }
  }

  /// The names; nil for all.
  private func names() throws -> [String]? {
    guard let attributes else { return nil }
    let names = attributes.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("--attributes \(attributes): names with commas between are needed, as in Smiling,Male")
    }
    return names
  }
}
