import ArgumentParser
import Diagrams

/// What stands for a picture in latent space, for verbs that draw from pictures.
struct PosteriorFlag: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What stands for a picture: the mean of its encoding, or a sample (default: mean).",
      valueName: "kind"
    )
  )
  var posterior: PosteriorChoice?
}
