extension UInt32 {
  /// A number of 0 ..< bound drawn by a random word; the bias is below bound / 2³².
  @inline(__always)
  func scaled(below bound: Int) -> Int { Int((UInt64(self) * UInt64(bound)) >> 32) }
}
