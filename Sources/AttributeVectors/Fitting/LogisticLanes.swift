/// What a logistic regression needs of its scores, eight at a time in single precision.
///
/// Swift calls the C library's exponential for one number at a time, which took longer than the products of matrices.
enum LogisticLanes {
  typealias Lanes = SIMD8<Float>

  /// 1 / (1 + exp(-z)), off by at most 3e-7 of itself for z > -87, and log(1 + exp(z)), off by at most 3e-7.
  @inline(__always)
  static func parts(_ score: Lanes) -> (probability: Lanes, loss: Lanes) {
    let isNegative = score .< 0
    let small = exponential(ofMinus: score.replacing(with: 0 - score, where: isNegative))
    let inverse = 1 / (1 + small)
    let probability = inverse.replacing(with: small * inverse, where: isNegative)
    return (probability, logarithm(ofOnePlus: small) + score.replacing(with: 0, where: isNegative))
  }

  /// exp(-a) for a ≥ 0, from 87 on that of 87.
  ///
  /// a = k log 2 + r with |r| ≤ log(2) / 2: the series of exp(-r) ends where its terms are below 1e-8.
  @inline(__always)
  private static func exponential(ofMinus a: Lanes) -> Lanes {
    let a = a.replacing(with: 87, where: a .> 87)
    // Added to 1.5 · 2²³ a number is rounded, and its whole number stands in the last bits.
    let shifted = a * 1.442_695_04 + 12_582_912
    let k = shifted - 12_582_912
    // log 2 in two parts, of which k times the first is exact.
    let r = (k * 0.693_359_375 - a) - k * 2.121_944_4e-4
    var sum = Lanes(repeating: 1 / 5040)
    sum = sum * r + 1 / 720
    sum = sum * r + 1 / 120
    sum = sum * r + 1 / 24
    sum = sum * r + 1 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    // 2⁻ᵏ by its exponent.
    let bits = (SIMD8<Int32>(repeating: 127) &- (lanes(shifted) &- 0x4B40_0000)) &<< 23
    return sum * unsafeBitCast(bits, to: Lanes.self)
  }

  /// log(1 + u) for 0 ≤ u ≤ 1: 2 artanh v with v = u / (2 + u) ≤ 1/3, whose series ends where its terms are below 1e-8.
  @inline(__always)
  private static func logarithm(ofOnePlus u: Lanes) -> Lanes {
    let v = u / (2 + u)
    let square = v * v
    var sum = Lanes(repeating: 2 / 13)
    sum = sum * square + 2 / 11
    sum = sum * square + 2 / 9
    sum = sum * square + 2 / 7
    sum = sum * square + 2 / 5
    sum = sum * square + 2 / 3
    sum = sum * square + 2
    return sum * v
  }

  @inline(__always)
  private static func lanes(_ x: Lanes) -> SIMD8<Int32> { unsafeBitCast(x, to: SIMD8<Int32>.self) }
}
