#include "CLinearAlgebra.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "Library.h"

/// LAPACK's DSYEVD with 32-bit integers: all eigenvalues and eigenvectors by divide and conquer.
///
/// Fortran passes the lengths of texts last; implementations in C ignore them.
typedef void (*Dsyevd)(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
    const int *lwork, int *iwork, const int *liwork, int *info, size_t jobz_length, size_t uplo_length);

static Dsyevd dsyevd;
static char reason[256];

static void open_library(void) { *(void **)&dsyevd = sextant_linear_function("dsyevd_", reason); }

SextantEigenStatus sextant_symmetric_eigen(int n, double *matrix, double *values, char *message) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  if (dsyevd == NULL) {
    snprintf(message, 256, "%s", reason);
    return SEXTANT_EIGEN_NO_LIBRARY;
  }
  int info = 0, query = -1, integer_size = 0;
  double size = 0;
  dsyevd("V", "U", &n, matrix, &n, values, &size, &query, &integer_size, &query, &info, 1, 1);
  // The size comes as a double and n² does not fit 32 bits beyond n = 32,000.
  if (info != 0 || size > 2147483647.0) return SEXTANT_EIGEN_NO_MEMORY;
  int count = (int)size;
  double *work = malloc(sizeof *work * (size_t)count);
  int *integers = malloc(sizeof *integers * (size_t)integer_size);
  SextantEigenStatus status = SEXTANT_EIGEN_NO_MEMORY;
  if (work != NULL && integers != NULL) {
    dsyevd("V", "U", &n, matrix, &n, values, work, &count, integers, &integer_size, &info, 1, 1);
    status = info == 0 ? SEXTANT_EIGEN_DONE : SEXTANT_EIGEN_NOT_CONVERGED;
  }
  free(work);
  free(integers);
  return status;
}
