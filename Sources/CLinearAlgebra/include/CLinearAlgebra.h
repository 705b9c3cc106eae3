// Symmetric eigenproblems by LAPACK and products of matrices by BLAS, without their types.
#ifndef C_LINEAR_ALGEBRA_H
#define C_LINEAR_ALGEBRA_H

#include <stdbool.h>
#include <stddef.h>

/// How a decomposition ended.
typedef enum SextantEigenStatus {
  SEXTANT_EIGEN_DONE = 0,
  SEXTANT_EIGEN_NO_LIBRARY = 1,
  SEXTANT_EIGEN_NOT_CONVERGED = 2,
  SEXTANT_EIGEN_NO_MEMORY = 3,
} SextantEigenStatus;

/// The eigenvalues and eigenvectors of a symmetric matrix of n × n numbers.
///
/// `matrix` is replaced by the unit eigenvectors, n numbers each, one after another; `values` receives the n eigenvalues
/// from the least to the greatest. Where LAPACK cannot be opened `message`, of 256 bytes, receives the reason.
SextantEigenStatus sextant_symmetric_eigen(int n, double *matrix, double *values, char *message);

/// result[i, j] = sum over l of a[i, l] b[j, l] for a of m × k and b of n × k numbers, row after row.
///
/// Rows of `result` begin `stride` ≥ n numbers apart. One thread does the work; several may call at once. Returns false
/// where BLAS cannot be opened; `message`, of 256 bytes, then receives the reason.
bool sextant_product_transposed(
    int m, int n, int k, const float *a, const float *b, float *result, int stride, char *message);

/// result[i, j] = sum over l of a[i, l] b[l, j] for a of m × k and b of k × n numbers, row after row.
///
/// One thread does the work; several may call at once. Returns false as the other product does.
bool sextant_product(int m, int n, int k, const float *a, const float *b, float *result, char *message);

#endif
