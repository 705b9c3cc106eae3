import ArgumentParser
import Diagrams

/// How the sheet is laid out.
struct SheetFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Pixels between pictures (default: 2).", valueName: "pixels")
  )
  var gap: Int?

  @Flag(name: .long, help: "No space between pictures: the same as --gap 0.")
  var tight = false

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Draw pictures this much larger (default: 1).", valueName: "factor")
  )
  var scale: Double?

  @Flag(name: .long, inversion: .prefixedNo, help: "Label rows and models where there are several (default).")
  var labels: Bool?

  func validate() throws {
    if tight, gap != nil { throw ValidationError("--tight means --gap 0: give one of them") }
  }

  /// Whether any of the flags was given.
  var isGiven: Bool { gap != nil || tight || scale != nil || labels != nil }

  func apply(to sheet: inout SheetOptions) {
    if let gap { sheet.gap = gap }
    if tight { sheet.gap = 0 }
    if let scale { sheet.scale = scale }
    if let labels { sheet.labels = labels }
  }
}
