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

  /// Both conditions as one; nil where there is none.
  var sql: String? {
    guard let split else { return condition }
    let own = "split = '\(split.rawValue)'"
    return condition.map { "(\($0)\n) AND \(own)" } ?? own
  }

  /// The rows; nil for all.
  ///
  /// - Throws: `EncodedSetError` where the condition is wrong or no item is left.
  func rows(of set: EncodedSet) throws -> [Int]? {
    guard let sql else { return nil }
    let rows = try set.rows(where: sql)
    guard !rows.isEmpty else {
      let options = [condition.map { "--where \"\($0)\"" }, split.map { "--split \($0.rawValue)" }].compactMap { $0 }
      throw EncodedSetError.nothingSelected(
        reason: "\(options.joined(separator: " and ")) leaves none of the \(set.count) items of the set"
      )
    }
    return rows
  }
}
