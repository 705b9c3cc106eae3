#include "BundledFonts.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

/// From the folder of the program.
static const char list_of_fonts[] = "/../share/sextant/fonts/fonts.conf";

/// The folder of the program's own file, links resolved; empty where the system does not tell.
static void find_program(char folder[PATH_MAX]) {
  char path[PATH_MAX] = "";
#ifdef __APPLE__
  uint32_t size = sizeof path;
  if (_NSGetExecutablePath(path, &size) != 0) path[0] = '\0';
#else
  snprintf(path, sizeof path, "/proc/self/exe");
#endif
  if (realpath(path, folder) == NULL) folder[0] = '\0';
  char *end = strrchr(folder, '/');
  if (end != NULL) *end = '\0';
}

void sextant_use_bundled_fonts(void *library) {
  // Whoever names a configuration wants that one.
  if (getenv("FONTCONFIG_FILE") != NULL) return;
  char folder[PATH_MAX], path[PATH_MAX + sizeof list_of_fonts];
  find_program(folder);
  snprintf(path, sizeof path, "%s%s", folder, list_of_fonts);
  if (access(path, R_OK) != 0) return;
  void *(*create)(void);
  int (*parse)(void *, const unsigned char *, int);
  int (*use)(void *);
  *(void **)&create = dlsym(library, "FcConfigCreate");
  *(void **)&parse = dlsym(library, "FcConfigParseAndLoad");
  *(void **)&use = dlsym(library, "FcConfigSetCurrent");
  if (create == NULL || parse == NULL || use == NULL) return;
  // A variable would do the same, but other threads may be reading the environment. What cannot be parsed is not used,
  // and the machine's own fonts are then all there is.
  void *configuration = create();
  if (configuration != NULL && parse(configuration, (const unsigned char *)path, true)) use(configuration);
}
