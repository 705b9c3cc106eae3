import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

/// `sextant latents grid`.
struct LatentsGridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "Fill a grid from anchors.",
    discussion: """
      Writes rows x columns latents in row order. Layouts and the order of their anchors: mine, anchors every --spacing cells, \
      row after row; gradient, four corners (top left, bottom left, top right, bottom right); jdiagram, three corners and their \
      analogy; chain, the corner and then left and top edge in turn, every other anchor an analogy; fan, from the first anchor \
      to each of the others, or without anchors (--dimension instead) the plane of the grid turned by another angle for every \
      coordinate; strips, one below another, each through anchors of its own every --spacing cells (two where it is one less \
      than --cols), strip after strip.
      """
  )

  @Option(name: .long, help: ArgumentHelp("Latents, a row for each anchor.", valueName: "file"), completion: .file())
  var anchors: String?

  @OptionGroup var grid: GridFlags

  @Flag(name: .long, help: "Draw anchors that are missing from the prior.")
  var fill = false

  @OptionGroup var arrangement: ArrangementFlags

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("The number of coordinates, where there are no anchors.", valueName: "d")
  )
  var dimension: Int?

  @OptionGroup var methods: LatentMethodOptions
  @OptionGroup var analogies: AnalogyFlags
  @OptionGroup(title: "Random numbers") var random: RandomOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  private var layout: GridLayout { grid.layout ?? .mine }

  func validate() throws {
    if let dimension, !(1...100_000_000).contains(dimension) {
      throw ValidationError("--dimension \(dimension): a number from 1 to 100000000 is needed")
    }
    guard anchors == nil else {
      if dimension != nil { throw ValidationError("--dimension is for grids without --anchors: give one of them") }
      return
    }
    guard dimension != nil, fill || layout == .fan else {
      throw ValidationError(
        "--anchors FILE is needed; without it --dimension D with --fill draws all anchors, and --layout fan needs none"
      )
    }
  }

  func run() throws {
    let given = try anchors.map { try LatentInput.read($0) }
    guard let width = given?.dimension ?? dimension else { preconditionFailure("the arguments were checked") }
    let found = given ?? LatentBatch(count: 0, dimension: width)
    let name = anchors ?? "--dimension"
    let (columns, spacing) = (grid.columns ?? 7, grid.spacing ?? 3)
    let rows = grid.rows ?? layout.standardRows(anchorCount: found.count, columns: columns, spacing: spacing)
    let shape = try LatentGrid(
      layout,
      rows: rows,
      columns: columns,
      spacing: spacing,
      isOrderFree: analogies.orderFree ?? false,
      analogy: analogies.analogy ?? .raw
    )
    var arranged = AnchorArrangement()
    arrangement.apply(to: &arranged)
    if let share = arranged.partway, !(0...1).contains(share) {
      throw RequestError.invalid(option: "--partway \(share)", reason: "a share of the way is 0 to 1: 0 is the draw")
    }
    try arranged.validate(for: shape)
    // A fan without anchors is a plane of the prior.
    let isPlane = layout == .fan && found.count == 0 && !fill
    if !isPlane { try arranged.check(named: found.count, in: shape) }
    let drawCount = isPlane ? 0 : arranged.drawCount(in: shape, named: found.count)
    let random = drawCount > 0 ? try random.chosen() : nil
    let target = try LatentOutput(output.output, of: "latents grid") { key in
      switch key {
      case .baseName: anchors.flatMap(LatentInput.baseName)
      case .columns: "\(columns)"
      case .layout: layout.rawValue
      case .method: methods.method.rawValue
      case .rows: "\(rows)"
      case .seed: random.map { "\($0.seed)" }
      default: nil
      }
    }
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    try LatentOutput.checkMemory("\(rows) x \(columns) cells", count: overflow ? .max : cells, dimension: width)
    let interpolator = try methods.interpolator(dimension: width, of: name)
    if isPlane {
      try target.write(shape.fan(in: interpolator.prior, dimension: width))
      return
    }
    let places = arranged.namedCount(in: shape)
    guard found.count == places || fill else {
      throw RequestError.latentFile(
        path: name,
        reason:
          "it has \(found.count) of the \(places) anchors of this grid; add rows, or give --fill to have the "
          + "missing ones drawn from the prior"
      )
    }
    if let random { self.random.tell(random.seed) }
    let drawn =
      random.map { seed, generator in
        // Anchors of a file may be the first draws of the same seed.
        found.count == 0
          ? generator.sample(interpolator.prior, count: drawCount, dimension: width, seed: seed)
          : generator.sample(beside: found.count, interpolator.prior, count: drawCount, dimension: width, seed: seed)
      } ?? LatentBatch(count: 0, dimension: width)
    let all = arranged.anchors(of: shape, named: found, draws: drawn, interpolator)
    let latents = try shape.latents(anchors: all, interpolator)
    try target.write(count: latents.count, dimension: width, seed: random?.seed) { try $0.append(latents) }
  }
}
