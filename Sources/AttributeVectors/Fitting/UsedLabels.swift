internal import SafeFiles

/// The labels of some attributes, of the items that have all of them.
struct UsedLabels: Sendable {
  let names: [String]
  /// The labels of each attribute: 1 or 0; -1 in all columns where an item lacks any.
  let columns: [ArraySlice<Int8>]
  /// How many of the items that count have each attribute.
  let positives: [Int]
  /// How many items count.
  let count: Int
  /// 1 for the items that count.
  let intercept: WeightRow
  /// Says how many items do not count.
  let warnings: [String]

  /// Reads labels.
  ///
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``.
  init(_ names: [String], of labels: LabelTable, _ items: LearningItems) throws(AttributeError) {
    var columns: [ArraySlice<Int8>] = []
    for name in names { columns.append(items.labels(labels, attribute: try labels.index(of: name))) }
    self.names = names
    let lowest = columns.map { $0.withUnsafeBufferPointer { $0.reduce(0) { min($0, $1) } } }
    if lowest.contains(where: { $0 < 0 }) {
      var known = [Int8](repeating: 1, count: items.count)
      for column in columns { for (item, label) in column.enumerated() where label < 0 { known[item] = 0 } }
      columns = columns.map { column in ArraySlice(zip(column, known).map { $1 == 1 ? $0 : -1 }) }
      count = known.count { $0 == 1 }
      intercept = .label(known[...], value: 1)
      let left = items.count - count
      warnings = [
        "\(left) of the \(items.count.counted("item")) \(left.form("lacks", "lack")) a label that is used, and \(left.form("does", "do")) not count"
      ]
    } else {
      (count, intercept, warnings) = (items.count, .ones, [])
    }
    self.columns = columns
    positives = columns.map { $0.withUnsafeBufferPointer { $0.reduce(0) { $0 + ($1 > 0 ? 1 : 0) } } }
  }

  /// The cells of an attribute and of those that it is balanced over; all of them are used.
  func cells(_ name: String, balancedOver: [String]) -> [LabelCell] {
    let chosen = ([name] + balancedOver).compactMap { names.firstIndex(of: $0) }
    guard !balancedOver.isEmpty else {
      return CellPartition.cells(name, positives: positives[chosen[0]], negatives: count - positives[chosen[0]])
    }
    return CellPartition(chosen.map { names[$0] }, columns: chosen.map { columns[$0] }).cells
  }
}
