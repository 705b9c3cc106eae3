internal import CLinearAlgebra

/// Products of matrices of single-precision numbers, by BLAS's SGEMM.
///
/// A call uses one thread, and several threads may call at once. The same call gives the same bytes on every run of one
/// machine; an element may differ in its last bits with the numbers of rows, since BLAS treats the edges of a matrix
/// differently. Callers that must not depend on their number of threads therefore fix the sizes of their tiles without
/// it. Rounding: an element is off by at most γ Σ_l |a[i, l] b[j, l]| with γ = k u / (1 - k u), u = 2⁻²⁴, whatever the
/// order of summation (Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1).
package enum MatrixProduct {
  /// result[i, j] = Σ_l a[i, l] · b[j, l].
  ///
  /// - Parameters:
  ///   - a: Shape [m, k], row-major.
  ///   - m: The number of rows of a, m ≥ 0.
  ///   - b: Shape [n, k], row-major.
  ///   - n: The number of rows of b, n ≥ 0.
  ///   - k: The number of columns of both, k ≥ 0; without columns the result is 0.
  ///   - result: Shape [m, n]; not read before it is written, and apart from a and b.
  ///   - stride: The distance from one row of the result to the next, at least n, which it is by default.
  /// - Throws: ``LinearAlgebraError/libraryMissing(reason:)`` where BLAS cannot be opened, also for empty matrices.
  /// - Complexity: O(m n k), about 100 billion operations a second and core with OpenBLAS.
  package static func timesTransposed(
    _ a: UnsafePointer<Float>,
    rows m: Int,
    _ b: UnsafePointer<Float>,
    rows n: Int,
    width k: Int,
    into result: UnsafeMutablePointer<Float>,
    stride: Int? = nil
  ) throws(LinearAlgebraError) {
    let stride = stride ?? n
    precondition(m >= 0 && n >= 0 && k >= 0 && stride >= n, "sizes must not be negative, and rows must not overlap")
    // BLAS wants a stride of at least 1.
    let step = max(stride, 1)
    precondition(max(m, k, step) <= Int32.max, "BLAS counts with 32 bits")
    try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message throws(LinearAlgebraError) in
      guard
        let text = message.baseAddress,
        !sextant_product_transposed(Int32(m), Int32(n), Int32(k), a, b, result, Int32(step), text)
      else { return }
      throw .libraryMissing(reason: String(cString: text))
    }
  }

  /// result[i, j] = Σ_l a[i, l] · b[l, j].
  ///
  /// - Parameters:
  ///   - a: Shape [m, k], row-major.
  ///   - m: The number of rows of a, m ≥ 0.
  ///   - b: Shape [k, n], row-major.
  ///   - k: The number of rows of b and of columns of a, k ≥ 0; without any the result is 0.
  ///   - n: The number of columns of b, n ≥ 0.
  ///   - result: Shape [m, n]; not read before it is written, and apart from a and b.
  /// - Throws: ``LinearAlgebraError/libraryMissing(reason:)`` where BLAS cannot be opened, also for empty matrices.
  /// - Complexity: O(m n k), as fast as ``timesTransposed(_:rows:_:rows:width:into:stride:)``.
  package static func times(
    _ a: UnsafePointer<Float>,
    rows m: Int,
    _ b: UnsafePointer<Float>,
    rows k: Int,
    width n: Int,
    into result: UnsafeMutablePointer<Float>
  ) throws(LinearAlgebraError) {
    precondition(m >= 0 && n >= 0 && k >= 0, "sizes must not be negative")
    precondition(max(m, n, k) <= Int32.max, "BLAS counts with 32 bits")
    try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message throws(LinearAlgebraError) in
      guard
        let text = message.baseAddress,
        !sextant_product(Int32(m), Int32(n), Int32(k), a, b, result, text)
      else { return }
      throw .libraryMissing(reason: String(cString: text))
    }
  }

  /// Makes sure that BLAS can be opened.
  ///
  /// - Throws: ``LinearAlgebraError/libraryMissing(reason:)``.
  package static func requireLibrary() throws(LinearAlgebraError) {
    var nothing: Float = 0
    try withUnsafeMutablePointer(to: &nothing) { pointer throws(LinearAlgebraError) in
      try timesTransposed(pointer, rows: 0, pointer, rows: 0, width: 0, into: pointer)
    }
  }
}
