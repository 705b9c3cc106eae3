internal import Datasets
internal import EncodedSets
internal import Manifold

/// Which encodings are held out of the manifold, and how they were chosen.
struct HeldOutChoice: Sendable, Equatable {
  /// In words.
  let origin: String
  /// The rows.
  let split: RowSplit

  /// With fewer rows a share is known to worse than ±7 points, and a split is passed over.
  static let enough = 200
  /// With fewer rows there is nothing to say.
  static let least = 10

  /// Chooses as a request says: by its condition; else the split `test` or `valid`, where enough rows are in it and out of
  /// it; else a fifth at random.
  ///
  /// - Parameters:
  ///   - rows: The rows that the report is about.
  ///   - set: Their set.
  ///   - condition: What held-out items fulfil, in SQL; nil for the default.
  ///   - largest: The largest k.
  ///   - seed: Of a random choice.
  /// - Throws: ``RequestError/invalid(option:reason:)`` where too few are left on either side.
  init(from rows: [Int], of set: EncodedSet, where condition: String?, largest: Int, seed: UInt64) throws {
    if let condition {
      origin = "items with \(condition)"
      split = try Self.split(rows, by: Self.rows(where: condition, in: set))
      try check(rows.count, largest: largest, option: "--held-out \(condition)")
      return
    }
    for name in [DatasetSplit.test, .valid] {
      let split = try Self.split(rows, by: set.rows(where: "split = '\(name.rawValue)'"))
      if min(split.heldOut.count, split.reference.count) >= Self.enough {
        origin = "the split \(name.rawValue)"
        self.split = split
        return
      }
    }
    origin = "a fifth of the items, drawn by the seed"
    split = RowSplit(of: rows, holdingOut: rows.count / 5, seed: seed)
    try check(rows.count, largest: largest, option: "--set")
  }

  private static func rows(where condition: String, in set: EncodedSet) throws -> [Int] {
    do {
      return try set.rows(where: condition)
    } catch EncodedSetError.condition(_, let reason, let columns) {
      throw RequestError.invalid(
        option: "--held-out \(condition)",
        reason: "\(reason); columns are \(columns.prefix(12).joined(separator: ", "))"
          + (columns.count > 12 ? ", … (\(columns.count) in all)" : "")
          + "; write texts in single quotes, as in split = 'test'"
      )
    }
  }

  private static func split(_ rows: [Int], by heldOut: [Int]) -> RowSplit {
    let chosen = Set(heldOut)
    return RowSplit(reference: rows.filter { !chosen.contains($0) }, heldOut: rows.filter { chosen.contains($0) })
  }

  private func check(_ count: Int, largest: Int, option: String) throws {
    let (held, reference) = (split.heldOut.count, split.reference.count)
    guard held >= Self.least, reference >= max(Self.least, largest + 1) else {
      throw RequestError.invalid(
        option: option,
        reason:
          "of \(count) items \(held) are held out and \(reference) are left for the manifold, and at least \(Self.least) "
          + "and \(max(Self.least, largest + 1)) are needed; choose others with --held-out SQL, or encode more pictures"
      )
    }
  }
}
