import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

/// `sextant latents walk`.
struct LatentsWalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk",
    abstract: "Wander at random so that every latent is a draw of the prior.",
    discussion: """
      Kinds: steps, each a turn of --step degrees towards a fresh draw; path, through --way-points draws at constant angular \
      speed; loop, a smooth round without a seam; wave, from one draw towards another and back; noise, along smooth noise over \
      several draws, which closes too. The draws are the rows that `latents sample` gives for the same seed.
      """
  )

  /// How the walk moves.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case steps, path, loop, wave, noise
  }

  @OptionGroup var prior: PriorOption

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number of coordinates of a latent (default: what a learned --prior says).", valueName: "d")
  )
  var dimension: Int?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("The number of latents.", valueName: "n"))
  var frames = 48

  @Option(name: .long, help: ArgumentHelp("How the walk moves.", valueName: "kind"))
  var kind = Kind.steps

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Steps: degrees from latent to latent.", valueName: "n")
  )
  var step = 8.0

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Path: draws that it leads through.", valueName: "n")
  )
  var wayPoints = 5

  @Flag(name: .long, help: "Path: lead back to the first draw.")
  var closed = false

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Loop: harmonics; more wander.", valueName: "n"))
  var harmonics = 3

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Loop: each harmonic's strength beside the one before.", valueName: "n")
  )
  var roughness = 0.5

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: the largest turn in degrees.", valueName: "n")
  )
  var amplitude = 40.0

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Wave: swings; noise: cells of noise that pass.", valueName: "n")
  )
  var cycles = 1

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Noise: draws that it weighs, 4 to 256.", valueName: "n")
  )
  var draws = 8

  @OptionGroup(title: "Random numbers") var random: RandomOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    func check(_ isValid: Bool, _ option: String, _ rule: String) throws {
      guard isValid else { throw ValidationError("\(option): \(rule)") }
    }
    if let dimension {
      try check(
        (1...100_000_000).contains(dimension),
        "--dimension \(dimension)",
        "a number from 1 to 100000000 is needed"
      )
    }
    try check((1...10_000_000).contains(frames), "--frames \(frames)", "a number from 1 to 10000000 is needed")
    try check(step > 0 && step <= 180, "--step \(step)", "a step turns by more than 0 and at most 180 degrees")
    try check((1...1_000_000).contains(wayPoints), "--way-points \(wayPoints)", "a number from 1 to 1000000 is needed")
    try check((1...64).contains(harmonics), "--harmonics \(harmonics)", "a loop has 1 to 64 harmonics")
    try check((0...1).contains(roughness), "--roughness \(roughness)", "roughness is 0 to 1")
    try check(abs(amplitude) <= 3600, "--amplitude \(amplitude)", "an amplitude is at most 3600 degrees")
    try check((1...1000).contains(cycles), "--cycles \(cycles)", "1 to 1000 cycles are possible")
    try check((4...256).contains(draws), "--draws \(draws)", "noise weighs 4 to 256 draws")
  }

  func run() throws {
    let (seed, generator) = try random.chosen()
    let target = try LatentOutput(output.output, of: "latents walk") { key in
      switch key {
      case .frames: "\(frames)"
      case .layout: kind.rawValue
      case .seed: "\(seed)"
      default: nil
      }
    }
    let prior = try prior.prior.resolved()
    guard let width = dimension ?? prior.dimension else {
      throw ValidationError("--dimension D is needed: how many numbers a latent has, such as 64")
    }
    if let own = prior.dimension, own != width {
      throw RequestError.invalid(
        option: "--dimension \(width)",
        reason: "the prior \(self.prior.prior.text) is for latents of \(own) numbers; leave --dimension out"
      )
    }
    try LatentOutput.checkMemory("--frames \(frames)", count: frames, dimension: width)
    switch kind {
    case .steps: break
    case .path: try LatentOutput.checkMemory("--way-points \(wayPoints)", count: wayPoints, dimension: width)
    case .loop: try LatentOutput.checkMemory("--harmonics \(harmonics)", count: 2 * harmonics, dimension: width)
    case .wave: try LatentOutput.checkMemory("a wave", count: 2, dimension: width)
    case .noise: try LatentOutput.checkMemory("--draws \(draws)", count: draws, dimension: width)
    }
    random.tell(seed)
    func sampled(_ count: Int) -> LatentBatch {
      generator.sample(prior, count: count, dimension: width, seed: seed)
    }
    let latents: LatentBatch
    switch kind {
    case .steps:
      latents = PriorWalk.steps(over: sampled(frames), prior: prior, angle: step * .pi / 180)
    case .path:
      let interpolator = Interpolator(.matchedSlerp, prior: prior, dimension: width)
      latents = AnchorPath(through: sampled(wayPoints), interpolator, isClosed: closed).latents(frames: frames)
    case .loop:
      latents = RandomLoop(over: sampled(2 * harmonics), prior: prior, roughness: roughness).latents(frames: frames)
    case .wave:
      let ends = sampled(2)
      let wave = Wave(amplitude: amplitude * .pi / 180, shape: .uniform, cycles: cycles)
      latents = wave.path(of: ends[0], towards: ends[1], prior: prior).latents(frames: frames)
    case .noise:
      let field = NoiseField(over: sampled(draws), seed: seed, prior: prior, cycles: cycles)
      latents = .concatenating((0..<frames).map { field.latents(columns: 1, rows: 1, at: Double($0) / Double(frames)) })
    }
    try target.write(count: latents.count, dimension: width, seed: seed) { try $0.append(latents) }
  }
}
