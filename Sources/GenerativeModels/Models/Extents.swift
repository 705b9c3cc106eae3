/// The sizes of tensors whose extents come from files and flags.
enum Extents {
  /// The largest number of elements of one row, or of one constant, that is taken for real: 2³¹ - 1.
  static let largestCount = 1 << 31 - 1

  /// The product of extents, which stops at `Int.max` instead of overflowing.
  ///
  /// - Parameter extents: Numbers ≥ 0.
  /// - Returns: Their product; 1 of none.
  static func product(_ extents: some Sequence<Int>) -> Int {
    var product = 1
    for extent in extents {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard !overflow else { return .max }
      product = next
    }
    return product
  }
}
