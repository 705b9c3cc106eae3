#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "CLinearClassification.h"

// What linear.h declares, so that it is not needed. The order of fields is liblinear's.

struct problem {
  int count, width;
  double *labels;
  const SextantNode **rows;
  double bias;
};

/// Everything up to `p` has been there since version 1.9; what follows depends on the version.
struct parameter {
  int solver;
  double tolerance, cost;
  int weight_count;
  int *weight_labels;
  double *weights;
  double p;
  union {
    struct {
      double *start;
    } since_2_10;
    struct {
      double nu;
      double *start;
      int regularizes_bias;
    } since_2_40;
  };
};

struct model;

enum { SOLVER_DUAL = 1, SOLVER_PRIMAL = 2 };

static struct {
  struct model *(*train)(const struct problem *, const struct parameter *);
  const char *(*check)(const struct problem *, const struct parameter *);
  void (*labels)(const struct model *, int *);
  double (*coefficient)(const struct model *, int, int);
  void (*free_model)(struct model **);
  int version;
} library;

static char reason[256];

static const char *const names[] = {
#ifdef __APPLE__
    "liblinear.dylib", "/opt/homebrew/lib/liblinear.dylib", "/usr/local/lib/liblinear.dylib",
#else
    "liblinear.so.4", "liblinear.so.3", "liblinear.so",
#endif
};

static void say_nothing(const char *text) { (void)text; }

static bool find(void *handle, const char *name, void **function) {
  *function = dlsym(handle, name);
  if (*function == NULL) snprintf(reason, sizeof reason, "it has no function %s", name);
  return *function != NULL;
}

static bool use(void *handle) {
  void (*set_print)(void (*)(const char *));
  void *version;
  bool has_all = find(handle, "liblinear_version", &version) && find(handle, "train", (void **)&library.train) &&
      find(handle, "check_parameter", (void **)&library.check) && find(handle, "get_labels", (void **)&library.labels) &&
      find(handle, "get_decfun_coef", (void **)&library.coefficient) &&
      find(handle, "free_and_destroy_model", (void **)&library.free_model) &&
      find(handle, "set_print_string_function", (void **)&set_print);
  if (!has_all) return false;
  library.version = *(const int *)version;
  if (library.version < 210) {
    snprintf(reason, sizeof reason, "version %d.%d is too old", library.version / 100, library.version % 100);
    return false;
  }
  set_print(say_nothing);
  return true;
}

static void open_library(void) {
  snprintf(reason, sizeof reason, "there is none");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
      const char *error = dlerror();
      // The first name is the one that is wanted.
      if (error != NULL && i == 0) snprintf(reason, sizeof reason, "%s", error);
    } else if (use(handle)) {
      return;
    }
  }
  library.train = NULL;
}

bool sextant_liblinear_is_there(char *message) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  if (library.train == NULL) snprintf(message, 256, "%s", reason);
  return library.train != NULL;
}

bool sextant_separating_plane(
    SextantForm form, int count, int width, const SextantNode *const *rows, const double *labels, double cost,
    double tolerance, double *plane, char *message) {
  static pthread_mutex_t dual = PTHREAD_MUTEX_INITIALIZER;
  if (!sextant_liblinear_is_there(message)) return false;
  // liblinear reads rows and labels only. Its own bias would add nothing but a name for the last column.
  struct problem problem = {count, width, (double *)labels, (const SextantNode **)rows, -1};
  struct parameter parameter = {
      .solver = form == SEXTANT_FORM_DUAL ? SOLVER_DUAL : SOLVER_PRIMAL, .tolerance = tolerance, .cost = cost, .p = 0.1};
  if (library.version >= 240) {
    parameter.since_2_40.nu = 0.5;
    parameter.since_2_40.regularizes_bias = 1;
  }
  const char *complaint = library.check(&problem, &parameter);
  if (complaint != NULL) {
    snprintf(message, 256, "%s", complaint);
    return false;
  }
  if (form == SEXTANT_FORM_DUAL) {
    pthread_mutex_lock(&dual);
    srand(1);
  }
  struct model *model = library.train(&problem, &parameter);
  if (form == SEXTANT_FORM_DUAL) pthread_mutex_unlock(&dual);
  // Which label is the first, and so has w and not -w, depends on the version and on the first row.
  int order[2];
  library.labels(model, order);
  for (int column = 0; column < width; column++) {
    plane[column] = library.coefficient(model, column + 1, order[0] == 1 ? 0 : 1);
  }
  library.free_model(&model);
  return true;
}
