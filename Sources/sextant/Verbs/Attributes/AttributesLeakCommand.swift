import ArgumentParser
import AttributeVectors
import Datasets
import Diagrams
import Imaging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes leak`.
struct AttributesLeakCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leak",
    abstract: "Say what edits along attribute vectors really change.",
    discussion: """
      Every vector is first made equally strong: so that the classifier's mean probability of its own attribute changes by --gain over \
      the edited items, upward and downward (by sharpness: upward only). Then the same held-out encodings are moved along each, decoded and looked at: the mean \
      change of every label that the classifier tells (all of them, with 95 % intervals: --json); identity, how far the rest of the encoding moved (1: as far \
      as to another picture); brightness and sharpness. With several --vectors the first of a name is what others are \
      compared with; --project adds what is left of each vector without other directions.
      """
  )

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The vectors: a folder NAME.vectors, or a file such as plat's JSON; give it again to compare, the plain ones first.",
      valueName: "name|file"
    ),
    completion: .file()
  )
  var vectors: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the rows of a file such as plat's JSON are called, in order, with commas between (default: 0, 1, …).",
      valueName: "list"
    )
  )
  var names: [String] = []

  @Option(
    name: .customLong("attribute"),
    help: ArgumentHelp(
      "The vectors that are measured, with commas between (default: all that the classifier tells).",
      valueName: "list"
    )
  )
  var attributes: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The encoded set whose items are edited; its model decodes them.", valueName: "name|dir"),
    completion: .directory
  )
  var set: String

  @OptionGroup var selection: ItemSelection

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("How many items are edited, drawn by the seed (default: 500).", valueName: "n")
  )
  var count: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much every edit changes the mean probability of its attribute (default: 0.2), or with --by sharpness the mean "
        + "sharpness, as a share (default: 0.25).",
      valueName: "x"
    )
  )
  var gain: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the gain is measured with: classifier or sharpness (default: classifier).",
      valueName: "meter"
    )
  )
  var by: Meter?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Move by this much of each vector instead, unmeasured.", valueName: "a")
  )
  var amount: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Directions to take out of every vector, with commas between, as rows beside the others.",
      valueName: "list"
    )
  )
  var project: [String] = []

  @OptionGroup var classifier: ClassifierFlags
  @OptionGroup(title: "Condition") var condition: OneConditionFlag

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("What the choice of items and the intervals start from (default: 0).", valueName: "n")
  )
  var seed: UInt64?

  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp("A heat map to draw: edits by labels, a picture or .svg.", valueName: "file"),
    completion: .file()
  )
  var out: String?

  @Option(
    name: .long,
    help: ArgumentHelp("A heat map to draw: the cosines of all vectors, a picture or .svg.", valueName: "file"),
    completion: .file()
  )
  var cosines: String?

  @Flag(name: .long, help: "Replace what exists under these names.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  /// What the gain is measured with.
  enum Meter: String, ExpressibleByArgument, CaseIterable {
    case classifier, sharpness
  }

  func validate() throws {
    if amount != nil, gain != nil || by != nil {
      throw ValidationError("--amount moves without measuring: leave --gain and --by out")
    }
    if let out, out == cosines { throw ValidationError("--out and --cosines are two drawings: name two files") }
  }

  func run() throws {
    func name(_ text: String, _ option: String) throws -> OutputName {
      try OutputName(NameTemplate(text, option: option), of: "attributes leak", set: set)
    }
    let names = (out: try out.map { try name($0, "--out") }, cosines: try cosines.map { try name($0, "--cosines") })
    for name in [names.out, names.cosines].compactMap({ $0 }) {
      try Drawing.checkOutput(name.place, isChart: true, overwrite: force)
    }
    let bar = ProgressBar(unit: "edits", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let report = try request().measure(in: execution.studio { bar.update(done: $0, total: $1) })
    var written: [String] = []
    func write(_ chart: HeatMap, to name: OutputName) throws {
      written.append(name.shown(try name.write { try chart.write(to: $0, overwrite: force) }.place))
    }
    if let name = names.out, let chart = report.chart { try write(chart, to: name) }
    if let name = names.cosines { try write(report.cosineChart, to: name) }
    bar.clear()
    for note in report.notes { reporting.note(note) }
    for path in written { reporting.note("wrote \(path)") }
    if reporting.json {
      try JSONReport.print(report)
    } else {
      for line in report.lines { try Console.data(line) }
    }
    // What was measured is told before what could not be drawn.
    if let out, let reason = report.chartIsMissing {
      throw RequestError.invalid(option: "--out \(out)", reason: reason)
    }
  }

  private func request() throws -> AttributeLeakRequest {
    var request = AttributeLeakRequest()
    request.vectors = vectors
    request.names = try NameList.names(names, option: "--names")
    request.attributes = try NameList.names(attributes, option: "--attribute")
    request.items.set = set
    var edited = LabelledSelection()
    (edited.condition, edited.split) = (selection.condition, selection.split)
    request.items.heldOut = edited.chosen
    if let count { request.count = count }
    if let amount {
      request.gain = .amount(amount)
    } else {
      request.gain = by == .sharpness ? .sharpness(gain ?? 0.25) : .probability(gain ?? 0.2)
    }
    request.projected = try NameList.names(project, option: "--project")
    request.classifier = try classifier.reference()
    request.conditions = condition.conditions
    if let seed { request.seed = seed }
    return request
  }
}
