/// The items that are learned from, and their latents where they lie.
///
/// Item i of 0 ..< count is a row of the latents. Rows that follow each other are read in place, others copied by the block.
struct LearningItems: @unchecked Sendable {
  /// The number of items.
  let count: Int
  /// d.
  let dimension: Int
  private let values: UnsafeBufferPointer<Float>
  private let first: Int
  /// The rows, where they are not first ..< first + count.
  private let rows: [Int]?

  /// Items over n × d numbers, which must live as long as they.
  ///
  /// - Parameters:
  ///   - values: Shape [n, d].
  ///   - dimension: d.
  ///   - rows: Rising; nil for all.
  init(_ values: UnsafeBufferPointer<Float>, dimension: Int, rows: [Int]?) {
    self.values = values
    self.dimension = dimension
    guard let rows else {
      (first, count, self.rows) = (0, values.count / dimension, nil)
      return
    }
    precondition(zip(rows, rows.dropFirst()).allSatisfy(<), "rows must rise")
    precondition(rows.first.map { $0 >= 0 } ?? true, "a row is not there")
    precondition(rows.last.map { $0 < values.count / dimension } ?? true, "a row is not there")
    (first, count) = (rows.first ?? 0, rows.count)
    self.rows = (rows.last ?? -1) - first + 1 == rows.count ? nil : rows
  }

  /// The latents of consecutive items.
  ///
  /// - Parameters:
  ///   - items: Within 0 ..< count, not empty.
  ///   - space: Room for their numbers, which is used where they do not lie together.
  /// - Returns: Shape [the number of items, d].
  func latents(_ items: Range<Int>, space: UnsafeMutableBufferPointer<Float>) -> UnsafePointer<Float> {
    let d = dimension
    guard let base = values.baseAddress, let copies = space.baseAddress else {
      preconditionFailure("items have numbers, and space is needed")
    }
    let start = row(items.lowerBound)
    guard row(items.upperBound - 1) - start + 1 != items.count else { return base + start * d }
    for (place, item) in items.enumerated() { (copies + place * d).update(from: base + row(item) * d, count: d) }
    return UnsafePointer(copies)
  }

  /// The latent of one item: d numbers.
  @inline(__always)
  func latent(_ item: Int) -> UnsafePointer<Float> { values.baseAddress.unsafelyUnwrapped + row(item) * dimension }

  /// The labels of one attribute: 1, 0 or -1 of every item.
  func labels(_ table: LabelTable, attribute: Int) -> ArraySlice<Int8> {
    let column = attribute * table.count
    guard let rows else { return table.values[column + first..<column + first + count] }
    return table.values.withUnsafeBufferPointer { values in ArraySlice(rows.map { values[column + $0] }) }
  }

  @inline(__always)
  private func row(_ item: Int) -> Int { rows.map { $0[item] } ?? first + item }
}
