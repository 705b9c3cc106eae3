#include "Library.h"

#include <dlfcn.h>
#include <stdio.h>

static const char *const names[] = {
#ifdef __APPLE__
    "/System/Library/Frameworks/Accelerate.framework/Accelerate",
#else
    // LAPACK's library brings the BLAS that it was linked with.
    "libopenblas.so.0", "liblapack.so.3", "libblas.so.3",
#endif
};

void *sextant_linear_function(const char *name, char *message) {
  snprintf(message, 256, "no library has the function %s", name);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
      const char *error = dlerror();
      if (error != NULL) snprintf(message, 256, "%s", error);
      continue;
    }
    void *function = dlsym(handle, name);
    if (function == NULL) continue;
    // OpenBLAS's threads spin, and sums that are split among them depend on their number.
    void (*set_threads)(int);
    *(void **)&set_threads = dlsym(handle, "openblas_set_num_threads");
    if (set_threads != NULL) set_threads(1);
    return function;
  }
  return NULL;
}
