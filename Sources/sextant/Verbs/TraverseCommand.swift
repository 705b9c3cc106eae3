import ArgumentParser
import AttributeVectors
import Diagrams

/// `sextant traverse`.
struct TraverseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traverse",
    abstract: "Apply one or two attribute vectors over a range: a strip or a plane for each picture.",
    discussion: """
      sextant traverse face.jpg --vectors smile.vectors --attribute Smiling --range=-2,2 --steps 9 --out strip.png

      Amount 0 is the reconstruction itself. --to 0.05,0.95 gives every picture amounts of its own instead: from where the \
      classifier says 0.05 to where it says 0.95, or to the prior's edge, 4 sd of its law of lengths, where that comes first; \
      both ends lie on one side of the picture itself where it says less than 0.05 or more than 0.95. Two vectors make a plane, \
      the first to the right and the second down, and --to is found for each of them alone. Prints the classifier's probabilities, where the model \
      has one that tells the attributes.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    try repetition.run(options, output: output.output, execution: execution)
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "What is edited: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3), items of a set (set:17) or random.",
      completion: .file()
    )
    var anchors: [String] = []

    @OptionGroup var selection: AnchorSelectionFlags

    @Option(
      name: .customLong("attribute"),
      help: ArgumentHelp(
        "One vector for strips, or two with a comma between for planes: names among --vectors, or smile.vectors:Smiling, or sums (\"plat.json:5 - plat.json:31\").",
        valueName: "list"
      )
    )
    var attributes: String?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("From how much of the vector to how much (default: -2,2).", valueName: "low,high")
    )
    var range: String?

    @Option(
      name: .customLong("range-y"),
      parsing: .unconditional,
      help: ArgumentHelp("The same of a plane's second vector (default: that of --range).", valueName: "low,high")
    )
    var rangeY: String?

    @Option(
      name: .customLong("to"),
      help: ArgumentHelp(
        "Go from one probability of the attribute to another instead, each picture by amounts of its own.",
        valueName: "low,high"
      )
    )
    var ends: String?

    @OptionGroup var score: EditScoreFlag

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Pictures in a row, both ends included (default: 9).", valueName: "n")
    )
    var steps: Int?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Rows of a plane, both ends included (default: as many as --steps).", valueName: "n")
    )
    var rows: Int?

    @OptionGroup var posterior: PosteriorFlag

    @Flag(
      name: .long,
      inversion: .prefixedNo,
      help: "Show the original and its reconstruction left of each strip or plane (default: not)."
    )
    var originals: Bool?

    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout TraverseRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
      }
      if let attributes {
        let named = common.vectors.named(request.attributes.flatMap { $0.terms.map(\.vector) })
        request.attributes = try attributes.split(separator: ",").map {
          try VectorSum(parsing: String($0), among: named)
        }
        // A strip has no use for what a recipe says of a plane.
        if request.attributes.count == 1 { (request.rows, request.rangeY) = (nil, nil) }
      } else {
        let known = request.attributes
        request.attributes = try known.map { try common.vectors.moved($0, of: known) }
      }
      if ends != nil, range != nil || rangeY != nil {
        throw ValidationError("--to: give probabilities or a range of amounts, not both")
      }
      if let range { (request.range, request.ends) = (try EditRange(parsing: range, "--range"), nil) }
      if let rangeY { (request.rangeY, request.ends) = (try EditRange(parsing: rangeY, "--range-y"), nil) }
      if let ends { request.ends = try EditRange(parsing: ends, "--to") }
      if let by = score.by { request.by = by }
      if let steps { request.steps = steps }
      if let rows { request.rows = rows }
      if let posterior = posterior.posterior { request.posterior = posterior }
      if let originals { request.originals = originals }
      try applyCommon(to: &request, sheet: \.sheet)
      try selection.apply(to: &request)
    }
  }
}
