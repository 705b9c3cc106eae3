internal import Datasets

/// The phi coefficients of all pairs of m attributes: a symmetric matrix, shape [m, m].
///
/// Each pair is counted over the items of which both labels are known, so that the matrix need not be positive definite
/// where labels are missing. 1 on the diagonal; nil for pairs of which one attribute does not vary.
public struct LabelCorrelation: Sendable, Equatable, Codable {
  /// The m names.
  public let attributes: [String]
  /// The m × m coefficients, row after row; nil where there is none.
  public let values: [Double?]
  /// The number of items that the pairs are counted over at most: those chosen.
  public let count: Int

  /// Counts all pairs.
  ///
  /// - Parameters:
  ///   - table: Labels of n items for m attributes.
  ///   - attributes: Different names in the order wanted; nil for all.
  ///   - items: Which items count, each 0 ..< n; nil for all.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, or ``AttributeError/invalid(option:reason:)`` for a name that is
  ///   there twice.
  /// - Complexity: O(n m² / 64): labels are counted 64 at a time.
  public init(of table: LabelTable, attributes: [String]? = nil, items: [Int]? = nil) throws(AttributeError) {
    let names = try LabelTable.checked(attributes, among: table.attributes)
    precondition(items?.allSatisfy((0..<table.count).contains) ?? true, "the item is not there")
    let columns = names.compactMap { table.attributes.firstIndex(of: $0) }
    let bits = columns.map { LabelBits(table, column: $0, items: items) }
    let m = names.count
    var values = [Double?](repeating: nil, count: m * m)
    for first in 0..<m {
      for second in first..<m {
        let phi = bits[first].association(with: bits[second]).phi
        values[first * m + second] = phi
        values[second * m + first] = phi
      }
    }
    self.attributes = names
    self.values = values
    count = items?.count ?? table.count
  }

  /// The coefficient of two attributes.
  ///
  /// - Parameters:
  ///   - first: 0 ..< m.
  ///   - second: 0 ..< m.
  public subscript(first: Int, second: Int) -> Double? {
    precondition(attributes.indices.contains(first) && attributes.indices.contains(second), "outside the attributes")
    return values[first * attributes.count + second]
  }

  /// The pairs of different attributes by how strongly they go together, the strongest first.
  ///
  /// - Parameter count: At most so many.
  /// - Returns: Columns of both, the lower one first, with their coefficient.
  public func strongest(_ count: Int) -> [(first: Int, second: Int, phi: Double)] {
    let pairs = attributes.indices.flatMap { first in
      attributes.indices[(first + 1)...].compactMap { second in
        self[first, second].map { (first: first, second: second, phi: $0) }
      }
    }
    let order = pairs.indices.sorted { (abs(pairs[$1].phi), $0) < (abs(pairs[$0].phi), $1) }
    return order.prefix(count).map { pairs[$0] }
  }
}

/// One attribute's labels as bits.
private struct LabelBits {
  /// A bit for each item that has the attribute.
  private var yes: [UInt64]
  /// A bit for each item that lacks it; unknown where both are 0.
  private var no: [UInt64]

  init(_ table: LabelTable, column: Int, items: [Int]?) {
    let count = items?.count ?? table.count
    yes = [UInt64](repeating: 0, count: (count + 63) / 64)
    no = yes
    for place in 0..<count {
      let label = table.values[column &* table.count &+ (items?[place] ?? place)]
      let bit = UInt64(1) &<< UInt64(place & 63)
      if label == 1 { yes[place >> 6] |= bit } else if label == 0 { no[place >> 6] |= bit }
    }
  }

  func association(with other: LabelBits) -> AttributeContingency {
    func common(_ a: [UInt64], _ b: [UInt64]) -> Int {
      var count = 0
      for word in a.indices { count &+= (a[word] & b[word]).nonzeroBitCount }
      return count
    }
    return AttributeContingency(
      both: common(yes, other.yes),
      firstOnly: common(yes, other.no),
      secondOnly: common(no, other.yes),
      neither: common(no, other.no)
    )
  }
}
