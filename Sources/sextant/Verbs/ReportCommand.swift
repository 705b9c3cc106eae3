import ArgumentParser
import Diagrams
import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Say how far a set's encodings lie from the prior, and how likely a random sample falls outside of them.",
    discussion: """
      The manifold of encodings is all that lies within balls around them. Random samples of the prior that no ball holds are \
      outside; how many encodings would be is seen from some that are held out. The encodings' lengths, dimensions, covariance and \
      whole law are compared with the prior's. --latents asks the same of other latents, such as interpolations or edits. No model is \
      opened.
      """
  )

  @Option(name: .long, help: ArgumentHelp("The encoded set.", valueName: "name|dir"), completion: .directory)
  var set: String

  @OptionGroup var selection: ItemSelection

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The items that are held out of the manifold (default: split = 'test' if there are enough, else split = 'valid', else a fifth "
        + "of all by the seed).",
      valueName: "sql"
    )
  )
  var heldOut: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Report on these latents in the place of the encodings: z.npy, z.npy:3, z.npz:name, z.json.",
      valueName: "file"
    ),
    completion: .file()
  )
  var latents: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The distribution: \(PriorText.forms) (default: the model's).", valueName: "prior")
  )
  var prior: PriorText?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many draws of the prior are looked for in the manifold (default: as many as are held out, and at least 2000).",
      valueName: "n"
    )
  )
  var samples: Int?

  @Option(
    name: .short,
    help: ArgumentHelp(
      "Balls reach to the k-th nearest other encoding, for each of these k (default: 3,5,10).",
      valueName: "list"
    )
  )
  var k: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many encodings are compared with the prior at most, chosen by the seed (default: 20000); the manifold has all.",
      valueName: "n"
    )
  )
  var rows: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number that random numbers start from (default: drawn and printed).", valueName: "n")
  )
  var seed: UInt64?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Threads that look for neighbors (default: one for each core).", valueName: "n")
  )
  var threads: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("The page to write, .html (default: none; the terminal has the gist).", valueName: "file"),
    completion: .file()
  )
  var out: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The folder to write the page's charts to, as PNG.", valueName: "dir"),
    completion: .directory
  )
  var plots: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file to write the outsideness of --latents to, .npy or .json: a row for each latent, a column for each k; at most 1 inside.",
      valueName: "file"
    ),
    completion: .file()
  )
  var outsideness: String?

  @Flag(name: .long, help: "Replace what exists under these names.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    try prior?.validate()
    if outsideness != nil, latents == nil {
      throw ValidationError("--outsideness is about the latents of --latents FILE: give both")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): a number from 1 to 1024 is needed")
    }
  }

  func run() throws {
    let request = try request()
    try request.validate()
    for (option, name) in [("--out", out), ("--plots", plots), ("--outsideness", outsideness)] {
      try NameTemplate.requirePlain(name, option: option)
    }
    let output = ManifoldReportOutput(
      page: out.map { URL(fileURLWithPath: $0) },
      plots: plots.map { URL(fileURLWithPath: $0, isDirectory: true) },
      outsideness: outsideness.map { URL(fileURLWithPath: $0) },
      overwrite: force
    )
    try output.check()
    if seed == nil, let seed = request.seed { reporting.note("seed \(seed)") }
    let bar = ProgressBar(unit: "percent", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let report = try request.measure(threads: threads) { _, share in
      bar.update(done: Int(100 * share), total: 100)
    }
    try output.write(report)
    bar.clear()
    for written in [out, plots, outsideness].compactMap({ $0 }) { reporting.note("wrote \(written)") }
    guard !reporting.json else { return try JSONReport.print(report) }
    guard !reporting.quiet else { return }
    for line in report.lines { try Console.data(line) }
  }

  private func request() throws -> ManifoldReportRequest {
    var request = ManifoldReportRequest()
    request.set = set
    request.condition = selection.condition
    request.split = selection.split
    request.heldOut = heldOut
    request.latents = latents
    request.prior = try prior?.reference()
    request.samples = samples
    if let k {
      request.ks = try k.split(separator: ",", omittingEmptySubsequences: false).map { text in
        guard let k = Int(text) else {
          throw ValidationError("-k \(k): numbers with commas between are needed, as in 3,5,10")
        }
        return k
      }
    }
    if let rows { request.rows = rows }
    request.seed = seed ?? RandomOptions.drawn()
    return request
  }

  /// What can be changed when one of the page's charts is drawn again.
  struct ChartOptions: RequestOptions {
    @Option(name: .long, help: ArgumentHelp("Another of the report's charts.", valueName: "name"))
    var chart: String?

    @OptionGroup var common: CommonFlags

    func apply(to request: inout ManifoldChartRequest) throws {
      if let chart { request.chart = chart }
      if let set = common.set.set { request.report.set = set }
      if let prior = try common.model.prior?.reference() { request.report.prior = prior }
      try applyCommon(to: &request)
      // A set brings its model along, and a report opens none; one that is named itself is refused.
      request.models = try common.model.references(common.bare) ?? []
    }
  }
}
