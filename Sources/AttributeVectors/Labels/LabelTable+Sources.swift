public import Datasets
public import EncodedSets

extension LabelTable {
  /// The labels of all items of a set, read in one pass: item i is row i of its latents.
  ///
  /// What the catalogue has as NULL, or as neither 1 nor 0, is unknown. Of some items: ``gathered(_:)`` with
  /// `EncodedSet/selectedRows(where:split:)`.
  ///
  /// - Parameters:
  ///   - set: A set whose items have labels.
  ///   - attributes: Different names in the order wanted; nil for all that the set has.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, ``AttributeError/invalid(option:reason:)`` for a name that is
  ///   there twice, or `EncodedSetError`.
  /// - Complexity: O(n m).
  public init(of set: EncodedSet, attributes: [String]? = nil) throws {
    let names = try Self.checked(attributes, among: set.attributes)
    self.init(attributes: names, count: set.count, values: try set.labels(of: names))
  }

  /// The labels of a label file; none of them is unknown.
  ///
  /// - Parameters:
  ///   - table: What the file has.
  ///   - attributes: Different names in the order wanted; nil for all that the file has.
  ///   - rows: Rows of the table in the order wanted; nil for all.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, or ``AttributeError/invalid(option:reason:)`` for a name that
  ///   is there twice.
  /// - Complexity: O(n m).
  public init(_ table: AttributeTable, attributes: [String]? = nil, rows: [Int]? = nil) throws(AttributeError) {
    let names = try Self.checked(attributes, among: table.attributes)
    let columns = names.compactMap { table.attributes.firstIndex(of: $0) }
    let rows = rows ?? Array(0..<table.count)
    precondition(rows.allSatisfy((0..<table.count).contains), "the row is not in the table")
    let width = table.attributes.count
    let values = table.labels.withUnsafeBufferPointer { labels in
      var values: [Int8] = []
      values.reserveCapacity(columns.count * rows.count)
      for column in columns {
        for row in rows { values.append(labels[row * width + column] ? 1 : 0) }
      }
      return values
    }
    self.init(attributes: names, count: rows.count, values: values)
  }

  /// Names of which each is known and none is there twice.
  static func checked(_ names: [String]?, among known: [String]) throws(AttributeError) -> [String] {
    guard let names else { return known }
    var seen: Set<String> = []
    for name in names {
      guard known.contains(name) else { throw .unknownAttribute(name, known: known) }
      guard seen.insert(name).inserted else { throw .invalid(option: name, reason: "it is named twice; name it once") }
    }
    return names
  }
}
