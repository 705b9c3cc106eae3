/// Sums over vectors whose length is a multiple of eight; single precision, which is enough to compare distances.
enum VectorKernels {
  @inline(__always)
  static func eight(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always)
  static func store(_ values: SIMD8<Float>, to x: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(x).storeBytes(of: values, as: SIMD8<Float>.self)
  }

  /// Σ (x - y)².
  @inline(__always)
  static func squaredDistance(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) -> Float {
    var sum = SIMD8<Float>.zero
    var index = 0
    while index < count {
      let difference = eight(x + index) - eight(y + index)
      sum += difference * difference
      index += 8
    }
    return sum.sum()
  }

  /// Σ x y, summed in double precision.
  @inline(__always)
  static func exactProduct(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) -> Double {
    var sum = SIMD8<Double>.zero
    var index = 0
    while index < count {
      sum += SIMD8<Double>(eight(x + index)) * SIMD8<Double>(eight(y + index))
      index += 8
    }
    return sum.sum()
  }

  /// Σ x y.
  @inline(__always)
  static func product(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) -> Float {
    var sum = SIMD8<Float>.zero
    var index = 0
    while index < count {
      sum += eight(x + index) * eight(y + index)
      index += 8
    }
    return sum.sum()
  }

  /// Σ x y of one x with three y, which share its loads.
  @inline(__always)
  static func products(
    _ x: UnsafePointer<Float>,
    _ a: UnsafePointer<Float>,
    _ b: UnsafePointer<Float>,
    _ c: UnsafePointer<Float>,
    _ count: Int
  ) -> (Float, Float, Float) {
    var (sumA, sumB, sumC) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    var index = 0
    while index < count {
      let x = eight(x + index)
      sumA += x * eight(a + index)
      sumB += x * eight(b + index)
      sumC += x * eight(c + index)
      index += 8
    }
    return (sumA.sum(), sumB.sum(), sumC.sum())
  }
}
