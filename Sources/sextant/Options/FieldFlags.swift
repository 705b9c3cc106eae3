import ArgumentParser
import Diagrams

/// What is added to every cell of a grid, another multiple to each.
struct FieldFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Add an attribute vector, or a sum (\"Smiling - Male\"), another multiple of it to every cell and at every time: "
        + "Smiling:ramp:-1,2 from -1 at the left to 2 at the right (direction=90 downwards, radial, cells row after row, time, once), "
        + "Smiling:wave:-1,1,wavelength=4 (direction, radial, cycles, once), Smiling:noise:-1,1,frequency=0.25 (octaves, cycles, seed) "
        + "or Smiling:path:amounts.json; give it again for more.",
      valueName: "vector:kind:…"
    )
  )
  var field: [String] = []

  @Flag(name: .customLong("no-field"), help: "For replay: without fields.")
  var isWithout = false

  func validate() throws {
    if isWithout, !field.isEmpty { throw ValidationError("--field and --no-field exclude each other: give one") }
  }

  var isGiven: Bool { isWithout || !field.isEmpty }

  func apply(to request: inout some RequestWithFields, among vectors: VectorFlags) throws {
    if isWithout { request.fields = [] }
    if !field.isEmpty { request.fields = try field.map { try AttributeField(parsing: $0, among: vectors.vectors) } }
  }
}

/// Fields of a picture, which are seen at one time.
struct StillFieldFlags: ParsableArguments {
  @OptionGroup var fields: FieldFlags

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "The time of the fields, from 0 to 1 for a round; a --sequence goes on from it (default: 0).",
      valueName: "t"
    )
  )
  var time: Double?

  var isGiven: Bool { time != nil || fields.isGiven }

  func apply(to request: inout some RequestAtTime, among vectors: VectorFlags) throws {
    try fields.apply(to: &request, among: vectors)
    guard let time else { return }
    guard !request.fields.isEmpty else { throw ValidationError("--time is that of fields: give --field too") }
    request.time = time
  }
}
