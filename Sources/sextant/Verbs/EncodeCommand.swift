import ArgumentParser
import Datasets
import Diagrams
import GenerativeModels
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant encode`.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Turn pictures into latents.",
    discussion: "Writes one row for each picture, in the order named; the pictures of a folder come in order of name."
  )

  @Argument(help: "Pictures, folders or quoted globs.")
  var images: [String]

  @OptionGroup(title: "Model") var model: ModelFlags
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags

  @Option(
    name: .long,
    help: ArgumentHelp("What stands for a picture: the mean of its encoding, or a sample.", valueName: "kind")
  )
  var posterior = PosteriorChoice.mean

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number that the noise of --posterior sample starts from (default: drawn and printed).",
      valueName: "n"
    )
  )
  var seed: UInt64?

  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let target = LatentOutput(output.output)
    try target.check()
    for image in images where FileManager.default.fileExists(atPath: image) {
      guard case .latents = Anchor(parsing: image) else { continue }
      throw RequestError.invalid(option: image, reason: "these are latents already; `decode` draws them")
    }
    let pictures = try ImageFiles.expand(images)
    let reference = try model.requireOne(bare)
    let seed = posterior == .sample ? seed ?? RandomOptions.drawn() : nil
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = Studio(session: execution.session, batch: execution.batch) { bar.update(done: $0, total: $1) }
    let model = try reference.open(session: studio.session)
    for sentence in model.assumptions { output.reporting.note(sentence) }
    try studio.encode(
      pictures,
      with: model,
      posterior: posterior.posterior(seed: seed ?? 0),
      to: URL(fileURLWithPath: output.out),
      overwrite: output.force
    )
    bar.clear()
    // Nothing else keeps this number: it is printed under --quiet too.
    if let seed, self.seed == nil { Console.note("seed \(seed)") }
    if output.reporting.json {
      try JSONReport.print(
        Report(
          out: output.out,
          count: pictures.count,
          dimension: model.latentDimension,
          seed: seed,
          model: ModelStamp(model),
          pictures: pictures.map(\.shownPath)
        )
      )
    } else {
      try target.report(count: pictures.count, dimension: model.latentDimension)
    }
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let dimension: Int
    let seed: UInt64?
    let model: ModelStamp
    let pictures: [String]
  }
}
