import ArgumentParser
import Diagrams
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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

    @OptionGroup var selection: AnchorSelectionFlags
    @OptionGroup(title: "Tiles") var tiles: CanvasTileFlags
    @OptionGroup var methods: MethodFlags

    @Flag(
      name: .long,
      inversion: .prefixedNo,
      help: "Grid: let all four anchors weigh in at once (default: along the rows, then between them)."
    )
    var orderFree: Bool?

    @OptionGroup var posterior: PosteriorFlag

    @Option(
      name: .customLong("layout"),
      help: ArgumentHelp(
        "rows, hexagonal, hexagonal-columns, octaves, or a file of `canvas layout` or of plat (default: hexagonal).",
        valueName: "kind|file"
      ),
      completion: .file()
    )
    var kind: String?

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
      try applyLayout(to: &request.arrangement)
      try picture.apply(to: &request.canvas)
      try applyCommon(to: &request)
      try selection.apply(to: &request)
    }

    private func applyLayout(to arrangement: inout CanvasArrangement) throws {
      guard let kind else { return try layout.apply(to: &arrangement) }
      if let kind = CanvasArrangement.Kind(rawValue: kind) {
        (arrangement.kind, arrangement.places) = (kind, nil)
        return try layout.apply(to: &arrangement)
      }
      let url = URL(fileURLWithPath: kind)
      guard url.pathExtension == "json" || FileManager.default.fileExists(atPath: kind) else {
        let kinds = CanvasArrangement.Kind.allCases.map(\.rawValue)
        throw RequestError.invalid(
          option: "--layout \(kind)",
          reason: "neither a layout nor a file has this name; \(NameSuggestion.sentence(for: kind, among: kinds))"
        )
      }
      arrangement = CanvasArrangement()
      let (width, height) = layout.width == nil || layout.height == nil ? (nil, nil) : (layout.width, layout.height)
      // Whoever names one side only wants the other in proportion.
      var flags = layout
      if width != nil { (flags.width, flags.height) = (nil, nil) }
      arrangement.places = try CanvasLayout(contentsOf: url, width: width, height: height)
      try flags.apply(to: &arrangement)
      if let tile = arrangement.tile {
        arrangement.places = try CanvasLayout(contentsOf: url, width: width, height: height, unit: tile)
      }
    }
  }
}
