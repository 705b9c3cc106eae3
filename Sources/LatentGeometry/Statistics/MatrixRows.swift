/// Products of a row-major matrix of single-precision numbers with vectors.
enum MatrixRows {
  private static let blockLength = 256

  /// out[i] = Σ_j m[i, j] x[j]; `out` must not overlap `x`.
  ///
  /// Four rows share each load of x. As in `VectorSums`, lanes of `Float` run over 256 numbers at most and are then added
  /// up in `Double`.
  static func apply(
    _ matrix: UnsafeBufferPointer<Float>,
    to x: UnsafeBufferPointer<Float>,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(matrix.count == x.count * out.count, "the matrix must be as wide as x and as high as the result")
    guard let base = matrix.baseAddress else { return }
    let width = x.count
    var row = 0
    while row + 4 <= out.count {
      let rows = base + row * width
      var sums = SIMD4<Double>.zero
      var index = 0
      while index < width {
        let end = min(index + blockLength, width)
        var (a, b, c, d) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        while index + 8 <= end {
          let factor = eight(x.baseAddress.unsafelyUnwrapped + index)
          a += eight(rows + index) * factor
          b += eight(rows + width + index) * factor
          c += eight(rows + 2 * width + index) * factor
          d += eight(rows + 3 * width + index) * factor
          index += 8
        }
        sums += SIMD4(Double(a.sum()), Double(b.sum()), Double(c.sum()), Double(d.sum()))
        while index < end {
          let factor = Double(x[index])
          let column = SIMD4(rows[index], rows[width + index], rows[2 * width + index], rows[3 * width + index])
          sums += SIMD4<Double>(column) * factor
          index += 1
        }
      }
      for lane in 0..<4 { out[row + lane] = Float(sums[lane]) }
      row += 4
    }
    while row < out.count {
      var sum = 0.0
      for index in 0..<width { sum += Double(base[row * width + index]) * Double(x[index]) }
      out[row] = Float(sum)
      row += 1
    }
  }

  @inline(__always)
  private static func eight(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
  }
}
