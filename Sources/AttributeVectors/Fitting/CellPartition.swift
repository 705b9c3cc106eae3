internal import SafeFiles

/// Items parted by their labels of an attribute and of those that it is balanced over.
///
/// A cell's code has a bit for each attribute, set where items have it; the first attribute has the highest. Items that lack
/// one of the labels are in no cell.
struct CellPartition: Sendable {
  /// The attribute, then those that it is balanced over.
  let attributes: [String]
  /// The code of every item; ``cellCount`` where it is in no cell.
  let codes: [UInt16]
  /// The number of items of every code below ``cellCount``.
  let counts: [Int]

  /// How many attributes a vector can be balanced over.
  static let largestBalance = 12
  /// Cells of fewer items are worth a warning.
  static let thin = 10

  /// Parts items.
  ///
  /// - Parameters:
  ///   - attributes: The attribute, then those that it is balanced over.
  ///   - columns: The labels of each: 1, 0 or -1.
  init(_ attributes: [String], columns: [ArraySlice<Int8>]) {
    self.attributes = attributes
    let cellCount = 1 << attributes.count
    precondition(attributes.count <= 1 + Self.largestBalance && columns.count == attributes.count, "too many cells")
    let unknown: UInt16 = 0x8000
    var codes = [UInt16](repeating: 0, count: columns[0].count)
    var counts = [Int](repeating: 0, count: cellCount + 1)
    codes.withUnsafeMutableBufferPointer { codes in
      for column in columns {
        column.withUnsafeBufferPointer { labels in
          for item in codes.indices {
            let label = UInt16(bitPattern: Int16(labels[item]))
            codes[item] = ((codes[item] &<< 1) & 0x7FFF) | (label & 1) | ((codes[item] | label) & unknown)
          }
        }
      }
      for item in codes.indices {
        if codes[item] >= unknown { codes[item] = UInt16(cellCount) }
        counts[Int(codes[item])] += 1
      }
    }
    counts.removeLast()
    self.codes = codes
    self.counts = counts
  }

  /// 2 to the number of attributes.
  var cellCount: Int { counts.count }
  /// Whether the items of a code have the first attribute.
  func isPositive(_ code: Int) -> Bool { code >= cellCount / 2 }
  /// How many items in cells have the first attribute.
  var positives: Int { counts[(cellCount / 2)...].reduce(0, +) }
  /// How many items in cells lack it.
  var negatives: Int { counts[..<(cellCount / 2)].reduce(0, +) }
  /// The cells, from those with all attributes to the one with none.
  var cells: [LabelCell] { (0..<cellCount).reversed().map(cell) }

  private func cell(_ code: Int) -> LabelCell {
    let labels = attributes.enumerated().map { place, attribute in
      LabelCell.Label(attribute: attribute, isPresent: code >> (attributes.count - 1 - place) & 1 == 1)
    }
    return LabelCell(labels: labels, count: counts[code])
  }

  /// Makes sure that there is something to tell apart and, where a method needs it, that no cell is empty.
  ///
  /// - Throws: ``AttributeError/allEqual(_:isPresent:count:)`` or ``AttributeError/emptyCell(_:fitting:)``.
  func requireFull() throws(AttributeError) {
    if attributes.count == 1 {
      try Self.requireBoth(attributes[0], positives: positives, negatives: negatives)
    } else if let empty = cells.first(where: { $0.count == 0 }) {
      throw .emptyCell(empty.name, fitting: attributes[0])
    }
  }

  /// - Throws: ``AttributeError/allEqual(_:isPresent:count:)``.
  static func requireBoth(_ attribute: String, positives: Int, negatives: Int) throws(AttributeError) {
    guard positives == 0 || negatives == 0 else { return }
    throw .allEqual(attribute, isPresent: positives > 0, count: positives + negatives)
  }

  /// The cells of one attribute whose items were counted already.
  static func cells(_ attribute: String, positives: Int, negatives: Int) -> [LabelCell] {
    [(true, positives), (false, negatives)].map { isPresent, count in
      LabelCell(labels: [LabelCell.Label(attribute: attribute, isPresent: isPresent)], count: count)
    }
  }

  /// A sentence for every cell that few items are in.
  static func warnings(_ cells: [LabelCell]) -> [String] {
    cells.filter { (1..<thin).contains($0.count) }.map { cell in
      "only \(cell.count.counted("item has", "items have")) \(cell.name), so the vector depends much on chance"
    }
  }
}
