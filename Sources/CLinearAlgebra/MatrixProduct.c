#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "CLinearAlgebra.h"
#include "Library.h"

/// BLAS's SGEMM with 32-bit integers: result = alpha op(a) op(b) + beta result, column after column.
///
/// Fortran passes the lengths of texts last; implementations in C ignore them.
typedef void (*Sgemm)(
    const char *transa, const char *transb, const int *m, const int *n, const int *k, const float *alpha, const float *a,
    const int *lda, const float *b, const int *ldb, const float *beta, float *c, const int *ldc, size_t transa_length,
    size_t transb_length);

/// BLAS's SGEMV: result = alpha op(a) x + beta result.
typedef void (*Sgemv)(
    const char *trans, const int *m, const int *n, const float *alpha, const float *a, const int *lda, const float *x,
    const int *x_step, const float *beta, float *result, const int *result_step, size_t trans_length);

static Sgemm sgemm;
static Sgemv sgemv;
static char reason[256];

static void open_library(void) {
  *(void **)&sgemm = sextant_linear_function("sgemm_", reason);
  *(void **)&sgemv = sextant_linear_function("sgemv_", reason);
}

/// One row by a matrix, which SGEMM would first copy: result = op(b) a with b column after column.
static void row_product(const char *trans, int m, int n, const float *a, const float *b, float *result) {
  const float one = 1, zero = 0;
  const int stride = m > 0 ? m : 1, step = 1;
  // Some libraries multiply what the result held before by 0.
  memset(result, 0, sizeof(float) * (size_t)(*trans == 'T' ? n : m));
  sgemv(trans, &m, &n, &one, b, &stride, a, &step, &zero, result, &step, 1);
}

static bool is_there(char *message) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  if (sgemm == NULL || sgemv == NULL) snprintf(message, 256, "%s", reason);
  return sgemm != NULL && sgemv != NULL;
}

bool sextant_product_transposed(
    int m, int n, int k, const float *a, const float *b, float *result, int stride, char *message) {
  if (!is_there(message)) return false;
  if (m == 0 || n == 0) return true;
  if (m == 1) {
    row_product("T", k, n, a, b, result);
    return true;
  }
  // Read column after column, rows are columns: the result is b aᵀ there, and b's rows must be turned.
  const float one = 1, zero = 0;
  const int width = k > 0 ? k : 1;
  sgemm("T", "N", &n, &m, &k, &one, b, &width, a, &width, &zero, result, &stride, 1, 1);
  return true;
}

bool sextant_product(int m, int n, int k, const float *a, const float *b, float *result, char *message) {
  if (!is_there(message)) return false;
  if (m == 0 || n == 0) return true;
  if (m == 1) {
    row_product("N", n, k, a, b, result);
    return true;
  }
  // Read column after column, a and b are aᵀ and bᵀ, and the result is (a b)ᵀ = bᵀ aᵀ.
  const float one = 1, zero = 0;
  const int width = k > 0 ? k : 1;
  sgemm("N", "N", &n, &m, &k, &one, b, &n, a, &width, &zero, result, &n, 1, 1);
  return true;
}
