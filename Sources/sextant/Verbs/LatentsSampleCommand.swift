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
    guard (1...100_000_000).contains(dimension) else {
      throw ValidationError("--dimension \(dimension): a number from 1 to 100000000 is needed")
    }
    guard count >= 1 else { throw ValidationError("--count \(count): at least 1 is needed") }
    try LatentOutput.checkSize("--count \(count) x --dimension \(dimension)", count: count, dimension: dimension)
  }

  func run() throws {
    let seed = random.seed ?? RandomOptions.drawn()
    let generator = random.rng ?? .sextant
    guard seed <= generator.largestSeed else {
      throw RequestError.invalid(
        option: "--seed \(seed)",
        reason: "the \(generator.rawValue) generator takes seeds up to \(generator.largestSeed)"
      )
    }
    let target = LatentOutput(output.output)
    try target.check()
    // Nothing else keeps this number: it is printed under --quiet too.
    if random.seed == nil { Console.note("seed \(seed)") }
    try target.write(count: count, dimension: dimension, seed: seed) { writer in
      try draw(with: generator, seed: seed) { try writer.append($0) }
    }
  }

  /// Hands over the latents some rows at a time: together they may be larger than the memory.
  private func draw(with generator: RandomAlgorithm, seed: UInt64, _ body: (LatentBatch) throws -> Void) throws {
    var numpy = NumPyRandomState(seed: UInt32(truncatingIfNeeded: seed))
    let piece = LatentOutput.piece(dimension: dimension)
    for start in stride(from: 0, to: count, by: piece) {
      let rows = min(piece, count - start)
      switch generator {
      case .sextant:
        let sextant = LatentGenerator(seed: seed)
        try body(sextant.sample(prior.prior, count: rows, dimension: dimension, startingAt: start))
      case .numpy:
        try body(numpy.sample(prior.prior, count: rows, dimension: dimension))
      }
    }
  }
}
