import ArgumentParser
import Diagrams
import LatentGeometry

/// `sextant interpolate`.
struct InterpolateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interpolate",
    abstract: "Draw strips between anchors, one row per method for the same pair.",
    discussion: """
      Prints the length of every latent along each row, and how many standard deviations of the prior's law of lengths \
      it lies from the prior.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    var request = InterpolateRequest()
    try options.apply(to: &request)
    try DrawingVerb(output: output.output, execution: execution).run(request)
  }

  struct Options: SheetRequestOptions {
    @Argument(
      help:
        "The ends, two for each strip: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3) or random."
    )
    var anchors: [String] = []

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Draw this many pairs from the prior instead.", valueName: "n")
    )
    var randomPairs: Int?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Pictures in a strip, ends included (default: 9).", valueName: "n")
    )
    var steps: Int?

    @Option(
      name: .customLong("method"),
      help: ArgumentHelp(
        "Methods, one row each, with commas between: \(MethodFlags.methodNames), or all (default: lerp,slerp).",
        valueName: "list"
      )
    )
    var methods: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "What stands for a picture: the mean of its encoding, or a sample (default: mean).",
        valueName: "kind"
      )
    )
    var posterior: PosteriorChoice?

    @Flag(name: .long, inversion: .prefixedNo, help: "Show the original pictures beside the ends (default: not).")
    var originals: Bool?

    @OptionGroup(title: "Model") var model: ModelFlags
    @OptionGroup(title: "Model without a package") var bare: BareModelFlags
    @OptionGroup(title: "Random numbers") var random: RandomOptions
    @OptionGroup(title: "Typicality") var typicality: TypicalityFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout InterpolateRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors)
        request.randomPairs = randomPairs ?? 0
      } else if let randomPairs {
        request.anchors = []
        request.randomPairs = randomPairs
      }
      if let steps { request.steps = steps }
      if let methods { request.methods = try MethodFlags.parse(methods) }
      if let posterior { request.posterior = posterior }
      if let originals { request.originals = originals }
      try applyCommon(to: &request, sheet: \.sheet)
    }
  }
}
