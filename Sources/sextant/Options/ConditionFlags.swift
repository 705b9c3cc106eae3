import ArgumentParser
import Diagrams

/// What models that take conditions decode under.
struct ConditionFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "For models that take a condition: a class or embedding by name or number, numbers with commas, a mixture (cat=0.7+dog=0.3), "
        + "rows of a file (y.npy, y.npy:3), or all; give it once for all pictures, or again for each anchor in their order, between "
        + "which it is interpolated linearly.",
      valueName: "value"
    )
  )
  var condition: [String] = []

  @Flag(name: .customLong("no-condition"), help: "For replay: take the model's own.")
  var isWithout = false

  func validate() throws {
    if isWithout, !condition.isEmpty {
      throw ValidationError("--condition and --no-condition exclude each other: give one")
    }
    if condition.contains("") { throw ValidationError("--condition: a value is needed, such as --condition cat") }
  }

  /// The conditions; nil where nothing is said of them.
  var conditions: [Condition]? {
    isWithout ? [] : condition.isEmpty ? nil : condition.map { Condition(parsing: $0) }
  }
}
