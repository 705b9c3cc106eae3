import ArgumentParser
import Diagrams
import LatentGeometry

/// `sextant jdiagram`.
struct JDiagramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jdiagram",
    abstract: "Draw the J-diagram of three pictures.",
    discussion: """
      The anchors are the corners: top left (the source A), bottom left (B), top right (C). Beside each picture stands \
      its reconstruction; the bottom right corner is their analogy (--analogy), and everything else is interpolated. With \
      several --model the same corners go through each, one grid below another.
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
        "Three corners: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3), items of a set (set:17), random, or sums (\"set:17 + 0.8*Smiling\").",
      completion: .file()
    )
    var anchors: [String] = []

    @OptionGroup var selection: AnchorSelectionFlags

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Rows of the grid (default: 5).", valueName: "n")
    )
    var rows: Int?

    @Option(
      name: .customLong("cols"),
      parsing: .unconditional,
      help: ArgumentHelp("Columns of the grid, without those of the originals (default: 7).", valueName: "n")
    )
    var columns: Int?

    @OptionGroup var methods: MethodFlags
    @OptionGroup var analogies: AnalogyFlags

    @OptionGroup var posterior: PosteriorFlag

    @Flag(name: .long, inversion: .prefixedNo, help: "Show the original pictures beside their corners (default).")
    var originals: Bool?

    @OptionGroup(title: "Fields") var fields: StillFieldFlags
    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout JDiagramRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
      }
      if let rows { request.rows = rows }
      if let columns { request.columns = columns }
      if let method = methods.chosen { request.interpolation = method }
      if let analogy = analogies.analogy { request.analogy = analogy }
      if let isOrderFree = analogies.orderFree { request.isOrderFree = isOrderFree }
      if let posterior = posterior.posterior { request.posterior = posterior }
      if let originals { request.originals = originals }
      try fields.apply(to: &request, among: common.vectors)
      try applyCommon(to: &request, sheet: \.sheet)
      try selection.apply(to: &request)
    }
  }
}
