public import Datasets

/// How often attributes come together and apart: the contingency table of k attributes, 2ᵏ cells.
///
/// ```swift
/// let table = try LabelContingency(of: labels, attributes: ["Smiling", "Male"])
/// print(table.cells[0].name, table.share(of: 0))
/// ```
///
/// Cells come in the order of the attributes, the first one slowest, yes before no: of two attributes both, the first only,
/// the second only, neither. Items of which any of the labels is unknown are in no cell. Source of the use: White, "Sampling
/// generative networks", arXiv 1609.04468, section 3.2, tables 1 and 2.
public struct LabelContingency: Sendable, Equatable, Codable {
  /// The largest k.
  public static let largestAttributeCount = 8

  /// The k names.
  public let attributes: [String]
  /// The 2ᵏ cells.
  public let cells: [LabelCell]
  /// How many items are in no cell, since a label is unknown.
  public let leftOut: Int

  /// Counts the items of a table.
  ///
  /// - Parameters:
  ///   - table: Labels of n items.
  ///   - attributes: 1 … 8 different names.
  ///   - items: Which items count, each 0 ..< n; nil for all.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, or ``AttributeError/invalid(option:reason:)`` for a name that is
  ///   there twice, and for too many.
  /// - Complexity: O(n k).
  public init(of table: LabelTable, attributes: [String], items: [Int]? = nil) throws(AttributeError) {
    let attributes = try LabelTable.checked(attributes, among: table.attributes)
    guard (1...Self.largestAttributeCount).contains(attributes.count) else {
      throw .invalid(
        option: attributes.isEmpty ? "attributes" : attributes.joined(separator: ","),
        reason: "a table is of 1 to \(Self.largestAttributeCount) attributes; name so many"
      )
    }
    precondition(items?.allSatisfy((0..<table.count).contains) ?? true, "the item is not there")
    let columns = attributes.compactMap { table.attributes.firstIndex(of: $0) }
    var counts = [Int](repeating: 0, count: 1 << attributes.count)
    var leftOut = 0
    table.values.withUnsafeBufferPointer { values in
      for place in 0..<(items?.count ?? table.count) {
        let item = items?[place] ?? place
        // A bit for each attribute, 0 for yes; an unknown label makes the number negative.
        var cell = 0
        for column in columns {
          let label = values[column &* table.count &+ item]
          cell = label < 0 || cell < 0 ? -1 : cell &<< 1 | Int(1 &- label)
        }
        if cell < 0 { leftOut &+= 1 } else { counts[cell] &+= 1 }
      }
    }
    self.attributes = attributes
    self.leftOut = leftOut
    let k = attributes.count
    cells = counts.indices.map { cell in
      let labels = attributes.enumerated().map { index, name in
        LabelCell.Label(attribute: name, isPresent: cell >> (k - 1 - index) & 1 == 0)
      }
      return LabelCell(labels: labels, count: counts[cell])
    }
  }

  /// The number of items in all cells.
  public var count: Int { cells.reduce(0) { $0 + $1.count } }

  /// The share of a cell among all counted items; 0 where there are none.
  ///
  /// - Parameter cell: 0 ..< 2ᵏ.
  /// - Returns: 0 … 1.
  public func share(of cell: Int) -> Double { count == 0 ? 0 : Double(cells[cell].count) / Double(count) }

  /// How many of the counted items have an attribute.
  ///
  /// - Parameter attribute: 0 ..< k.
  /// - Returns: 0 … ``count``.
  public func total(of attribute: Int) -> Int {
    cells.reduce(0) { $0 + ($1.labels[attribute].isPresent ? $1.count : 0) }
  }

  /// How two of the attributes go together, among the counted items.
  ///
  /// - Parameters:
  ///   - first: 0 ..< k.
  ///   - second: 0 ..< k.
  /// - Returns: The 2 × 2 table of both, all others summed over.
  public func association(of first: Int, and second: Int) -> AttributeContingency {
    var association = AttributeContingency()
    for cell in cells {
      switch (cell.labels[first].isPresent, cell.labels[second].isPresent) {
      case (true, true): association.both += cell.count
      case (true, false): association.firstOnly += cell.count
      case (false, true): association.secondOnly += cell.count
      case (false, false): association.neither += cell.count
      }
    }
    return association
  }
}
