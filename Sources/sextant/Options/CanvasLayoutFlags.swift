import ArgumentParser
import Diagrams

/// Where tiles lie, by whatever rule.
struct CanvasLayoutFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "Width of the canvas in pixels (default: what the tiles need, or the background picture's).",
      valueName: "n"
    )
  )
  var width: Int?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Height of the canvas in pixels.", valueName: "n"))
  var height: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Rows of tiles, instead of a size; of octaves the largest (default: 6).", valueName: "n")
  )
  var rows: Int?

  @Option(
    name: .customLong("cols"),
    parsing: .unconditional,
    help: ArgumentHelp("Columns of tiles, instead of a size; of octaves the largest (default: 8).", valueName: "n")
  )
  var columns: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Size of a tile in pixels, 64 or 64x48; of octaves the largest; of plat's layouts one cell (default: the model's pictures, "
        + "for octaves twice as large).",
      valueName: "n|wxh"
    )
  )
  var tile: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Pixels between tiles, below 0 they overlap (default: 0).", valueName: "n")
  )
  var spacing: Double?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "By how much of their width tiles overlap (default: 0, or as much as soft forms need to add up to 1).",
      valueName: "share"
    )
  )
  var overlap: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How rows end at the edges of a canvas: inside, with whole tiles, or covered, cut off (default: inside).",
      valueName: "way"
    )
  )
  var edges: CanvasLayout.Edges?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only tiles with their middle in this part: disc, disc:0.8, or a picture, where it is bright.",
      valueName: "disc|file"
    ),
    completion: .file()
  )
  var within: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Octaves: how many, or the amount of each, the largest first: shares of what is free, or numbers: 20,50%,100% (default: 3).",
      valueName: "n|list"
    )
  )
  var octaves: String?

  @Flag(name: .long, inversion: .prefixedNo, help: "Octaves: lay smaller ones over larger ones.")
  var overlaps: Bool?

  func apply(to arrangement: inout CanvasArrangement) throws {
    try checkBelongings(to: arrangement)
    if let tile {
      let sides = tile.split(separator: "x", omittingEmptySubsequences: false).map { Double(String($0)) }
      guard (1...2).contains(sides.count), let width = sides[0], let height = sides.last ?? nil else {
        throw ValidationError("--tile \(tile): write a number of pixels, 64, or width and height, 64x48")
      }
      (arrangement.tile, arrangement.tileHeight) = (width, sides.count == 2 ? height : nil)
    }
    // One says how large the canvas is, and takes the place of what a recipe says.
    if width != nil || height != nil { (arrangement.rows, arrangement.columns) = (rows, columns) }
    if rows != nil || columns != nil { (arrangement.width, arrangement.height) = (width, height) }
    if let width { arrangement.width = width }
    if let height { arrangement.height = height }
    if let rows { arrangement.rows = rows }
    if let columns { arrangement.columns = columns }
    if let spacing { arrangement.spacing = spacing }
    if let overlap { arrangement.overlap = overlap }
    if let edges { arrangement.edges = edges }
    if let within { arrangement.within = try CanvasWithin(parsing: within) }
    if let overlaps { arrangement.overlaps = overlaps }
    if let octaves { arrangement.octaves = try CanvasOctaves.amounts(parsing: octaves) }
    if octaves.map({ Int($0) != nil }) ?? (overlaps != nil) {
      // A last octave that lay over all others everywhere would hide them.
      arrangement.octaves[arrangement.octaves.count - 1] = .share(arrangement.overlaps ? 0.5 : 1)
    }
  }

  /// Refuses options of another rule, which would change nothing.
  private func checkBelongings(to arrangement: CanvasArrangement) throws {
    let kind = arrangement.kind
    let (isFile, isOctaves) = (arrangement.places != nil, arrangement.places == nil && kind == .octaves)
    let given: [(String, Bool, Bool, String)] = [
      ("--rows", rows != nil, !isFile, "a layout that is made"),
      ("--cols", columns != nil, !isFile, "a layout that is made"),
      ("--spacing", spacing != nil, !isFile && !isOctaves, "rows or a honeycomb"),
      ("--overlap", overlap != nil, !isFile && !isOctaves, "rows or a honeycomb"),
      ("--edges", edges != nil, !isFile && !isOctaves, "rows or a honeycomb"),
      ("--octaves", octaves != nil, isOctaves, "the layout octaves"),
      ("--overlaps", overlaps != nil, isOctaves, "the layout octaves"),
    ]
    for (flag, isGiven, fits, owner) in given where isGiven && !fits {
      throw ValidationError("\(flag) goes with \(owner), and the layout is \(isFile ? "a file" : kind.rawValue)")
    }
  }
}

extension CanvasOctaves {
  /// The amounts that a text names: a number of octaves, `3`, or a list, `20,50%,100%`.
  fileprivate static func amounts(parsing text: String) throws -> [Amount] {
    if let count = Int(text) {
      guard (1...12).contains(count) else { throw ValidationError("--octaves \(text): 1 to 12 octaves are possible") }
      return CanvasOctaves(side: 1, count: count).amounts
    }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { try Amount(String($0)) }
  }
}
