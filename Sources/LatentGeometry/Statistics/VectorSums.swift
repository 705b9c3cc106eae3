/// Sums over vectors of single-precision numbers.
///
/// Eight lanes of `Float` run over a block of 256 numbers and are then added up in `Double`: 32 additions a lane keep the
/// rounding error of a block near 1e-7 relative, and the blocks' sums lose nothing more however long the vector is.
enum VectorSums {
  private static let blockLength = 256

  /// Σ (x - c)².
  static func squares(_ x: UnsafeBufferPointer<Float>, around center: Float = 0) -> Double {
    let middle = SIMD8<Float>(repeating: center)
    var total = 0.0
    var index = 0
    while index < x.count {
      let end = min(index + blockLength, x.count)
      var sum = SIMD8<Float>.zero
      while index + 8 <= end {
        let a = eight(of: x, at: index) - middle
        sum += a * a
        index += 8
      }
      total += Double(sum.sum())
      while index < end {
        let a = Double(x[index]) - Double(center)
        total += a * a
        index += 1
      }
    }
    return total
  }

  /// Σ x², Σ y² and Σ x y in one pass.
  static func products(
    _ x: UnsafeBufferPointer<Float>,
    _ y: UnsafeBufferPointer<Float>
  ) -> (xx: Double, yy: Double, xy: Double) {
    precondition(x.count == y.count, "vectors must be equally long")
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    var index = 0
    while index < x.count {
      let end = min(index + blockLength, x.count)
      var (sumXX, sumYY, sumXY) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
      while index + 8 <= end {
        let (a, b) = (eight(of: x, at: index), eight(of: y, at: index))
        sumXX += a * a
        sumYY += b * b
        sumXY += a * b
        index += 8
      }
      xx += Double(sumXX.sum())
      yy += Double(sumYY.sum())
      xy += Double(sumXY.sum())
      while index < end {
        let (a, b) = (Double(x[index]), Double(y[index]))
        xx += a * a
        yy += b * b
        xy += a * b
        index += 1
      }
    }
    return (xx, yy, xy)
  }

  /// Σ (p x - q y)² and Σ (p x + q y)², in `Double` throughout: for vectors that are nearly parallel.
  static func squaresOfDifferenceAndSum(
    _ x: UnsafeBufferPointer<Float>,
    times p: Double,
    _ y: UnsafeBufferPointer<Float>,
    times q: Double
  ) -> (difference: Double, sum: Double) {
    var (difference, sum) = (0.0, 0.0)
    for index in 0..<x.count {
      let (a, b) = (p * Double(x[index]), q * Double(y[index]))
      difference += (a - b) * (a - b)
      sum += (a + b) * (a + b)
    }
    return (difference, sum)
  }

  /// out = p x + q y.
  static func combine(
    _ x: UnsafeBufferPointer<Float>,
    times p: Float,
    _ y: UnsafeBufferPointer<Float>,
    times q: Float,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(x.count == y.count && x.count == out.count, "vectors must be equally long")
    let raw = UnsafeMutableRawBufferPointer(out)
    var index = 0
    while index + 8 <= x.count {
      let sum = eight(of: x, at: index) * p + eight(of: y, at: index) * q
      raw.storeBytes(of: sum, toByteOffset: index * 4, as: SIMD8<Float>.self)
      index += 8
    }
    while index < x.count {
      out[index] = x[index] * p + y[index] * q
      index += 1
    }
  }

  @inline(__always)
  private static func eight(of x: UnsafeBufferPointer<Float>, at index: Int) -> SIMD8<Float> {
    UnsafeRawPointer(x.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: SIMD8<Float>.self)
  }
}
