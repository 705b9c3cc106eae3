import ArgumentParser
import Diagrams
import LatentGeometry

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Positions of a grid's cells in the place of a layout.
struct GridPointFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw these positions row after row instead of a layout: a JSON file, [[column, row], …] in the grid that the anchors form, or "
        + "[place, …] from 0 to 1 along their path.",
      valueName: "file"
    ),
    completion: .file()
  )
  var points: String?

  @Option(
    name: .customLong("anchor-cols"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "For --points: how many anchors stand in a row of their grid (default: a square).",
      valueName: "n"
    )
  )
  var anchorColumns: Int?

  func apply(to request: inout GridRequest, beside grid: GridFlags, fill: Bool?) throws {
    if points != nil, grid.layout != nil || grid.spacing != nil || fill != nil {
      throw ValidationError("--points takes the place of --layout, --spacing and --fill: leave them out")
    }
    if let points {
      request.points = try PathPoints(contentsOf: URL(fileURLWithPath: points))
    } else if grid.layout != nil || grid.spacing != nil {
      // A layout laid over the recipe of a grid of points.
      (request.points, request.anchorColumns) = (nil, nil)
    }
    guard let anchorColumns else { return }
    guard request.points != nil else { throw ValidationError("--anchor-cols goes with --points: give it too") }
    request.anchorColumns = anchorColumns
  }
}
