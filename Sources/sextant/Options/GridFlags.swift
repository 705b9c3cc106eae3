import ArgumentParser
import LatentGeometry

/// The layout and the size of a grid.
struct GridFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How the grid is filled: mine, gradient, jdiagram, chain, fan or strips (default: mine).",
      valueName: "layout"
    )
  )
  var layout: GridLayout?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows of the grid (default: 4; for a fan one less than its anchors, for strips as many as the anchors are for).",
      valueName: "n"
    )
  )
  var rows: Int?

  @Option(
    name: .customLong("cols"),
    parsing: .unconditional,
    help: ArgumentHelp("Columns of the grid (default: 7).", valueName: "n")
  )
  var columns: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Cells from one anchor to the next, for mine, chain and strips (default: 3).", valueName: "n")
  )
  var spacing: Int?
}
