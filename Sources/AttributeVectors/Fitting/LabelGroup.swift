/// An attribute that a vector is learned for, those that it is balanced over, and the items' labels of them.
struct LabelGroup: Sendable {
  /// The attribute, then those that it is balanced over.
  let attributes: [String]
  /// The labels of each: 1, 0 or -1.
  let columns: [ArraySlice<Int8>]

  /// The attribute.
  var name: String { attributes[0] }

  /// One group for each attribute.
  ///
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``.
  static func all(
    _ attributes: [String],
    balancedOver: [String],
    of labels: LabelTable,
    _ items: LearningItems
  ) throws(AttributeError) -> [LabelGroup] {
    var others: [ArraySlice<Int8>] = []
    for name in balancedOver { others.append(items.labels(labels, attribute: try labels.index(of: name))) }
    var groups: [LabelGroup] = []
    for name in attributes {
      let own = items.labels(labels, attribute: try labels.index(of: name))
      groups.append(LabelGroup(attributes: [name] + balancedOver, columns: [own] + others))
    }
    return groups
  }

  /// The items by their cells.
  func partition() -> CellPartition { CellPartition(attributes, columns: columns) }

  /// How many items have the attribute and how many lack it, whatever their other labels.
  func kinds() -> (positives: Int, negatives: Int) {
    columns[0].withUnsafeBufferPointer { labels in
      var (positives, unknown) = (0, 0)
      for label in labels {
        positives += label > 0 ? 1 : 0
        unknown += label < 0 ? 1 : 0
      }
      return (positives, labels.count - positives - unknown)
    }
  }
}
