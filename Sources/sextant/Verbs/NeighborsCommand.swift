import ArgumentParser
import Diagrams
import EncodedSets
import Manifold

/// `sextant neighbors`.
struct NeighborsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neighbors",
    abstract: "Find the nearest items of an encoded set.",
    discussion: """
      Exact, whatever the size of the set. With --out a sheet with a row for each query: the query, then its neighbors, the \
      nearest first. An item of the set is not its own neighbor.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Repetition") var repetition: RepetitionFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The picture to write (default: none). \(OutputNames.help)", valueName: "file"),
    completion: .file()
  )
  var out: String?

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    if let out {
      let output = Output(path: out, overwrite: force, reporting: reporting)
      return try repetition.run(options, output: output, execution: execution)
    }
    guard repetition.isOnce else {
      throw ValidationError("--sequence and --watch are for drawings: give --out FILE too")
    }
    var request = NeighborsRequest()
    try options.apply(to: &request)
    if !options.common.offset.offset.isEmpty {
      throw ValidationError("--offset is for decoded pictures: give --out FILE to have some drawn, or leave it out")
    }
    if request.isRandom, request.seed == nil {
      let seed = RandomOptions.drawn()
      request.seed = seed
      reporting.note("seed \(seed)")
    }
    let found = try request.find(in: execution.studio { _, _ in })
    for note in found.notes { reporting.note(note) }
    guard !reporting.json else { return try JSONReport.print(found) }
    for line in found.lines { try Console.data(line) }
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    @Argument(
      help:
        "The queries: pictures, folders or quoted globs, latents (z.npy, z.npy:3), items of the set (set:17), random, or sums (\"set:17 + 0.8*Smiling\").",
      completion: .file()
    )
    var queries: [String] = []

    var anchors: [String] {
      get { queries }
      set { queries = newValue }
    }

    @Option(
      name: .short,
      parsing: .unconditional,
      help: ArgumentHelp("How many neighbors of each query (default: 15).", valueName: "n")
    )
    var k: Int?

    @Option(name: .long, help: ArgumentHelp("What is near: l2 or cosine (default: l2).", valueName: "metric"))
    var metric: DistanceMetric?

    @Flag(
      name: .long,
      inversion: .prefixedNo,
      help:
        "Search a graph (HNSW) instead of all items; it is built when first asked for, kept beside the set, and its recall told."
    )
    var approximate: Bool?

    @OptionGroup var selection: ItemSelection

    @OptionGroup var posterior: PosteriorFlag

    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout NeighborsRequest) throws {
      if let set = common.set.set { request.set = set }
      if !queries.isEmpty {
        request.anchors = try AnchorList.expand(
          queries,
          of: common.set,
          among: common.vectors,
          known: request.set.isEmpty ? nil : request.set
        )
      }
      if let k { request.k = k }
      if let metric { request.metric = metric }
      if let approximate { request.isApproximate = approximate }
      if let condition = selection.condition { request.condition = condition }
      if let split = selection.split { request.split = split }
      if let posterior = posterior.posterior { request.posterior = posterior }
      try applyCommon(to: &request, sheet: \.sheet)
    }
  }
}
