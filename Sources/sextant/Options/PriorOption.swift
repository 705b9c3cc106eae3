import ArgumentParser
import Diagrams
import LatentFiles
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

/// A prior as it is typed: in short form, or learned from a file of latents.
struct PriorText: ExpressibleByArgument {
  static let forms =
    "gaussian[:MEAN,SD], uniform[:LOW,HIGH], sphere:RADIUS, truncated-gaussian:BOUND[,MEAN,SD], gaussian:FILE (mean and "
    + "covariance of its latents) or empirical:FILE (the law of each coordinate too)"

  /// The text as it was typed.
  let text: String
  private let meaning: Meaning

  private enum Meaning {
    case known(Prior)
    case gaussian(file: String)
    case empirical(file: String)
    case wrong(reason: String)
  }

  /// Squares and sums of larger numbers leave the range of single precision on their way.
  private static let largest: Float = 1e30

  init(argument: String) {
    text = argument
    meaning = Self.meaning(of: argument)
  }

  private static func meaning(of text: String) -> Meaning {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, case .latents = Anchor(parsing: parts[1]) {
      if parts[0] == "gaussian" { return .gaussian(file: parts[1]) }
      if parts[0] == "empirical" { return .empirical(file: parts[1]) }
    }
    do throws(PriorError) {
      let prior = try Prior(parsing: text)
      return prior.largestParameter > largest
        ? .wrong(reason: "its latents would leave the range of single precision; numbers up to \(largest) are possible")
        : .known(prior)
    } catch {
      guard case .unknownKind(let kind) = error else { return .wrong(reason: error.description) }
      return .wrong(
        reason: kind == "empirical"
          ? "name latents to learn it from, as in empirical:z.npy"
          : "'\(kind)' is not a prior; use gaussian, uniform, sphere, truncated-gaussian or empirical"
      )
    }
  }

  /// Fails for a text that names no prior, before any file is read.
  func validate() throws {
    if case .wrong(let reason) = meaning { throw ValidationError("--prior \(text): \(reason)") }
  }

  /// The prior itself; one that is learned is learned now.
  func resolved() throws -> Prior {
    switch meaning {
    case .known(let prior): return prior
    case .gaussian(let file): return .correlatedGaussian(try CorrelatedGaussian(fitting: try Self.latents(of: file)))
    case .empirical(let file): return .empirical(try EmpiricalPrior(fitting: try Self.latents(of: file)))
    case .wrong(let reason): throw ValidationError("--prior \(text): \(reason)")
    }
  }

  private static func latents(of file: String) throws -> LatentBatch {
    let latents = try LatentInput.read(file)
    guard latents.count >= 2 else {
      throw RequestError.latentFile(
        path: file,
        reason: "it has \(latents.count) \(latents.count == 1 ? "row" : "rows"), and a prior is learned from at least 2"
      )
    }
    if let index = latents.values.firstIndex(where: { abs($0) > largest }) {
      throw RequestError.latentFile(
        path: file,
        reason: "row \(index / latents.dimension), column \(index % latents.dimension) is \(latents.values[index]), "
          + "and a prior is learned from numbers up to \(largest); leave that row out"
      )
    }
    return latents
  }

  /// The prior, which must be one for latents of this width.
  func prior(dimension: Int, of file: String) throws -> Prior {
    let prior = try resolved()
    if let width = prior.dimension, width != dimension {
      throw RequestError.latentFile(
        path: file,
        reason: "its latents have \(dimension) numbers, and the prior \(text) is for \(width); use latents of one model"
      )
    }
    return prior
  }
}

extension Prior {
  /// The largest size of the numbers that a person gave; 0 for a prior that was learned.
  fileprivate var largestParameter: Float {
    switch self {
    case .gaussian(let mean, let sd): max(abs(mean), sd)
    case .uniform(let low, let high): max(abs(low), abs(high))
    case .sphere(let radius): radius
    case .truncatedGaussian(let mean, let sd, let bound): max(abs(mean), sd * max(1, bound))
    case .correlatedGaussian, .empirical: 0
    }
  }
}
