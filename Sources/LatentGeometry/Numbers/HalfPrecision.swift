/// Conversion between binary16 and binary32, bit by bit, since Swift has no `Float16` on some platforms.
///
/// Layout of binary16: sign 1, exponent 5 (bias 15), fraction 10. Every binary16 number is a binary32 number, so
/// widening is exact; narrowing rounds to nearest, ties to even, as IEEE 754-2019 §4.3.1 says.
package enum HalfPrecision {
  /// The number that 16 bits stand for.
  ///
  /// - Parameter half: The bits of a binary16 number.
  /// - Returns: The same number; a NaN keeps its sign and payload and becomes quiet.
  package static func widen(_ half: UInt16) -> Float {
    let sign = UInt32(half & 0x8000) << 16
    let exponent = UInt32(half >> 10) & 0x1f
    let fraction = UInt32(half) & 0x3ff
    switch exponent {
    case 0:
      // Zero or subnormal: fraction · 2⁻²⁴, which binary32 holds exactly.
      let magnitude = Float(fraction) * 0x1p-24
      return Float(bitPattern: magnitude.bitPattern | sign)
    case 0x1f:
      let quiet: UInt32 = fraction == 0 ? 0 : 0x40_0000
      return Float(bitPattern: sign | 0x7f80_0000 | quiet | fraction << 13)
    default:
      return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// The nearest binary16 number.
  ///
  /// - Parameter value: Any number. What rounds beyond 65504 becomes infinite, what rounds below 2⁻²⁴ becomes zero.
  /// - Returns: The bits; a NaN keeps its sign and the upper part of its payload and becomes quiet.
  package static func narrow(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
    let magnitude = bits & 0x7fff_ffff
    if magnitude > 0x7f80_0000 {
      return sign | 0x7e00 | UInt16(truncatingIfNeeded: magnitude >> 13) & 0x1ff
    }
    // 65520 = 65504 + half a unit: the first number that rounds to infinity.
    if magnitude >= 0x477f_f000 { return sign | 0x7c00 }
    if magnitude >= 0x3880_0000 {
      // Normal: rebias by 112, then round the 13 lost bits. A carry out of the fraction raises the exponent rightly.
      let rebiased = magnitude - 112 << 23
      let odd = rebiased >> 13 & 1
      return sign | UInt16(truncatingIfNeeded: (rebiased + 0xfff + odd) >> 13)
    }
    // Subnormal: adding 0.5 leaves the number in units of 2⁻²⁴ in the low bits, rounded to even by the addition.
    let shifted = Float(bitPattern: magnitude) + 0.5
    return sign | UInt16(truncatingIfNeeded: shifted.bitPattern - Float(0.5).bitPattern)
  }
}
