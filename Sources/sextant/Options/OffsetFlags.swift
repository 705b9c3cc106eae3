import ArgumentParser
import Diagrams

/// What is added to every latent before it is decoded.
struct OffsetFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Add a multiple of an attribute vector, once where no amount is given, to every latent right before it is decoded: a name of "
        + "--vectors, FOLDER.vectors:NAME, plat.json:3 or a folder with a single vector (unblur:-1.0); give it again for more.",
      valueName: "vector[:amount]"
    )
  )
  var offset: [String] = []

  @Flag(name: .customLong("no-offset"), help: "For replay: add nothing.")
  var isWithout = false

  func validate() throws {
    if isWithout, !offset.isEmpty { throw ValidationError("--offset and --no-offset exclude each other: give one") }
    if offset.contains("") { throw ValidationError("--offset: a vector is needed, such as --offset unblur:-1.0") }
  }

  /// The offsets; nil where nothing is said of them.
  func offsets(among vectors: VectorFlags) throws -> [LatentOffset]? {
    if isWithout { return [] }
    return offset.isEmpty ? nil : try offset.map { try LatentOffset(parsing: $0, among: vectors.vectors) }
  }
}
