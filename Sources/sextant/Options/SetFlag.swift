import ArgumentParser
import EncodedSets

/// The encoded set whose items are named `set:17`.
struct SetFlag: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The encoded set that set:17 speaks of; its model is the one used where no --model is named.",
      valueName: "name|dir"
    )
  )
  var set: String?

  /// The set's own model; nil where no set is named.
  func model() throws -> ModelReference? {
    try set.map { try SetDescription(SetFolder(naming: $0)).model.reference }
  }
}
