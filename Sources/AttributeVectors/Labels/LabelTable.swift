/// Labels of n items for m attributes: yes, no or unknown.
///
/// Shape [m, n], attribute after attribute: what is read together lies together.
public struct LabelTable: Sendable, Equatable {
  /// The m names, none of them twice.
  public let attributes: [String]
  /// The number of items, n.
  public let count: Int
  /// The m × n labels, attribute after attribute: 1 yes, 0 no, -1 unknown.
  public let values: [Int8]

  /// A table over labels that are laid out already.
  ///
  /// - Parameters:
  ///   - attributes: m different names.
  ///   - count: n ≥ 0.
  ///   - values: m × n labels, attribute after attribute: 1 yes, 0 no, -1 unknown.
  public init(attributes: [String], count: Int, values: [Int8]) {
    precondition(values.count == attributes.count * count, "m × n labels are needed")
    precondition(Set(attributes).count == attributes.count, "an attribute is named once")
    self.attributes = attributes
    self.count = count
    self.values = values
  }

  /// A table of columns of labels.
  ///
  /// - Parameters:
  ///   - attributes: m different names, at least one.
  ///   - columns: m columns of equally many labels: nil is unknown.
  public init(attributes: [String], columns: [[Bool?]]) {
    let count = columns.first?.count ?? 0
    precondition(columns.count == attributes.count && columns.allSatisfy { $0.count == count }, "n labels a column")
    self.init(
      attributes: attributes,
      count: count,
      values: columns.flatMap { $0.map { label in label.map { $0 ? 1 : 0 } ?? -1 } }
    )
  }

  /// The label of an item.
  ///
  /// - Parameters:
  ///   - item: 0 ..< n.
  ///   - attribute: 0 ..< m.
  public subscript(item: Int, attribute: Int) -> Bool? {
    precondition(
      (0..<count).contains(item) && attributes.indices.contains(attribute),
      "outside the items or attributes"
    )
    let value = values[attribute * count + item]
    return value < 0 ? nil : value == 1
  }

  /// The column of an attribute.
  ///
  /// - Parameter attribute: Its name, exactly.
  /// - Returns: 0 ..< m.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, which suggests names.
  public func index(of attribute: String) throws(AttributeError) -> Int {
    guard let index = attributes.firstIndex(of: attribute) else {
      throw .unknownAttribute(attribute, known: attributes)
    }
    return index
  }

  /// The labels of some items, in the order given.
  ///
  /// - Parameter items: Each 0 ..< n.
  /// - Returns: Shape [m, the number of items].
  public func gathered(_ items: some Collection<Int>) -> LabelTable {
    var gathered: [Int8] = []
    gathered.reserveCapacity(attributes.count * items.count)
    for attribute in attributes.indices {
      for item in items {
        precondition((0..<count).contains(item), "the item is not there")
        gathered.append(values[attribute * count + item])
      }
    }
    return LabelTable(attributes: attributes, count: items.count, values: gathered)
  }
}
