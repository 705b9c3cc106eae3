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
}

/// Pairs of rows, the places between them, and where each point goes.
struct PairedStrips {
  /// The order of the rows of a result.
  enum Order {
    /// All places of the first pair, then those of the second.
    case pairs
    /// All pairs at the first place, then those at the second.
    case places
  }

  let ends: PairedRows
  let places: [Double]
  let out: UnsafeMutableBufferPointer<Float>
  let order: Order
  /// Whether the result is larger than the caches and written past them.
  let isStreamed: Bool

  /// Where a pair's point goes.
  func target(pair: Int, place: Int) -> UnsafeMutableBufferPointer<Float> {
    let row: Int =
      switch order {
      case .pairs: pair * places.count + place
      case .places: place * ends.count + pair
      }
    return UnsafeMutableBufferPointer(rebasing: out[row * ends.dimension..<(row + 1) * ends.dimension])
  }
}
