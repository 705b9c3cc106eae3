import ArgumentParser
import Datasets
import EncodedSets

/// Which items of a set are meant.
struct ItemSelection: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only items that this condition holds for, SQL over id, path, split, width, height and the labels: "
        + "\"Smiling = 1 AND split = 'test'\".",
      valueName: "sql"
    )
  )
  var condition: String?

  @Option(name: .long, help: "Only items of this split.")
  var split: DatasetSplit?

  func validate() throws {
    if let condition, condition.allSatisfy(\.isWhitespace) { throw ValidationError("--where: the condition is empty") }
  }

  /// The rows; nil for all.
  ///
  /// - Throws: `EncodedSetError` where the condition is wrong or no item is left.
  func rows(of set: EncodedSet) throws -> [Int]? {
    try set.selectedRows(where: condition, split: split)
  }
}
