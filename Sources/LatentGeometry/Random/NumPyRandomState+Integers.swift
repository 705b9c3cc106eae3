extension NumPyRandomState {
  /// A whole number of 0 ..< bound, as `randint(0, bound)` draws it.
  ///
  /// Random bits are masked to the least 2ᵏ - 1 that is at least bound - 1 and drawn again where they lie above it: 32 bits at
  /// a time where that is enough, 64 otherwise. A bound of 1 draws nothing. NumPy has frozen this way for `RandomState`, which
  /// its newer generators do not follow.
  ///
  /// - Parameter bound: At least 1.
  /// - Returns: 0 ..< bound, all equally likely.
  public mutating func nextInteger(below bound: UInt64) -> UInt64 {
    precondition(bound >= 1, "there is no number below 0")
    return nextInteger(upTo: bound - 1)
  }

  /// `randint(low, high, count)` of NumPy's default type, int64.
  ///
  /// - Parameters:
  ///   - low: The least number.
  ///   - high: One more than the largest number, above `low`.
  ///   - count: How many, ≥ 0.
  /// - Returns: Numbers of low ..< high, all equally likely.
  public mutating func integers(_ low: Int, _ high: Int, count: Int) -> [Int] {
    precondition(low < high, "low must be below high")
    precondition(count >= 0, "a count is not negative")
    // Their difference may be beyond Int, though not beyond 64 bits.
    let largest = UInt64(bitPattern: Int64(high)) &- UInt64(bitPattern: Int64(low)) &- 1
    return (0..<count).map { _ in
      Int(truncatingIfNeeded: UInt64(bitPattern: Int64(low)) &+ nextInteger(upTo: largest))
    }
  }

  private mutating func nextInteger(upTo largest: UInt64) -> UInt64 {
    guard largest > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
    while true {
      var bits = UInt64(nextWord())
      if largest > UInt64(UInt32.max) { bits = bits << 32 | UInt64(nextWord()) }
      bits &= mask
      if bits <= largest { return bits }
    }
  }
}
