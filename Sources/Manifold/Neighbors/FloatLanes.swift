/// Eight numbers from anywhere in memory.
@inline(__always)
func eight(_ x: UnsafePointer<Float>, at index: Int) -> SIMD8<Float> {
  UnsafeRawPointer(x + index).loadUnaligned(as: SIMD8<Float>.self)
}

/// Whether any lane is set: two 64-bit words instead of eight lanes.
@inline(__always)
func isAnySet(_ mask: SIMDMask<SIMD8<Int32>>) -> Bool {
  let words = unsafeBitCast(mask, to: SIMD4<Int64>.self)
  let half = words.lowHalf | words.highHalf
  return (half[0] | half[1]) != 0
}
