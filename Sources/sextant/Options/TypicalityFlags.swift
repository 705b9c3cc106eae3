import ArgumentParser
import Diagrams

/// What happens to latents that lie far from the prior.
struct TypicalityFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Latents over 4 sd from the prior: warn says how many and how far, rescale brings them to 4 sd, off is silent "
        + "(default: warn).",
      valueName: "policy"
    )
  )
  var typical: TypicalityPolicy?
}
