#include "DrawingLibrary.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

#include "BundledFonts.h"

static DrawingLibrary library;
static bool is_complete;
static char reason[256];

static const char *const names[] = {
#ifdef __APPLE__
    "librsvg-2.2.dylib", "/opt/homebrew/lib/librsvg-2.2.dylib", "/usr/local/lib/librsvg-2.2.dylib",
#else
    "librsvg-2.so.2",
#endif
};

static void *opened(void) {
  void *handle = NULL;
  for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++) handle = dlopen(names[i], RTLD_NOW);
  if (handle == NULL) {
    const char *error = dlerror();
    snprintf(reason, sizeof reason, "%s", error != NULL ? error : "librsvg cannot be opened");
  }
  return handle;
}

// dlsym on librsvg also finds the functions of the libraries that it needs: cairo and GLib.
#define FIND(name)                                                            \
  do {                                                                        \
    *(void **)&library.name = dlsym(handle, #name);                           \
    if (library.name == NULL) {                                               \
      snprintf(reason, sizeof reason, "librsvg has no function " #name);      \
      return;                                                                 \
    }                                                                         \
  } while (0)

static void open_library(void) {
  void *handle = opened();
  if (handle == NULL) return;
  FIND(rsvg_handle_new_from_data);
  FIND(rsvg_handle_set_dpi);
  FIND(rsvg_handle_render_document);
  FIND(rsvg_handle_get_intrinsic_size_in_pixels);
  FIND(rsvg_handle_get_geometry_for_layer);
  FIND(cairo_image_surface_create);
  FIND(cairo_image_surface_get_data);
  FIND(cairo_image_surface_get_stride);
  FIND(cairo_surface_status);
  FIND(cairo_status_to_string);
  FIND(cairo_surface_flush);
  FIND(cairo_surface_destroy);
  FIND(cairo_create);
  FIND(cairo_destroy);
  FIND(cairo_set_source_rgb);
  FIND(cairo_paint);
  FIND(g_object_unref);
  FIND(g_clear_error);
  sextant_use_bundled_fonts(handle);
  is_complete = true;
}

const DrawingLibrary *sextant_drawing_library(char message[256]) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  if (is_complete) return &library;
  snprintf(message, 256, "%s", reason);
  return NULL;
}
