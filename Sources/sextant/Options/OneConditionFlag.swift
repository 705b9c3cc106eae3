import ArgumentParser
import Diagrams

/// What a model that takes conditions encodes and decodes all pictures under, for verbs that measure.
struct OneConditionFlag: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "For models that take a condition: what all pictures are encoded and decoded under, a class or embedding by name or number, "
        + "numbers with commas, a mixture (cat=0.7+dog=0.3), or a row of a file (y.npy:3) (default: for items of --set what they "
        + "were encoded under, else the model's own).",
      valueName: "value"
    )
  )
  var condition: [String] = []

  func validate() throws {
    if condition.contains("") { throw ValidationError("--condition: a value is needed, such as --condition cat") }
  }

  /// None, or the one that was given; of several, those who take one only are to complain.
  var conditions: [Condition] { condition.map { Condition(parsing: $0) } }
}
