/// Finding the first number that is NaN or infinite, at the speed of the memory.
package enum FiniteCheck {
  /// The index of the first number that is not finite; nil if all are finite.
  ///
  /// Exactly those numbers have all exponent bits set. 32 numbers are looked at together and only a block with a
  /// find is searched; integer comparisons are used since they need nothing beyond SSE2 or NEON.
  package static func firstFailure(in values: UnsafeBufferPointer<Float>) -> Int? {
    guard let base = values.baseAddress else { return nil }
    let width = 8
    let block = 4 * width
    let exponent = SIMD8<UInt32>(repeating: 0x7f80_0000)
    let bytes = UnsafeRawPointer(base)
    var index = 0
    while index + block <= values.count {
      var found = SIMDMask<SIMD8<Int32>>(repeating: false)
      for part in 0..<4 {
        let offset = (index + part * width) * MemoryLayout<Float>.size
        let bits = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt32>.self)
        found .|= (bits & exponent) .== exponent
      }
      if found != SIMDMask(repeating: false) { break }
      index += block
    }
    return values[index...].firstIndex { !$0.isFinite }
  }
}
