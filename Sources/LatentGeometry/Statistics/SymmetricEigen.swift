internal import CLinearAlgebra

/// The eigenvalues and unit eigenvectors of a symmetric matrix, by LAPACK's DSYEVD.
///
/// The greatest eigenvalue comes first. Of each eigenvector the largest coordinate is positive (the first of those within
/// 1e-6 of the largest), so that neither LAPACK's choice nor rounding decides its sign.
package struct SymmetricEigen {
  /// d numbers, falling.
  package private(set) var values: [Double]
  /// [d, d]: row k is the eigenvector of value k.
  package private(set) var vectors: [Double]

  /// Decomposes a matrix, O(d³).
  ///
  /// - Parameters:
  ///   - matrix: Shape [d, d], symmetric and finite.
  ///   - dimension: d ≥ 1.
  /// - Throws: ``LinearAlgebraError``.
  package init(_ matrix: [Double], dimension: Int) throws(LinearAlgebraError) {
    precondition(matrix.count == dimension * dimension && dimension <= Int32.max, "a matrix of d × d numbers is needed")
    var work = matrix
    var rising = [Double](repeating: 0, count: dimension)
    var message = [CChar](repeating: 0, count: 256)
    switch sextant_symmetric_eigen(Int32(dimension), &work, &rising, &message) {
    case SEXTANT_EIGEN_DONE: break
    case SEXTANT_EIGEN_NO_LIBRARY:
      let reason = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .libraryMissing(reason: String(decoding: reason, as: UTF8.self))
    case SEXTANT_EIGEN_NO_MEMORY: throw .tooLarge(dimension: dimension)
    default: throw .notConverged(dimension: dimension)
    }
    values = rising.reversed()
    vectors = []
    vectors.reserveCapacity(work.count)
    for index in (0..<dimension).reversed() {
      let vector = work[index * dimension..<(index + 1) * dimension]
      let largest = vector.reduce(0) { max($0, abs($1)) }
      let leading = vector.first { abs($0) >= largest * (1 - 1e-6) } ?? 1
      vectors.append(contentsOf: leading < 0 ? vector.map { -$0 } : Array(vector))
    }
  }
}

/// Why a matrix could not be decomposed or multiplied.
public enum LinearAlgebraError: Error, Equatable, CustomStringConvertible, Sendable {
  /// Neither LAPACK nor BLAS can be opened, or they lack a function.
  case libraryMissing(reason: String)
  /// The matrix needs more memory than there is, or than LAPACK can number.
  case tooLarge(dimension: Int)
  /// The iteration did not come to an end.
  case notConverged(dimension: Int)

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .libraryMissing(let reason):
      #if os(macOS)
      "LAPACK and BLAS, which correlated latents, neighbors and attribute vectors need, cannot be opened (\(reason)); they "
        + "are part of macOS's Accelerate"
      #else
      "LAPACK and BLAS, which correlated latents, neighbors and attribute vectors need, cannot be opened (\(reason)); run: "
        + "apt-get install libopenblas0-pthread"
      #endif
    case .tooLarge(let dimension):
      "a covariance of \(dimension) x \(dimension) numbers is too large to be decomposed; give sd instead"
    case .notConverged(let dimension):
      "the eigenvalues of a covariance of \(dimension) x \(dimension) numbers do not converge; check its numbers"
    }
  }
}
