import ArgumentParser
import Diagrams
import LatentGeometry

/// `sextant grid`.
struct GridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "Draw a grid of latents between anchors.",
    discussion: """
      Layouts and the order of their anchors: mine, anchors every --spacing cells, row after row; gradient, four corners (top \
      left, bottom left, top right, bottom right); jdiagram, three corners and their analogy; chain, the corner and then left \
      and top edge in turn, every other anchor an analogy; fan, from the first anchor to each of the others, or without \
      anchors the plane of the sheet turned by another angle for every coordinate.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: DrawingOutputOptions

  func run() throws {
    try repetition.run(options, output: output.output, execution: execution)
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "The anchors: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3), items of a set (set:17), random, or sums (\"set:17 + 0.8*Smiling\")."
    )
    var anchors: [String] = []

    @OptionGroup var grid: GridFlags
    @OptionGroup var points: GridPointFlags

    @Flag(name: .long, inversion: .prefixedNo, help: "Draw anchors that are missing from the model's prior.")
    var fill: Bool?

    @OptionGroup var methods: MethodFlags
    @OptionGroup var analogies: AnalogyFlags

    @OptionGroup var posterior: PosteriorFlag

    @OptionGroup(title: "Fields") var fields: StillFieldFlags
    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout GridRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
      }
      if let layout = grid.layout { request.layout = layout }
      if let rows = grid.rows { request.rows = rows }
      if let columns = grid.columns { request.columns = columns }
      if let spacing = grid.spacing { request.spacing = spacing }
      if let fill { request.drawsMissing = fill }
      if let method = methods.chosen { request.interpolation = method }
      if let analogy = analogies.analogy { request.analogy = analogy }
      if let isOrderFree = analogies.orderFree { request.isOrderFree = isOrderFree }
      try points.apply(to: &request, beside: grid, fill: fill)
      try fields.apply(to: &request, among: common.vectors)
      if let posterior = posterior.posterior { request.posterior = posterior }
      try applyCommon(to: &request, sheet: \.sheet)
    }
  }
}
