import ArgumentParser
import Datasets
import Diagrams
import EncodedSets
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
    discussion: """
      With --out a file with one row for each picture, in the order named; the pictures of a folder come in order of name. With \
      --set an encoded set: latents, paths, and the labels and splits of a folder in CelebA's layout or of IDX files (MNIST), \
      to be queried with SQL. Encoding a set can be interrupted; the same command goes on where it stopped.
      """
  )

  @Argument(
    help: "Pictures, folders or quoted globs; for --set also a folder in CelebA's layout, or IDX files.",
    completion: .file()
  )
  var images: [String]

  @OptionGroup(title: "Model") var model: ModelFlags<StandardModel>
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

  @OptionGroup(title: "Condition") var condition: ConditionFlags
  @OptionGroup(title: "Encoded set") var set: SetEncodingFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file of latents to write, .npy or .json; this or --set is needed. \(OutputNames.help)",
      valueName: "file"
    ),
    completion: .file()
  )
  var out: String?

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if model.prior != nil, model.decoder == nil {
      throw ValidationError(
        "--prior: encodings do not depend on it; give it to the verbs that draw from them, as in --prior set:NAME"
      )
    }
    guard (out == nil) != (set.set == nil) else {
      throw ValidationError(
        "--out FILE for a file of latents or --set NAME for an encoded set is needed: give one of them"
      )
    }
    if !set.conditionLabels.isEmpty, condition.conditions != nil {
      throw ValidationError("--condition and --condition-labels exclude each other: give one")
    }
    if out != nil, let flag = set.firstGiven {
      throw ValidationError("\(flag) is about an encoded set: it goes with --set")
    }
  }

  func run() throws {
    for image in images where FileManager.default.fileExists(atPath: image) {
      guard case .latents = Anchor(parsing: image) else { continue }
      throw RequestError.invalid(option: image, reason: "these are latents already; `decode` draws them")
    }
    let reference = try model.requireOne(bare)
    if set.set != nil {
      try set.encode(
        images,
        with: reference,
        posterior: posterior,
        seed: seed,
        conditions: condition.conditions ?? [],
        execution: execution,
        overwrite: force,
        reporting: reporting
      )
    } else if let out {
      try encode(with: reference, to: Output(path: out, overwrite: force, reporting: reporting))
    }
  }

  private func encode(with reference: ModelReference, to output: Output) throws {
    let pictures = try ImageFiles.expand(images)
    let seed = posterior == .sample ? seed ?? RandomOptions.drawn() : nil
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { bar.update(done: $0, total: $1) }
    let target = try LatentOutput(output, of: "encode") { key in
      switch key {
      case .baseName: pictures[0].deletingPathExtension().lastPathComponent
      case .seed: seed.map { "\($0)" }
      default: try [reference].name(of: key, in: studio)
      }
    }
    let model = try studio.open(reference)
    for sentence in model.assumptions { output.reporting.note(sentence) }
    let out = try target.write {
      try studio.encode(
        pictures,
        with: model,
        posterior: posterior.posterior(seed: seed ?? 0),
        conditions: condition.conditions ?? [],
        to: $0,
        overwrite: output.overwrite
      )
    }
    bar.clear()
    // Nothing else keeps this number: it is printed under --quiet too.
    if let seed, self.seed == nil { Console.note("seed \(seed)") }
    if output.reporting.json {
      try JSONReport.print(
        Report(
          out: out,
          count: pictures.count,
          dimension: model.latentDimension,
          seed: seed,
          model: ModelStamp(model),
          pictures: pictures.map(\.shownPath)
        )
      )
    } else {
      target.report(out, count: pictures.count, dimension: model.latentDimension)
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
