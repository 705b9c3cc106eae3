import ArgumentParser
import Diagrams
import EncodedSets
import LatentGeometry
import Manifold
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant mine`.
struct MineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mine",
    abstract:
      "Draw the neighbors of a query as a MINE grid: originals, and below them the decoded grid with all that lies between.",
    discussion: """
      Manifold Interpolated Neighbor Embedding (White 2016, section 2.2): the items of an encoded set that are nearest to the \
      query are placed on a small grid, near ones near each other, and decoded with interpolations between them. An item that is \
      the query is one of them; --pin gives it, or a query that is none, the middle cell.

      The next centers that are printed, those at the middle of each side and in each corner of the sheet, let a walk go on from \
      neighbor to neighbor. With --hop FILE the walk and how it is drawn are kept: `mine next --hop FILE` goes on to the first \
      of them that was no center yet, `mine next:left` to the one on that side.
      """
  )

  @OptionGroup var options: Options

  @Option(
    name: .long,
    help: ArgumentHelp("Keep the walk in this file: its centers so far, and the next ones.", valueName: "file.json"),
    completion: .file(extensions: ["json"])
  )
  var hop: String?

  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    guard repetition.isOnce else { return try runRepeatedly() }
    var request = MineRequest()
    var options = options
    let walk = try walk()
    if let query = options.query, let step = try WalkStep(query) {
      let (item, set) = try step.taken(in: walk)
      request = walk?.request ?? request
      options.query = "set:\(item)"
      options.common.set.set = options.common.set.set ?? set
    }
    try options.apply(to: &request)
    if let hop { try walk?.check(set: request.set, file: hop) }
    request.visited = walk?.centers.compactMap { $0 } ?? []
    let drawing = try DrawingVerb(output: output.output, execution: execution).run(request)
    guard let hop, let found = drawing.measurements as? MineMeasurements else { return }
    var walked = walk ?? HopFile()
    walked.append(found, of: request)
    try walked.write(to: URL(fileURLWithPath: hop))
  }

  /// A drawing for each of several queries.
  private func runRepeatedly() throws {
    if hop != nil { throw ValidationError("--hop keeps a walk of single steps: leave out --sequence and --watch") }
    if repetition.folder.watch != nil, !repetition.folder.each || options.query != nil {
      throw ValidationError("mine takes one query: with --watch give --each, and name no other query")
    }
    try repetition.run(options, output: output.output, execution: execution)
  }

  /// The walk so far; nil where none is kept.
  private func walk() throws -> HopFile? {
    guard let hop else { return nil }
    let url = URL(fileURLWithPath: hop)
    guard FileManager.default.fileExists(atPath: url.path) else {
      try AtomicFile.check(url, overwrite: false)
      return HopFile()
    }
    return try HopFile(url)
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "The query: a picture, a latent (z.npy:3), an item of the set (set:17), random or a sum (\"set:17 + 0.8*Smiling\"); with --hop also next.",
      completion: .file()
    )
    var query: String?

    var anchors: [String] {
      get { query.map { [$0] } ?? [] }
      set { query = newValue.first }
    }

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Rows of neighbors (default: 3).", valueName: "n")
    )
    var rows: Int?

    @Option(
      name: .customLong("cols"),
      parsing: .unconditional,
      help: ArgumentHelp("Columns of neighbors (default: 5).", valueName: "n")
    )
    var columns: Int?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Cells of the decoded grid from one neighbor to the next (default: 3).", valueName: "n")
    )
    var spacing: Int?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Cells that are used: rows of 0 and 1 (01110,11111,01110), disc, or a picture that is bright there (default: all).",
        valueName: "mask"
      )
    )
    var mask: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "How neighbors are placed: sorted (a self-sorting map), linear-assignment (of a plane) or fixed, the nearest first "
          + "(default: sorted).",
        valueName: "method"
      )
    )
    var placement: PlacementMethod?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "For linear-assignment: the plane of pca, or of mds, classical scaling of the distances (default: pca).",
        valueName: "plane"
      )
    )
    var plane: PlanarEmbedding.Method?

    @Flag(name: .long, inversion: .prefixedNo, help: "Give the middle cell to the query.")
    var pin: Bool?

    @Option(name: .long, help: ArgumentHelp("What is near: l2 or cosine (default: l2).", valueName: "metric"))
    var metric: DistanceMetric?

    @Option(
      name: .long,
      help: ArgumentHelp("What is drawn: both, originals or grid (default: both).", valueName: "parts")
    )
    var show: MineRequest.Parts?

    @OptionGroup var selection: ItemSelection
    @OptionGroup var methods: MethodFlags
    @OptionGroup var posterior: PosteriorFlag

    @OptionGroup(title: "Fields") var fields: StillFieldFlags
    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout MineRequest) throws {
      if let set = common.set.set { request.set = set }
      if let query {
        request.anchors = try AnchorList.expand(
          [query],
          of: common.set,
          among: common.vectors,
          known: request.set.isEmpty ? nil : request.set
        )
      }
      if let rows { request.rows = rows }
      if let columns { request.columns = columns }
      if let spacing { request.spacing = spacing }
      if let mask { request.mask = try Self.mask(mask, request) }
      if let placement { request.placement = placement }
      if let plane { request.plane = plane }
      if let pin { request.isPinned = pin }
      if let metric { request.metric = metric }
      if let show { request.parts = show }
      if let condition = selection.condition { request.condition = condition }
      if let split = selection.split { request.split = split }
      if let method = methods.chosen { request.interpolation = method }
      if let posterior = posterior.posterior { request.posterior = posterior }
      try fields.apply(to: &request, among: common.vectors)
      try applyCommon(to: &request, sheet: \.sheet)
    }

    private static func mask(_ text: String, _ request: MineRequest) throws -> GridMask {
      let (rows, columns) = (max(1, request.rows), max(1, request.columns))
      if text == "disc" { return .disc(rows: rows, columns: columns) }
      guard FileManager.default.fileExists(atPath: text) else { return try GridMask(text) }
      return try GridMask(picture: URL(fileURLWithPath: text), rows: rows, columns: columns)
    }
  }
}

/// A query that goes on with a walk: `next`, or `next:left`.
private struct WalkStep {
  let query: String
  /// Where to; nil for whatever comes first.
  let direction: HopDirection?

  /// Nil for any other query.
  init?(_ query: String) throws {
    guard query == "next" || query.hasPrefix("next:") else { return nil }
    self.query = query
    guard query != "next" else {
      direction = nil
      return
    }
    guard let direction = HopDirection(rawValue: String(query.dropFirst(5))) else {
      throw RequestError.invalid(
        option: query,
        reason: "directions are \(HopDirection.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    self.direction = direction
  }

  /// The center that a walk goes on with, and its set.
  func taken(in walk: HopFile?) throws -> (item: Int, set: String) {
    guard let walk else {
      throw RequestError.invalid(option: query, reason: "which walk is meant? name its file with --hop")
    }
    guard let item = walk.center(direction) else {
      let offered = walk.next.map { "\($0.direction.rawValue) (set:\($0.item))" }.joined(separator: ", ")
      throw RequestError.invalid(
        option: query,
        reason: offered.isEmpty ? "the walk has not begun; name its first center" : "the walk can go on to \(offered)"
      )
    }
    return (item, walk.set)
  }
}
