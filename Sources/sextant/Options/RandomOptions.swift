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

  func apply(to request: inout some DiagramRequest) {
    if let seed { request.seed = seed }
    if let rng { request.generator = rng }
  }

  /// A seed for a person who named none: short enough to type, and within NumPy's range.
  static func drawn() -> UInt64 { UInt64(UInt32.random(in: 0 ... .max)) }
}
