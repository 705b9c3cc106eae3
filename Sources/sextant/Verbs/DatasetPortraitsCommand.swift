import ArgumentParser
import Datasets
import Diagrams
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant dataset portraits`.
struct DatasetPortraitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portraits",
    abstract: "Draw labelled portraits whose true factors are known.",
    discussion: """
      Writes a folder in CelebA's layout: img_align_celeba/, list_attr_celeba.txt, list_eval_partition.txt (of every \
      ten pictures eight train, one valid, one test), and factors.csv with the numbers behind every picture. Called \
      again with the same options it goes on where it was interrupted; with a larger --count it adds pictures.

      Attributes are correlated as in "Sampling Generative Networks": Smiling with Male and Mouth_Slightly_Open. The \
      label Blurry is biased: dark pictures are called blurry too often; blur_radius in factors.csv has the truth. Shares \
      hold in every thousand. In tables of --correlation the first attribute varies slowest and yes comes before no.
      """
  )

  @Option(name: .long, help: ArgumentHelp("How many portraits.", valueName: "n"))
  var count = 20_000

  @Option(name: .long, help: ArgumentHelp("Their width and height in pixels.", valueName: "pixels"))
  var size = 64

  @Option(name: .long, help: ArgumentHelp("The quality of the JPEG files.", valueName: "1-100"))
  var quality = 95

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number that random numbers start from (default: that of the folder, or drawn and printed).",
      valueName: "n"
    )
  )
  var seed: UInt64?

  @Flag(name: .long, help: "No correlations but that of hair colours, of which everybody has one.")
  var independent = false

  @Option(
    name: .long,
    help: ArgumentHelp("Other correlations, as JSON in the form that --show-correlation prints.", valueName: "file"),
    completion: .file()
  )
  var correlation: String?

  @Flag(name: .long, help: "Print the correlations as JSON and draw nothing.")
  var showCorrelation = false

  @Option(name: .long, help: ArgumentHelp("Portraits drawn at once (default: one for each core).", valueName: "n"))
  var threads: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("The folder to write; needed but for --show-correlation.", valueName: "dir"),
    completion: .directory
  )
  var out: String?

  @Flag(name: .long, help: "Replace portraits of other options, and remove those beyond a smaller count.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    guard (1...PortraitFolder.countLimit).contains(count) else {
      throw ValidationError("--count \(count): a number from 1 to \(PortraitFolder.countLimit) is needed")
    }
    guard (8...4096).contains(size) else { throw ValidationError("--size \(size): 8 to 4096 pixels are possible") }
    guard (1...100).contains(quality) else { throw ValidationError("--quality \(quality): 1 to 100 is possible") }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): a number from 1 to 1024 is needed")
    }
    if independent, correlation != nil {
      throw ValidationError("--independent and --correlation exclude each other: give one")
    }
    if let out, out.isEmpty { throw ValidationError("--out is empty: name the folder to write") }
    if out == nil, !showCorrelation { throw ValidationError("--out is missing: name the folder to write") }
  }

  func run() throws {
    let population = try population()
    if showCorrelation { return try JSONReport.print(population.description) }
    guard let out else { return }
    try NameTemplate.requirePlain(out)
    let place = URL(fileURLWithPath: out)
    // A folder that was begun goes on with its own seed.
    let known = seed ?? PortraitFolder.seed(of: place)
    let seed = known ?? RandomOptions.drawn()
    // Before the work, so that nobody loses it; portraits.json keeps it too.
    if known == nil { reporting.note("seed \(seed)") }
    let folder = PortraitFolder(
      generator: PortraitGenerator(seed: seed, population: population),
      count: count,
      size: size,
      quality: quality
    )
    let bar = ProgressBar(unit: "portraits", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let pictures = try folder.write(to: place, overwrite: force, threads: threads) {
      bar.update(done: $0, total: $1)
    }
    bar.clear()
    if reporting.json {
      try JSONReport.print(
        Report(out: out, count: count, size: size, seed: seed, drawn: pictures.drawn, kept: pictures.kept)
      )
    } else {
      let kept = pictures.kept > 0 ? ", of which \(pictures.kept) were there" : ""
      reporting.note("wrote \(out), \(count.counted("portrait")) of \(size) x \(size)\(kept)")
    }
  }

  private func population() throws -> AttributePopulation {
    if independent { return .independent }
    guard let correlation else { return .standard }
    return try AttributePopulation(contentsOf: URL(fileURLWithPath: correlation))
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let size: Int
    let seed: UInt64
    let drawn: Int
    let kept: Int
  }
}
