import ArgumentParser
import Diagrams
import LatentGeometry

/// How latents are combined without a model: method, prior and threads.
struct LatentMethodOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("How to interpolate: \(MethodFlags.methodNames).", valueName: "method")
  )
  var method = InterpolationMethod.slerp

  @OptionGroup var prior: OptionalPriorOption

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Threads (default: one for each core).", valueName: "n")
  )
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): a number from 1 to 1024 is needed")
    }
  }

  /// The method in its prior, for latents of a width.
  func interpolator(dimension: Int, of file: String) throws -> Interpolator {
    let prior = try prior.prior(dimension: dimension, of: file)
    return Interpolator(method, prior: prior, dimension: dimension, threads: threads)
  }
}
