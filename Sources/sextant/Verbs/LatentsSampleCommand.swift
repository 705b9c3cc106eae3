import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

/// `sextant latents sample`.
struct LatentsSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sample", abstract: "Draw latents from a prior.")

  @OptionGroup var prior: PriorOption

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of coordinates of a latent (default: what --near or a learned --prior says).",
      valueName: "d"
    )
  )
  var dimension: Int?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("The number of latents.", valueName: "n"))
  var count: Int

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw around this latent, z.npy:3, instead of anywhere; --prior keeps its law.",
      valueName: "latent"
    )
  )
  var near: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How far from --near: 0 is the latent itself, 1 independent of it (default: 0.3).",
      valueName: "r"
    )
  )
  var radius: Double?

  @OptionGroup(title: "Random numbers") var random: RandomOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if let dimension, !(1...100_000_000).contains(dimension) {
      throw ValidationError("--dimension \(dimension): a number from 1 to 100000000 is needed")
    }
    guard count >= 1 else { throw ValidationError("--count \(count): at least 1 is needed") }
    if let radius {
      guard near != nil else { throw ValidationError("--radius goes with --near: give both") }
      guard (0...1).contains(radius) else {
        throw ValidationError("--radius \(radius): a number from 0 to 1 is needed")
      }
    }
  }

  func run() throws {
    let (seed, generator) = try random.chosen()
    let target = try LatentOutput(output.output, of: "latents sample") { key in
      switch key {
      case .baseName: near.flatMap(LatentInput.baseName)
      case .seed: "\(seed)"
      default: nil
      }
    }
    let center = try near.map { try LatentInput.read($0) }
    if let center, let near, center.count != 1 {
      throw RequestError.latentFile(path: near, reason: "it has \(center.count) rows; name one, such as \(near):0")
    }
    let prior = try prior.prior.resolved()
    let width = try width(of: prior, near: center)
    try LatentOutput.checkSize("--count \(count) x --dimension \(width)", count: count, dimension: width)
    random.tell(seed)
    let around = Interpolator(.matched, prior: prior, dimension: width)
    try target.write(count: count, dimension: width, seed: seed) { writer in
      try draw(prior, dimension: width, with: generator, seed: seed) { draws in
        try writer.append(center.map { around.vicinity(of: $0, draws: draws, radius: radius ?? 0.3) } ?? draws)
      }
    }
  }

  /// The number of coordinates, which --dimension, --near and a learned prior may each tell.
  private func width(of prior: Prior, near center: LatentBatch?) throws -> Int {
    let known: [(String, Int?)] = [
      ("--dimension \(dimension ?? 0)", dimension), ("--near \(near ?? "")", center?.dimension),
      ("--prior \(self.prior.prior.text)", prior.dimension),
    ]
    let told = known.compactMap { name, width in width.map { (name, $0) } }
    guard let first = told.first else {
      throw ValidationError("--dimension D is needed: how many numbers a latent has, such as 64")
    }
    guard let other = told.first(where: { $0.1 != first.1 }) else { return first.1 }
    throw RequestError.invalid(
      option: other.0,
      reason: "its latents have \(other.1) numbers, and \(first.0) says \(first.1); use latents of one model"
    )
  }

  /// Hands over the latents some rows at a time: together they may be larger than the memory.
  private func draw(
    _ prior: Prior,
    dimension: Int,
    with generator: RandomAlgorithm,
    seed: UInt64,
    _ body: (LatentBatch) throws -> Void
  ) throws {
    // The latent that others are drawn near may be the first draw of the same seed.
    let stream: LatentGenerator.Stream = near == nil ? .latents : .additions
    var numpy = NumPyRandomState(seed: UInt32(truncatingIfNeeded: seed))
    if near != nil { _ = numpy.sample(prior, count: 1, dimension: dimension) }
    let piece = LatentOutput.piece(dimension: dimension)
    for start in stride(from: 0, to: count, by: piece) {
      let rows = min(piece, count - start)
      switch generator {
      case .sextant:
        let sextant = LatentGenerator(seed: seed)
        try body(sextant.sample(prior, count: rows, dimension: dimension, startingAt: start, stream: stream))
      case .numpy:
        try body(numpy.sample(prior, count: rows, dimension: dimension))
      }
    }
  }
}
