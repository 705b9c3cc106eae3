import ArgumentParser
import Diagrams

/// What grows over the cells of a grid.
struct RampFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Add a multiple of an attribute vector that grows over the grid from one amount to another: Smiling:-1,1 from the left column "
        + "to the right, Smiling:-1,1:rows from top to bottom, Smiling:-1,1:cells from the first cell to the last; a sum of "
        + "vectors is one too (\"plat.json:5 - plat.json:31:0,2\"); give it again for more.",
      valueName: "vector:from,to[:axis]"
    )
  )
  var ramp: [String] = []

  @Flag(name: .customLong("no-ramp"), help: "For replay: no ramps.")
  var isWithout = false

  func validate() throws {
    if isWithout, !ramp.isEmpty { throw ValidationError("--ramp and --no-ramp exclude each other: give one") }
  }

  /// The ramps; nil where nothing is said of them.
  func ramps(among vectors: VectorFlags) throws -> [OffsetRamp]? {
    if isWithout { return [] }
    return ramp.isEmpty ? nil : try ramp.map { try OffsetRamp(parsing: $0, among: vectors.vectors) }
  }
}
