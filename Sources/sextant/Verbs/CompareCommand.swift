import ArgumentParser
import Diagrams

/// `sextant compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Draw rows of edits side by side for the same pictures.",
    discussion: """
      sextant compare a.jpg b.jpg --edit "biased=plain.vectors:Smiling:1.5" --edit "balanced=cells.vectors:Smiling:1.5" --out c.png

      Pictures stand in columns; below the originals and the reconstructions every edit has a row. A picture goes up or down to a \
      probability, as far as it has to and at most to the prior's edge, 4 sd of its law of lengths. Prints for each edit, as \
      means over the pictures: amount, sharpness, brightness, the squared distance from the reconstruction, and what the model's \
      classifier says of the edited attribute and of those others that changed most.
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

    @Option(
      name: .customLong("edit"),
      help: ArgumentHelp(
        "A row; give it again for more: Smiling:1.5, Smiling:to=0.9, \"Smiling:1 + Male:-0.5\", or with a label "
          + "\"biased=plain.vectors:Smiling:1.5\". Without an amount it goes to --to, or by 1.",
        valueName: "edit"
      )
    )
    var edits: [String] = []

    @Option(
      name: .customLong("to"),
      help: ArgumentHelp(
        "Go to this probability of the attribute, each picture by an amount of its own, where an edit says nothing else.",
        valueName: "p"
      )
    )
    var probability: Double?

    @OptionGroup var score: EditScoreFlag

    @OptionGroup var posterior: PosteriorFlag

    @Flag(name: .long, inversion: .prefixedNo, help: "Show the original pictures in the first row (default).")
    var originals: Bool?

    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout CompareRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
      }
      if edits.isEmpty {
        let known = request.edits.flatMap { $0.terms.map(\.vector) }
        for (row, edit) in request.edits.enumerated() {
          for (index, term) in edit.terms.enumerated() {
            request.edits[row].terms[index].vector = try common.vectors.moved(term.vector, of: known)
          }
        }
      } else {
        let named = common.vectors.named(request.edits.flatMap { $0.terms.map(\.vector) })
        request.edits = try edits.map { try CompareEdit(parsing: $0, among: named) }
      }
      if let probability { request.probability = probability }
      if let by = score.by { request.by = by }
      if let posterior = posterior.posterior { request.posterior = posterior }
      if let originals { request.originals = originals }
      try applyCommon(to: &request, sheet: \.sheet)
    }
  }
}
