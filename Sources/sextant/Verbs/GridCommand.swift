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
      anchors the plane of the sheet turned by another angle for every coordinate; strips, one below another, each through \
      anchors of its own every --spacing cells (two where it is one less than --cols), strip after strip.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup var anchorsOut: AnchorsOutFlag
  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    guard repetition.isOnce else {
      guard anchorsOut.path == nil else {
        throw ValidationError("--anchors-out is of a single drawing: leave --sequence and --watch out")
      }
      return try repetition.run(options, output: output.output, execution: execution)
    }
    var request = GridRequest()
    try options.apply(to: &request)
    try anchorsOut.check(models: request.models.count, overwrite: output.force)
    try DrawingVerb(output: output.output, execution: execution).run(request) {
      try anchorsOut.write($0, overwrite: output.force, output.reporting)
    }
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "The anchors: pictures, folders or quoted globs of them (\"faces/{a,b}*.png\"), tiles of a sheet (sheet:faces.png@64+2:0..24), latents (z.npy, z.npy:3, z.npy:0..24), items of a set (set:17, set:0..24:2, \"set:Smiling = 1\"), random, or sums (\"set:17 + 0.8*Smiling\").",
      completion: .file()
    )
    var anchors: [String] = []

    @OptionGroup var selection: AnchorSelectionFlags
    @OptionGroup var grid: GridFlags
    @OptionGroup var points: GridPointFlags

    @Flag(name: .long, inversion: .prefixedNo, help: "Draw anchors that are missing from the model's prior.")
    var fill: Bool?

    @OptionGroup var arrangement: ArrangementFlags
    @OptionGroup var methods: MethodFlags
    @OptionGroup var analogies: AnalogyFlags

    @OptionGroup var posterior: PosteriorFlag

    @Flag(
      name: .long,
      inversion: .prefixedNo,
      help: "Show the original pictures of anchors in the first and the last column beside them (default: not)."
    )
    var originals: Bool?

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
      arrangement.apply(to: &request.arrangement)
      try points.apply(to: &request, beside: grid, fill: fill)
      try fields.apply(to: &request, among: common.vectors)
      if let posterior = posterior.posterior { request.posterior = posterior }
      if let originals { request.originals = originals }
      try applyCommon(to: &request, sheet: \.sheet)
      try selection.apply(to: &request)
    }
  }
}
