/// The normal law on eight numbers at a time, in single precision.
///
/// Interpolating through normal scores evaluates Φ and Φ⁻¹ for every coordinate; the C library's functions, one number
/// at a time, would take ten times as long. Both work on the *tail*, p = Φ(-|x|) ≤ ½, whose relative error decides the
/// error of a score: p near 1 could not be told apart from 1 in single precision. Coefficients and errors come from
/// tools/fit_normal_law.py: relative 1.3e-6 of the tail up to |x| = 6, absolute 3e-6 of the score at |x| = 7, 1.2e-6 at 3 and
/// 4e-7 below 2.9.
enum NormalLanes {
  typealias Lanes = SIMD8<Float>

  /// Tails below this have scores beyond ±7.05 and are left to the functions in `Double`.
  static let smallestTail: Float = 0x1p-40

  /// Φ(-a) for a ≥ 0; from 13 on the result is too small for this form and is that of 13.
  @inline(__always)
  static func tail(_ a: Lanes) -> Lanes {
    // exp(-a²/2) times a polynomial in 1 / (1 + a / 4): Hastings 1955, with coefficients of our own.
    let a = a.clamped(lowerBound: Lanes(repeating: 0), upperBound: Lanes(repeating: 13))
    let t = 1 / (a * 0.25 + 1)
    var sum = t * 0.035016187 + -0.20197041
    sum = sum * t + 0.40860924
    sum = sum * t + -0.35163394
    sum = sum * t + 0.31964955
    sum = sum * t + -0.02858039
    sum = sum * t + 0.12443363
    sum = sum * t + 0.09419595
    sum = sum * t + 0.10030585
    sum = sum * t + -2.5671856e-05
    return sum * exponential(a * a * -0.5)
  }

  /// -Φ⁻¹(p) ≥ 0 for tails ``smallestTail`` ≤ p ≤ ½.
  @inline(__always)
  static func score(ofTail p: Lanes) -> Lanes {
    // (1 - 2p) times a polynomial in -log(4 p (1 - p)): Giles 2010, with coefficients of our own.
    let w = -logarithm(p * (1 - p) * 4)
    let x = 1 - p * 2
    let m = w - 2.5
    var middle = m * -1.2432431e-08 + 3.2855922e-08
    middle = middle * m + 6.5926486e-07
    middle = middle * m + -4.897004e-06
    middle = middle * m + -7.0192336e-06
    middle = middle * m + 0.00030878567
    middle = middle * m + -0.0017716446
    middle = middle * m + -0.005907717
    middle = middle * m + 0.34880203
    middle = middle * m + 2.1233134
    let isFar = w .>= 5
    // One coordinate in 300 of a prior's draws.
    guard any(isFar) else { return middle * x }
    let s = w.clamped(lowerBound: Lanes(repeating: 5), upperBound: Lanes(repeating: 30)).squareRoot() - 3.6
    var far = s * 1.8994244e-05 + 2.050532e-05
    far = far * s + -0.00030037202
    far = far * s + 0.00057170703
    far = far * s + -0.0006026887
    far = far * s + 0.0010278207
    far = far * s + -0.0024059054
    far = far * s + 0.003873976
    far = far * s + 1.4254827
    far = far * s + 4.859595
    return middle.replacing(with: far, where: isFar) * x
  }

  /// 1.5 · 2²³: floating-point numbers around it are whole numbers.
  private static let magic: Float = 12_582_912

  /// e^x for -87 ≤ x ≤ 0.
  @inline(__always)
  private static func exponential(_ x: Lanes) -> Lanes {
    // x = k log 2 + r with |r| ≤ log(2) / 2; log 2 in two parts, so that k times it is exact.
    // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
    let shifted = x * 1.442695041 + magic
    let k = shifted - magic
    let r = (x - k * 0.693359375) + k * 2.12194440e-4
    var sum = r * (1.0 / 5040) + (1.0 / 720)
    sum = sum * r + (1.0 / 120)
    sum = sum * r + (1.0 / 24)
    sum = sum * r + (1.0 / 6)
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    return sum * number((bits(shifted) &- magic.bitPattern &+ 127) &<< 23)
  }

  /// log x for normal numbers x > 0.
  @inline(__always)
  private static func logarithm(_ x: Lanes) -> Lanes {
    // x = 2^k m with √½ ≤ m < √2; log m = 2 artanh(s) with s = (m - 1) / (m + 1), |s| ≤ 0.172.
    let shifted = bits(x) &- 0x3F35_04F3
    // Half the range is added before the shift and taken off after it, since k may be negative.
    let k = (shifted &+ 0x8000_0000) &>> 23 &- 256 &+ magic.bitPattern
    let m = number((shifted & 0x007F_FFFF) &+ 0x3F35_04F3)
    let s = (m - 1) / (m + 1)
    let square = s * s
    var sum = square * (2.0 / 9) + (2.0 / 7)
    sum = sum * square + (2.0 / 5)
    sum = sum * square + (2.0 / 3)
    return (sum * square + 2) * s + (number(k) - magic) * 0.693147181
  }

  @inline(__always)
  private static func bits(_ x: Lanes) -> SIMD8<UInt32> { unsafeBitCast(x, to: SIMD8<UInt32>.self) }

  @inline(__always)
  private static func number(_ bits: SIMD8<UInt32>) -> Lanes { unsafeBitCast(bits, to: Lanes.self) }
}
