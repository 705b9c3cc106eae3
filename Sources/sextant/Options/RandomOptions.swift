import ArgumentParser
import Diagrams
import LatentGeometry

/// Where random numbers come from.
struct RandomOptions: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number that random numbers start from (default: drawn and printed).", valueName: "n")
  )
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "sextant, or numpy for the numbers of numpy.random.RandomState (default: sextant).",
      valueName: "generator"
    )
  )
  var rng: RandomAlgorithm?

  func apply(to request: inout some StudioRequest) {
    if let seed { request.seed = seed }
    if let rng { request.generator = rng }
  }

  /// The seed and the generator of a verb without a request; ``tell(_:)`` prints a seed that is drawn now.
  ///
  /// - Throws: `RequestError` for a seed that the generator does not know.
  func chosen() throws -> (seed: UInt64, generator: RandomAlgorithm) {
    let seed = self.seed ?? Self.drawn()
    let generator = rng ?? .sextant
    guard seed <= generator.largestSeed else {
      throw RequestError.invalid(
        option: "--seed \(seed)",
        reason: "the \(generator.rawValue) generator takes seeds up to \(generator.largestSeed)"
      )
    }
    return (seed, generator)
  }

  /// Prints a seed that was drawn, since nothing else keeps it.
  func tell(_ seed: UInt64) {
    if self.seed == nil { Console.note("seed \(seed)") }
  }

  /// A seed for a person who named none: short enough to type, and within NumPy's range.
  static func drawn() -> UInt64 { UInt64(UInt32.random(in: 0 ... .max)) }
}
