extension AttributeTable {
  /// How many pictures have each attribute, in O(rows × m).
  ///
  /// - Parameter rows: The pictures that count, each 0 … n - 1; nil for all.
  /// - Returns: m numbers, each 0 … the number of rows.
  public func counts(rows: [Int]? = nil) -> [Int] {
    let width = attributes.count
    var counts = [Int](repeating: 0, count: width)
    labels.withUnsafeBufferPointer { labels in
      counts.withUnsafeMutableBufferPointer { counts in
        for row in rows ?? Array(0..<count) {
          precondition(row >= 0 && row < count, "the row is not in the table")
          let start = row * width
          for attribute in 0..<width where labels[start + attribute] { counts[attribute] += 1 }
        }
      }
    }
    return counts
  }

  /// How often two attributes come together and apart, in O(rows).
  ///
  /// - Parameters:
  ///   - first: The first attribute's column.
  ///   - second: The second attribute's column.
  ///   - rows: The pictures that count, each 0 … n - 1; nil for all.
  /// - Returns: The four counts; their sum is the number of rows.
  public func contingency(of first: Int, and second: Int, rows: [Int]? = nil) -> AttributeContingency {
    var table = AttributeContingency()
    for row in rows ?? Array(0..<count) {
      switch (self[row, first], self[row, second]) {
      case (true, true): table.both += 1
      case (true, false): table.firstOnly += 1
      case (false, true): table.secondOnly += 1
      case (false, false): table.neither += 1
      }
    }
    return table
  }

  /// How often two attributes come together and apart, by their names.
  ///
  /// - Parameters:
  ///   - first: The first attribute's name.
  ///   - second: The second attribute's name.
  ///   - rows: The pictures that count, each 0 … n - 1; nil for all.
  /// - Returns: The four counts.
  /// - Throws: ``LabelFileError/unknownAttribute(_:attribute:known:)``.
  public func contingency(
    of first: String,
    and second: String,
    rows: [Int]? = nil
  ) throws -> AttributeContingency {
    try contingency(of: index(of: first), and: index(of: second), rows: rows)
  }
}

/// The 2 × 2 table of two attributes: how many pictures have both, either alone, or neither.
public struct AttributeContingency: Sendable, Equatable, Codable {
  /// Pictures with both attributes.
  public var both: Int
  /// Pictures with the first attribute, without the second.
  public var firstOnly: Int
  /// Pictures with the second attribute, without the first.
  public var secondOnly: Int
  /// Pictures with neither.
  public var neither: Int

  /// A table of four counts.
  ///
  /// - Parameters:
  ///   - both: Pictures with both attributes.
  ///   - firstOnly: Pictures with the first alone.
  ///   - secondOnly: Pictures with the second alone.
  ///   - neither: Pictures with neither.
  public init(both: Int = 0, firstOnly: Int = 0, secondOnly: Int = 0, neither: Int = 0) {
    self.both = both
    self.firstOnly = firstOnly
    self.secondOnly = secondOnly
    self.neither = neither
  }

  /// All pictures that were counted.
  public var total: Int { both + firstOnly + secondOnly + neither }
}
