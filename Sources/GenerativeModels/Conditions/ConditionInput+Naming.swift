internal import LatentGeometry

extension ConditionInput {
  /// What a person would write for rows of numbers: the name of a class or an embedding where a row is one, else the numbers.
  ///
  /// - Parameter batch: Shape [n, ``width``].
  /// - Returns: n conditions that stand for these rows.
  /// - Complexity: O(n w + c w) for c names.
  public func values(of batch: ConditionBatch) -> [ConditionValue] {
    var known: [[Float]: ConditionValue] = [:]
    for value in all {
      // Of names of the same numbers the first counts.
      if let row = try? row(for: value), known[row] == nil { known[row] = value }
    }
    return (0..<batch.count).map { number in
      let row = batch.rows[number].values
      return known[row] ?? .numbers(row)
    }
  }
}
