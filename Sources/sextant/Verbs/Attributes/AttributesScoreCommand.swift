import ArgumentParser
import AttributeVectors
import Diagrams
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes score`.
struct AttributesScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Say how well attribute vectors tell held-out items.",
    discussion: """
      An item's score is its projection on the unit vector. AUC is the probability that an item with the attribute scores higher than \
      one without; accuracy is that of the threshold that was best on the items learned from, with 95 % bootstrap intervals; "best \
      possible" is that of the threshold that is best on the held-out items themselves. --method fits the vectors of several methods \
      now and puts them side by side: mean,cells,least-squares,logistic,svm.
      """
  )

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Vectors to score: a folder NAME.vectors, or a file such as plat's JSON; give it again to compare.",
      valueName: "name|file"
    ),
    completion: .file()
  )
  var vectors: [String] = []

  @Option(
    name: .customLong("method"),
    help: ArgumentHelp(
      "Methods to fit and compare, with commas between, or all: \(FitMethod.learning.map(\.rawValue).joined(separator: ", ")).",
      valueName: "list"
    )
  )
  var methods: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The labels that the rows of a file such as plat's JSON stand for, in order, with commas between; only such rows are scored.",
      valueName: "list"
    )
  )
  var names: [String] = []

  @Option(
    name: .customLong("attribute"),
    help: ArgumentHelp("The attributes, with commas between (default: all that are labelled).", valueName: "list")
  )
  var attributes: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "For --method: attributes that vectors shall not carry along, with commas between.",
      valueName: "list"
    )
  )
  var balance: [String] = []

  @OptionGroup var items: LabelledSelectionFlags

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "What intervals, repeats and the items held out where no split says so start from (default: 0).",
      valueName: "n"
    )
  )
  var seed: UInt64?

  @OptionGroup var threads: ThreadsFlag

  @Option(
    name: .long,
    help: ArgumentHelp("A folder to draw ROC curves and histograms into, as PNG.", valueName: "dir"),
    completion: .directory
  )
  var plots: String?

  @Flag(name: .long, help: "Replace what exists under these names.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    var request = AttributeScoreRequest()
    request.vectors = vectors
    let methods = try NameList.names(methods, option: "--method")
    request.methods = methods == ["all"] ? FitMethod.learning : try methods.map { try FitMethodText.method($0) }
    request.names = try NameList.names(names, option: "--names")
    request.attributes = try NameList.names(attributes, option: "--attribute")
    request.balancedOver = try NameList.names(balance, option: "--balance")
    request.items = items.items
    if let seed { request.seed = seed }
    let folder = plots.map { URL(fileURLWithPath: $0, isDirectory: true) }
    if let folder { try OutputFolder.check(folder, option: "--plots") }
    let report = try request.score(threads: threads.threads)
    if let plots, let folder {
      let written = try report.writePlots(to: folder, overwrite: force)
      reporting.note("wrote \(written.count.counted("chart")) to \(plots)")
    }
    for note in report.notes { reporting.note(note) }
    guard !reporting.json else { return try JSONReport.print(report) }
    for line in report.lines { try Console.data(line) }
  }
}
