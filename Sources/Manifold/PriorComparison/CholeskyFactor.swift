/// The lower triangle L with L Lᵀ = A of a symmetric positive definite matrix.
package struct CholeskyFactor: Sendable {
  private let size: Int
  /// Shape [n, n], row-major; above the diagonal it is not used.
  private var lower: [Double]

  /// Factors a matrix of n × n numbers in O(n³ / 3); nil where it is not positive definite.
  package init?(_ matrix: [Double], size n: Int) {
    precondition(matrix.count == n * n, "a matrix of n × n numbers is needed")
    size = n
    lower = matrix
    let isDefinite = lower.withUnsafeMutableBufferPointer { a in
      guard let base = a.baseAddress else { return true }
      for i in 0..<n {
        for j in 0...i {
          let sum = a[i * n + j] - Self.dot(base + i * n, base + j * n, count: j)
          if i == j {
            guard sum > 0 else { return false }
            a[i * n + i] = sum.squareRoot()
          } else {
            a[i * n + j] = sum / a[j * n + j]
          }
        }
      }
      return true
    }
    guard isDefinite else { return nil }
  }

  /// The x with A x = b, in O(n²).
  package func solve(_ b: [Double]) -> [Double] {
    let n = size
    var x = b
    for i in 0..<n {
      for j in 0..<i { x[i] -= lower[i * n + j] * x[j] }
      x[i] /= lower[i * n + i]
    }
    for i in (0..<n).reversed() {
      x[i] /= lower[i * n + i]
      for j in 0..<i { x[j] -= lower[i * n + j] * x[i] }
    }
    return x
  }

  @inline(__always)
  private static func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int) -> Double {
    var lanes = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var index = 0
    while index + 8 <= count {
      lanes.0 += four(x + index) * four(y + index)
      lanes.1 += four(x + index + 4) * four(y + index + 4)
      index += 8
    }
    var sum = (lanes.0 + lanes.1).sum()
    while index < count {
      sum += x[index] * y[index]
      index += 1
    }
    return sum
  }

  @inline(__always)
  private static func four(_ x: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD4<Double>.self)
  }
}
