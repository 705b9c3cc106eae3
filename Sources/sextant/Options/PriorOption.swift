import ArgumentParser
import EncodedSets
import LatentGeometry

/// The prior of latents that come without a model, where one must be named.
struct PriorOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The distribution: \(PriorText.forms).", valueName: "prior"))
  var prior: PriorText

  func validate() throws { try prior.validate() }
}

/// The prior of latents that come without a model, where N(0, 1) will do.
struct OptionalPriorOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("What the latents are drawn from: \(PriorText.forms) (default: gaussian).", valueName: "prior")
  )
  var prior: PriorText?

  func validate() throws { try prior?.validate() }

  /// The prior, for latents of a width.
  func prior(dimension: Int, of file: String) throws -> Prior {
    try prior?.prior(dimension: dimension, of: file) ?? .standardGaussian
  }
}

/// A prior as it is typed.
struct PriorText: ExpressibleByArgument {
  static let forms =
    "gaussian[:MEAN,SD], uniform[:LOW,HIGH], sphere:RADIUS, truncated-gaussian:BOUND[,MEAN,SD], set:NAME (the law of an encoded "
    + "set), gaussian:FILE (mean and covariance of its latents) or empirical:FILE (the law of each coordinate too)"

  /// The text as it was typed.
  let text: String
  private let parsed: Result<PriorReference, PriorReferenceError>

  init(argument: String) {
    text = argument
    parsed = Result { () throws(PriorReferenceError) in try PriorReference(parsing: argument) }
  }

  /// Fails for a text that names no prior, before any file is read.
  func validate() throws {
    if case .failure(let error) = parsed { throw ValidationError(error.description) }
  }

  /// What the text names.
  func reference() throws -> PriorReference { try parsed.get() }

  /// The prior itself; one that is learned is learned now.
  func resolved() throws -> Prior { try parsed.get().resolved() }

  /// The prior, which must be one for latents of this width.
  func prior(dimension: Int, of file: String) throws -> Prior {
    try parsed.get().resolved(dimension: dimension, of: file)
  }
}
