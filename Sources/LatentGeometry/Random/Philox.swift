/// The counter-based generator Philox4x32-10: 128 bits of output from a 128-bit counter and a 64-bit key.
///
/// It has no state: any block can be computed by itself, so that a number depends only on where it stands and not on
/// how many were drawn before it. Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011.
package struct Philox: Sendable {
  package var key: SIMD2<UInt32>

  package init(seed: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// The block of four words at a counter.
  @inline(__always)
  package func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var (x, k) = (counter, key)
    for round in 0..<10 {
      if round > 0 { k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let first = UInt64(0xD251_1F53) * UInt64(x[0])
      let second = UInt64(0xCD9E_8D57) * UInt64(x[2])
      x = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ x[1] ^ k[0],
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ x[3] ^ k[1],
        UInt32(truncatingIfNeeded: first)
      )
    }
    return x
  }

  /// Two numbers of the open interval (0, 1) with 52 bits each: (k + ½) / 2⁵², never 0 or 1.
  @inline(__always)
  package func uniformPair(_ counter: SIMD4<UInt32>) -> (Double, Double) {
    let words = block(counter)
    func number(_ low: UInt32, _ high: UInt32) -> Double {
      (Double((UInt64(high) << 32 | UInt64(low)) >> 12) + 0.5) * 0x1p-52
    }
    return (number(words[0], words[1]), number(words[2], words[3]))
  }
}
