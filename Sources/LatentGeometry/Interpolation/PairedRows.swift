/// The rows of two batches of one shape, pair by pair.
struct PairedRows {
  let from: UnsafeBufferPointer<Float>
  let to: UnsafeBufferPointer<Float>
  let dimension: Int

  /// The number of pairs.
  var count: Int { from.count / dimension }

  /// A pair of rows.
  subscript(row: Int) -> (from: UnsafeBufferPointer<Float>, to: UnsafeBufferPointer<Float>) {
    let range = row * dimension..<(row + 1) * dimension
    return (UnsafeBufferPointer(rebasing: from[range]), UnsafeBufferPointer(rebasing: to[range]))
  }

  /// A row of a result of the same width.
  func target(_ row: Int, in out: UnsafeMutableBufferPointer<Float>) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: out[row * dimension..<(row + 1) * dimension])
  }
}
