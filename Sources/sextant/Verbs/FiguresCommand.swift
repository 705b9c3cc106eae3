import ArgumentParser
import Diagrams
import GenerativeModels
import SafeFiles
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant figures`.
struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Draw the paper's figures and tables again, and check the claims behind them.",
    discussion: """
      Writes a folder: pictures with their recipes; index.html, one page in one file with each claim, its pictures, what was measured and \
      whether it holds; figures.json with the numbers. Without --model the bundled models, without --data portraits that are drawn \
      and encoded once and then kept. Of several models the first with an encoder draws all figures; the others join figures 1 and 3.

      Data are a folder of pictures; with labels in CelebA's layout for the figures about attributes. What a model or \
      the data cannot draw is left out and said so. The paper: Tom White, Sampling Generative Networks, arXiv 1609.04468.
      """
  )

  @OptionGroup(title: "Model") var model: ModelFlags<BundledModels>
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags

  @Option(
    name: .long,
    help: ArgumentHelp("A folder of pictures (default: portraits that are drawn as needed).", valueName: "dir"),
    completion: .directory
  )
  var data: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many portraits are drawn, or pictures of --data encoded at most (default: \(FiguresRequest.standardCount) portraits, all pictures).",
      valueName: "n"
    )
  )
  var count: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is drawn, with commas between: 1 to 9, table1, table2, future-work (default: everything).",
      valueName: "list"
    )
  )
  var only: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The attribute that figures 5 to 7 move along (default: Smiling).", valueName: "label")
  )
  var attribute: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The attribute that comes along with it (default: Male).", valueName: "label")
  )
  var confound: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The attribute that it is decoupled from (default: Mouth_Slightly_Open).", valueName: "label")
  )
  var partner: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The label of blurry pictures, for figure 9 (default: Blurry).", valueName: "label")
  )
  var blurLabel: String?

  @OptionGroup var classifier: ClassifierFlags

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number that random numbers start from (default: 1).", valueName: "n")
  )
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where portraits, encodings and vectors are kept between runs (default: the user's folder for caches).",
      valueName: "dir"
    ),
    completion: .directory
  )
  var cache: String?

  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(name: .long, help: ArgumentHelp("The folder to write.", valueName: "dir"), completion: .directory)
  var out: String

  @Flag(name: .long, help: "Replace figures that are there.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  /// The models that come along.
  enum BundledModels: ModelDefault {
    static let words = "portraits-vae, portraits-ali and portraits-dcgan"
  }

  func run() throws {
    let request = try request()
    try request.validate()
    try NameTemplate.requirePlain(out)
    let bars = Bars(isQuiet: reporting.quiet)
    defer { bars.clear() }
    let reporting = reporting
    let start = ContinuousClock.now
    let report = try request.draw(
      into: URL(fileURLWithPath: out, isDirectory: true),
      cache: cache.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? FigureCache.standard,
      overwrite: force,
      studio: execution.studio { _, _ in },
      progress: bars.update
    ) { result in
      bars.clear()
      reporting.note("\(result.item.title), \(result.item.subject): \(result.verdict)")
    }
    bars.clear()
    let seconds = Int((start.duration(to: .now) / .seconds(1)).rounded())
    reporting.note("wrote \(out), \(seconds) s; the page is \(out)/\(FiguresReport.pageName)")
    guard !reporting.json else { return try JSONReport.print(report) }
    guard !reporting.quiet else { return }
    for line in report.lines { try Console.data(line) }
  }

  private func request() throws -> FiguresRequest {
    var request = FiguresRequest()
    request.models = try model.withPrior(model.references(bare) ?? FiguresRequest.standardModels)
    request.data = data
    request.count = count
    if let only {
      request.items = try only.split(separator: ",").map { word in
        let text = word.trimmingPrefix(while: \.isWhitespace)
        guard let item = PaperItem(parsing: String(text)) else {
          throw ValidationError("--only \(word): there are figures 1 to 9, table1, table2 and future-work")
        }
        return item
      }
    }
    if let attribute { request.attribute = attribute }
    if let confound { request.confound = confound }
    if let partner { request.partner = partner }
    if let blurLabel { request.blurLabel = blurLabel }
    request.classifier = try classifier.reference()
    if let seed { request.seed = seed }
    return request
  }

  /// A bar for whatever is counted at the moment.
  private final class Bars: Sendable {
    private let isQuiet: Bool
    private let current: Mutex<(unit: String, bar: ProgressBar)?> = Mutex(nil)

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    @Sendable func update(unit: String, done: Int, total: Int) {
      let bar = current.withLock { current in
        if let current, current.unit == unit { return current.bar }
        current?.bar.clear()
        let bar = ProgressBar(unit: unit, isQuiet: isQuiet)
        current = (unit, bar)
        return bar
      }
      bar.update(done: done, total: total)
    }

    func clear() { current.withLock { $0?.bar.clear() } }
  }
}
