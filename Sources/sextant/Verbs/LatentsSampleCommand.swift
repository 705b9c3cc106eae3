import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

/// `sextant latents sample`.
struct LatentsSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sample", abstract: "Draw latents from a prior.")

  @OptionGroup var prior: PriorOption

  @Option(name: .long, help: ArgumentHelp("The number of coordinates of a latent.", valueName: "d"))
  var dimension: Int

  @Option(name: .long, help: ArgumentHelp("The number of latents.", valueName: "n"))
  var count: Int

  @OptionGroup(title: "Random numbers") var random: RandomOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard dimension >= 1 else { throw ValidationError("--dimension \(dimension): at least 1 is needed") }
    guard count >= 1 else { throw ValidationError("--count \(count): at least 1 is needed") }
    guard !count.multipliedReportingOverflow(by: dimension).overflow, count * dimension <= 1 << 34 else {
      throw ValidationError("--count \(count) x --dimension \(dimension): more than 2^34 numbers; draw several files")
    }
  }

  func run() throws {
    let seed = random.seed ?? RandomOptions.drawn()
    if random.seed == nil { output.reporting.note("seed \(seed)") }
    let generator = random.rng ?? .sextant
    guard seed <= generator.largestSeed else {
      throw RequestError.invalid(
        option: "--seed \(seed)",
        reason: "the \(generator.rawValue) generator takes seeds up to \(generator.largestSeed)"
      )
    }
    try LatentOutput(output.output).check()
    let batch = generator.sample(prior.prior, count: count, dimension: dimension, seed: seed)
    try LatentOutput(output.output).write(batch, seed: seed)
  }
}
