import ArgumentParser
import LatentGeometry

/// How the anchors that were named become those of a grid.
struct ArrangementFlags: ParsableArguments {
  @Flag(
    name: .long,
    inversion: .prefixedNo,
    help: "Take the other side of the prior for every anchor named: 2 x mean - z, which is -z where the mean is 0."
  )
  var invert: Bool?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "Go only this share of the way (0 to 1, by --method) from a draw of the prior to each anchor named; 1 is the anchor.",
      valueName: "share"
    )
  )
  var partway: Double?

  @Flag(
    name: .long,
    inversion: .prefixedNo,
    help: "Draw the anchors at the border of a mine grid from the prior; those named stand inside, row after row."
  )
  var encircle: Bool?

  func apply(to arrangement: inout AnchorArrangement) {
    if let invert { arrangement.inverts = invert }
    if let partway { arrangement.partway = partway == 1 ? nil : partway }
    if let encircle { arrangement.encircles = encircle }
  }
}
