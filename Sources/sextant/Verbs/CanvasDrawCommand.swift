import ArgumentParser
import Diagrams

/// `sextant canvas`, or `sextant canvas draw`.
struct CanvasDrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw a canvas; the word draw may be left out.",
    discussion: """
      Where a tile comes from, by --from: grid, its position within anchors in rows and columns, or with --mine within the neighbors \
      of a query; plane, an anchor moved along one or two attribute vectors as far as its position says; roots, the anchor that \
      the layout names; each, one anchor after the other; random, a draw from the prior; canvas, the encoding of what already \
      lies there. --reencode mixes that into any other.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    var request = CanvasRequest()
    try options.apply(to: &request)
    try DrawingVerb(output: output.output, execution: execution).run(request)
  }

  struct Options: RequestOptions {
    @Argument(
      help:
        "The anchors: pictures, folders or quoted globs of them, latents (z.npy, z.npy:3), items of a set (set:17), random, or sums (\"set:17 + 0.8*Smiling\")."
    )
    var anchors: [String] = []

    @OptionGroup(title: "Tiles") var tiles: CanvasTileFlags
    @OptionGroup var methods: MethodFlags

    @Flag(
      name: .long,
      inversion: .prefixedNo,
      help: "Grid: let all four anchors weigh in at once (default: along the rows, then between them)."
    )
    var orderFree: Bool?

    @OptionGroup var posterior: PosteriorFlag
    @OptionGroup(title: "Layout") var layout: CanvasLayoutFlags
    @OptionGroup(title: "Picture") var picture: CanvasPictureFlags
    @OptionGroup var common: CommonFlags

    func validate() throws {
      if !anchors.isEmpty, tiles.mine != nil {
        throw ValidationError("--mine takes its query along, and anchors are named beside it; name one of them")
      }
    }

    func apply(to request: inout CanvasRequest) throws {
      if !anchors.isEmpty {
        request.anchors = try AnchorList.expand(anchors, of: common.set, among: common.vectors, known: request.itemSet)
        // Anchors that are named take the place of a recipe's neighbors.
        request.neighbors = nil
      }
      try tiles.apply(to: &request, common)
      if let method = methods.chosen { request.interpolation = method }
      if let orderFree { request.isOrderFree = orderFree }
      if let posterior = posterior.posterior { request.posterior = posterior }
      try layout.apply(to: &request.arrangement)
      try picture.apply(to: &request.canvas)
      try applyCommon(to: &request)
    }
  }
}
