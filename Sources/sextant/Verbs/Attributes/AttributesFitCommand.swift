import ArgumentParser
import AttributeVectors
import Diagrams
import SafeFiles

/// `sextant attributes fit`.
struct AttributesFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Learn attribute vectors from the labels of an encoded set.",
    discussion: """
      A vector is one step from the items without an attribute to those with it. Labels that come together bring each other along: \
      in CelebA a plain smile vector makes faces female. --balance names what a vector shall be free of; methods are

      mean           difference of both kinds' means, biased as the labels are
      replicate      the paper's: items repeated until all cells of the balanced attributes are equally full
      cells          what that tends to, without repeating: every cell's mean weighs the same
      least-squares  one regression on all labels, or on those balanced over: every vector free of the others
      logistic, svm  the normal of a separating plane, as long as the difference of means along it

      Some items are held out; AUC and accuracy, with 95 % intervals, are theirs. NAME.vectors has vectors.npy, m x d, and \
      vectors.json; a name that ends in .json writes plat's list of lists.
      """
  )

  @OptionGroup var items: LabelledSelectionFlags

  @Option(
    name: .customLong("attribute"),
    help: ArgumentHelp(
      "The attributes, with commas between (default: all that are labelled).",
      valueName: "list"
    )
  )
  var attributes: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Attributes that vectors shall not carry along, with commas between.",
      valueName: "list"
    )
  )
  var balance: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(FitMethod.learning.map(\.rawValue).joined(separator: ", ")) (default: cells with --balance, else mean).",
      valueName: "method"
    )
  )
  var method: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("For logistic and svm: what an item on the wrong side costs (default: 1).", valueName: "c")
  )
  var cost: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "What repeats, the items held out where no split says so, and intervals start from (default: 0).",
      valueName: "n"
    )
  )
  var seed: UInt64?

  @OptionGroup var threads: ThreadsFlag

  @Option(
    name: .long,
    help: ArgumentHelp("The vectors to write, a folder NAME.vectors; or a file .json or .npy.", valueName: "name|file"),
    completion: .file()
  )
  var out: String

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    try NameTemplate.requirePlain(out)
    try VectorSet.check(name: out, overwrite: force)
    var request = AttributeFitRequest()
    request.items = items.items
    request.attributes = try NameList.names(attributes, option: "--attribute")
    request.balancedOver = try NameList.names(balance, option: "--balance")
    request.method =
      try method.map { try FitMethodText.method($0) } ?? (request.balancedOver.isEmpty ? .mean : .cells)
    if let cost {
      guard [.logistic, .svm].contains(request.method) else {
        throw ValidationError("--cost is for --method logistic and svm: leave it out")
      }
      request.cost = cost
    }
    if let seed { request.seed = seed }
    let (vectors, notes) = try request.fit(threads: threads.threads)
    let written = try vectors.write(named: out, overwrite: force)
    for note in notes { reporting.note(note) }
    if reporting.json {
      try JSONReport.print(VectorSetReport(vectors, out: written.shownPath, notes: notes))
    } else if !reporting.quiet {
      for line in vectors.lines { try Console.data(line) }
    }
    reporting.note("wrote \(written.shownPath), \(vectors.entries.count) x \(vectors.dimension)")
  }
}

/// Names of methods that learn from labels.
enum FitMethodText {
  static func method(_ text: String) throws -> FitMethod {
    guard let method = FitMethod(rawValue: text), FitMethod.learning.contains(method) else {
      let names = FitMethod.learning.map(\.rawValue)
      throw ValidationError("--method \(text): there is no such method; choose one of \(names.joined(separator: ", "))")
    }
    return method
  }
}

/// What `--json` prints of vectors: their description with the place where they lie.
struct VectorSetReport: Encodable {
  let out: String
  let model: VectorSet.Model?
  let set: VectorSet.Source?
  let dimension: Int
  let vectors: [AttributeVector]
  let notes: [String]

  init(_ vectors: VectorSet, out: String, notes: [String]) {
    self.out = out
    (model, set, dimension) = (vectors.model, vectors.source, vectors.dimension)
    self.vectors = vectors.entries
    self.notes = notes
  }
}
