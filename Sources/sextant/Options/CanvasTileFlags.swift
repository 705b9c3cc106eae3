import ArgumentParser
import AttributeVectors
import Diagrams
import Imaging
import Manifold

/// Where the latents of tiles come from.
struct CanvasTileFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where tiles come from: grid, plane, roots, each, random or canvas (default: what the other options say).",
      valueName: "source"
    )
  )
  var from: CanvasSource?

  @Option(
    name: .customLong("anchor-rows"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Grid: rows of anchors (default: what the columns leave; with --fill at least 3, of --mine 3).",
      valueName: "n"
    )
  )
  var anchorRows: Int?

  @Option(
    name: .customLong("anchor-cols"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Grid: columns of anchors (default: a square; with --fill at least 3, of --mine 5).",
      valueName: "n"
    )
  )
  var anchorColumns: Int?

  @Flag(name: .long, inversion: .prefixedNo, help: "Draw anchors that are missing from the model's prior.")
  var fill: Bool?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Grid: the neighbors of this query in --set are the anchors, placed as by `sextant mine`: a picture, a latent, set:17, …",
      valueName: "query"
    )
  )
  var mine: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Of --mine: sorted, linear-assignment or fixed (default: sorted).", valueName: "method")
  )
  var placement: PlacementMethod?

  @Option(name: .long, help: ArgumentHelp("Of --mine: l2 or cosine (default: l2).", valueName: "metric"))
  var metric: DistanceMetric?

  @Flag(name: .long, inversion: .prefixedNo, help: "Of --mine: give the middle of the grid to the query.")
  var pin: Bool?

  @OptionGroup var selection: ItemSelection

  @Option(
    name: .customLong("attribute"),
    help: ArgumentHelp(
      "Plane: one vector to the right, or two with a comma between, the second down: names among --vectors, or smile.vectors:Smiling.",
      valueName: "list"
    )
  )
  var attributes: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Plane: from how much of the vector to how much (default: -2,2).", valueName: "low,high")
  )
  var range: String?

  @Option(
    name: .customLong("range-y"),
    parsing: .unconditional,
    help: ArgumentHelp("The same of the second vector (default: that of --range).", valueName: "low,high")
  )
  var rangeY: String?

  @Option(
    name: .customLong("reencode"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Encode what lies under a tile, the largest first, and go this far from the tile's own latent to it, 0 to 1.",
      valueName: "share"
    )
  )
  var reencoding: Double?

  @Flag(name: .long, inversion: .prefixedNo, help: "Roots and each: show the anchors' own pictures, undecoded.")
  var originals: Bool?

  func apply(to request: inout CanvasRequest, _ common: CommonFlags) throws {
    if let from { request.from = from }
    if let anchorRows { request.anchorRows = anchorRows }
    if let anchorColumns { request.anchorColumns = anchorColumns }
    if let fill { request.drawsMissing = fill }
    if let reencoding { request.reencoding = reencoding }
    if let originals { request.originals = originals }
    try applyNeighbors(to: &request, common)
    try applyPlane(to: &request, common)
  }

  private func applyNeighbors(to request: inout CanvasRequest, _ common: CommonFlags) throws {
    if let mine {
      guard let set = common.set.set ?? request.neighbors?.set else {
        throw ValidationError("--mine \(mine): in which set? name it with --set")
      }
      request.anchors = try AnchorList.expand([mine], of: common.set, among: common.vectors, known: set)
      request.neighbors = request.neighbors ?? CanvasNeighbors(set: set)
    }
    let given = [
      ("--placement", placement != nil), ("--metric", metric != nil), ("--pin", pin != nil),
      ("--where", selection.condition != nil), ("--split", selection.split != nil),
    ]
    guard var neighbors = request.neighbors else {
      if let flag = given.first(where: \.1)?.0 { throw ValidationError("\(flag) goes with --mine QUERY") }
      return
    }
    if let set = common.set.set { neighbors.set = set }
    if let placement { neighbors.placement = placement }
    if let metric { neighbors.metric = metric }
    if let pin { neighbors.isPinned = pin }
    if let condition = selection.condition { neighbors.condition = condition }
    if let split = selection.split { neighbors.split = split }
    request.neighbors = neighbors
  }

  private func applyPlane(to request: inout CanvasRequest, _ common: CommonFlags) throws {
    if let attributes {
      let named = common.vectors.named(request.attributes)
      request.attributes = try attributes.split(separator: ",").map {
        try VectorReference(parsing: String($0), among: named)
      }
      if request.attributes.count == 1 { request.rangeY = nil }
    } else {
      let known = request.attributes
      request.attributes = try known.map { try common.vectors.moved($0, of: known) }
    }
    if let range { request.range = try EditRange(parsing: range, "--range") }
    if let rangeY { request.rangeY = try EditRange(parsing: rangeY, "--range-y") }
  }
}

/// The picture that tiles are laid on.
struct CanvasPictureFlags: ParsableArguments {
  @Option(
    name: .customLong("tile-mask"),
    help: ArgumentHelp(
      "The tiles' form: \(TileMask.forms) (default: what the layout's file says, hexagon where the layout is, else square).",
      valueName: "form"
    )
  )
  var mask: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How tiles meet: over covers, add is the mean where they overlap (default: add where they only touch, without seams; else over).",
      valueName: "way"
    )
  )
  var blend: PictureCanvas.Blending?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("By how much tiles are seen, up to 1 (default: 1).", valueName: "n")
  )
  var opacity: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What lies under tiles: white, black, gray, #rrggbb, none (alpha, for PNG and WebP) or a picture, whose size the canvas "
        + "then has where none is named (default: white).",
      valueName: "color|file"
    ),
    completion: .file()
  )
  var background: String?

  func apply(to options: inout CanvasOptions) throws {
    if let mask { options.mask = try TileMask(mask) }
    if let blend { options.blending = blend }
    if let opacity { options.opacity = opacity }
    if let background { options.background = try CanvasBackground(parsing: background) }
  }
}
