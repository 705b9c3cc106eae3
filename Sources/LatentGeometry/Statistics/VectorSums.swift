internal import CStreaming

/// Sums over vectors of single-precision numbers.
///
/// Eight lanes of `Float` run over a block of 256 numbers and are then added up in `Double`: 32 additions a lane keep the
/// rounding error of a block near 1e-7 relative, and the blocks' sums lose nothing more however long the vector is. Where
/// squares leave the range of `Float` (coordinates above 1e18 or all below 1e-15), all of it is done again in `Double`.
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
    guard !isTrustworthy(total) else { return total }
    return x.reduce(0) { $0 + (Double($1) - Double(center)) * (Double($1) - Double(center)) }
  }

  /// Whether a sum of squares neither overflowed nor may have lost squares that are too small for `Float`.
  private static func isTrustworthy(_ sum: Double) -> Bool { sum >= 1e-30 && sum.isFinite }

  /// Σ x², Σ y² and Σ x y in one pass.
  ///
  /// Fetches meanwhile what stands one vector further in memory: the next row of a batch.
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
      while index + 16 <= end {
        prefetch(x, at: index + x.count)
        prefetch(y, at: index + x.count)
        let (a, b) = (eight(of: x, at: index), eight(of: y, at: index))
        sumXX += a * a
        sumYY += b * b
        sumXY += a * b
        let (c, d) = (eight(of: x, at: index + 8), eight(of: y, at: index + 8))
        sumXX += c * c
        sumYY += d * d
        sumXY += c * d
        index += 16
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
    guard !isTrustworthy(xx) || !isTrustworthy(yy) else { return (xx, yy, xy) }
    (xx, yy, xy) = (0, 0, 0)
    for index in 0..<x.count {
      let (a, b) = (Double(x[index]), Double(y[index]))
      xx += a * a
      yy += b * b
      xy += a * b
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

  /// Where a result goes.
  enum Destination {
    /// Memory that will be read again soon, or is small.
    case cached
    /// Part of something larger than the caches: written past them.
    case streamed
    /// The same, and nobody has fetched the next rows of x and y yet.
    case streamedFetchingAhead
  }

  /// out = p x + q y.
  static func combine(
    _ x: UnsafeBufferPointer<Float>,
    times p: Float,
    _ y: UnsafeBufferPointer<Float>,
    times q: Float,
    into out: UnsafeMutableBufferPointer<Float>,
    _ destination: Destination = .cached
  ) {
    precondition(x.count == y.count && x.count == out.count, "vectors must be equally long")
    guard let target = out.baseAddress else { return }
    var index = 0
    if destination == .cached {
      while index + 8 <= x.count {
        let sum = eight(of: x, at: index) * p + eight(of: y, at: index) * q
        UnsafeMutableRawPointer(target + index).storeBytes(of: sum, as: SIMD8<Float>.self)
        index += 8
      }
    } else {
      while index < x.count, Int(bitPattern: target + index) % 16 != 0 {
        out[index] = x[index] * p + y[index] * q
        index += 1
      }
      while index + 16 <= x.count {
        if destination == .streamedFetchingAhead {
          prefetch(x, at: index + x.count)
          prefetch(y, at: index + x.count)
        }
        let first = eight(of: x, at: index) * p + eight(of: y, at: index) * q
        sextant_store_streaming(target + index, first.lowHalf)
        sextant_store_streaming(target + index + 4, first.highHalf)
        let second = eight(of: x, at: index + 8) * p + eight(of: y, at: index + 8) * q
        sextant_store_streaming(target + index + 8, second.lowHalf)
        sextant_store_streaming(target + index + 12, second.highHalf)
        index += 16
      }
    }
    while index < x.count {
      out[index] = x[index] * p + y[index] * q
      index += 1
    }
  }

  /// out = Σ c x over several vectors, four numbers of eight lanes at a time.
  static func combine(
    _ vectors: [UnsafeBufferPointer<Float>],
    times coefficients: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(vectors.allSatisfy { $0.count == out.count }, "vectors must be equally long")
    guard let target = out.baseAddress else { return }
    let factors = coefficients.map { Float($0) }
    var index = 0
    while index + 32 <= out.count {
      var (a, b, c, d) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
      for (vector, factor) in zip(vectors, factors) {
        a += eight(of: vector, at: index) * factor
        b += eight(of: vector, at: index + 8) * factor
        c += eight(of: vector, at: index + 16) * factor
        d += eight(of: vector, at: index + 24) * factor
      }
      let bytes = UnsafeMutableRawPointer(target + index)
      bytes.storeBytes(of: a, as: SIMD8<Float>.self)
      bytes.storeBytes(of: b, toByteOffset: 32, as: SIMD8<Float>.self)
      bytes.storeBytes(of: c, toByteOffset: 64, as: SIMD8<Float>.self)
      bytes.storeBytes(of: d, toByteOffset: 96, as: SIMD8<Float>.self)
      index += 32
    }
    while index < out.count {
      var sum: Float = 0
      for (vector, factor) in zip(vectors, factors) { sum += vector[index] * factor }
      out[index] = sum
      index += 1
    }
  }

  /// The same summed in double precision; what single precision cannot hold becomes the largest number that it can.
  static func combineExactly(
    _ vectors: [UnsafeBufferPointer<Float>],
    times coefficients: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    for index in out.indices { out[index] = Float(saturating: exactSum(vectors, times: coefficients, at: index)) }
  }

  /// Σ c x of one coordinate.
  static func exactSum(
    _ vectors: [UnsafeBufferPointer<Float>],
    times coefficients: [Double],
    at index: Int
  ) -> Double {
    zip(vectors, coefficients).reduce(0) { $0 + PairSum.bounded($1.1) * Double($1.0[index]) }
  }

  /// Orders streamed results before whatever this thread does next.
  static func finishStreaming() { sextant_finish_streaming() }

  @inline(__always)
  private static func eight(of x: UnsafeBufferPointer<Float>, at index: Int) -> SIMD8<Float> {
    UnsafeRawPointer(x.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Any index will do: fetching what does not exist has no effect.
  @inline(__always)
  private static func prefetch(_ x: UnsafeBufferPointer<Float>, at index: Int) {
    sextant_prefetch(UnsafeRawPointer(bitPattern: UInt(bitPattern: x.baseAddress) &+ UInt(index) &* 4))
  }
}
