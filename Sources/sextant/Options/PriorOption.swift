import ArgumentParser
import LatentGeometry

/// The prior of latents that come without a model.
struct PriorOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The distribution: gaussian[:MEAN,SD], uniform[:LOW,HIGH], sphere:RADIUS or truncated-gaussian:BOUND[,MEAN,SD].",
      valueName: "prior"
    ),
    transform: { text in
      do { return try Prior(parsing: text) } catch { throw ValidationError("\(error)") }
    }
  )
  var prior: Prior
}
