/// Sums of products in single precision whose rounding is bounded: 256 numbers in eight lanes, then `Double`.
///
/// A block is added up as a tree, so that its sum is off by at most ``relativeError`` of the sum of its terms'
/// magnitudes, and the blocks' sums lose nothing more however long a row is. Nothing is promised where products leave the
/// range of `Float`.
enum FloatSums {
  /// Two roundings of a difference that is squared, one of the product, five of the tree, up to seven of the lanes' sum.
  static let relativeError = 16 * 0x1p-24

  /// Σ x².
  @inline(__always)
  static func squares(_ x: UnsafePointer<Float>, count: Int) -> Double {
    sum(
      count: count,
      of: {
        let a = eight(x, at: $0); return a * a
      },
      one: { x[$0] * x[$0] }
    )
  }

  /// Σ (x - y)².
  @inline(__always)
  static func squaresOfDifference(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Double {
    sum(
      count: count,
      of: {
        let a = eight(x, at: $0) - eight(y, at: $0); return a * a
      },
      one: { (x[$0] - y[$0]) * (x[$0] - y[$0]) }
    )
  }

  /// Σ x y.
  @inline(__always)
  static func products(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Double {
    sum(count: count, of: { eight(x, at: $0) * eight(y, at: $0) }, one: { x[$0] * y[$0] })
  }

  @inline(__always)
  private static func sum(count: Int, of lanes: (Int) -> SIMD8<Float>, one: (Int) -> Float) -> Double {
    /// Sums of 64 numbers.
    @inline(__always)
    func tree(_ index: Int) -> SIMD8<Float> {
      let (a, b) = (lanes(index) + lanes(index + 8), lanes(index + 16) + lanes(index + 24))
      let (c, d) = (lanes(index + 32) + lanes(index + 40), lanes(index + 48) + lanes(index + 56))
      return (a + b) + (c + d)
    }
    var total = 0.0
    var index = 0
    while index + 256 <= count {
      total += Double(((tree(index) + tree(index + 64)) + (tree(index + 128) + tree(index + 192))).sum())
      index += 256
    }
    while index + 64 <= count {
      total += Double(tree(index).sum())
      index += 64
    }
    while index + 8 <= count {
      total += Double(lanes(index).sum())
      index += 8
    }
    while index < count {
      total += Double(one(index))
      index += 1
    }
    return total
  }
}
