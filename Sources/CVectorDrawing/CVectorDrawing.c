#include "CVectorDrawing.h"

#include <stdio.h>

#include "DrawingLibrary.h"

bool sextant_drawing_is_available(char *message) { return sextant_drawing_library(message) != NULL; }

static void keep_message(const DrawingLibrary *lib, GlibError *error, char *message) {
  snprintf(message, 256, "%s", error != NULL ? error->message : "librsvg gives no reason");
  lib->g_clear_error(&error);
}

/// Data without a base file: librsvg then loads nothing from elsewhere.
static RsvgHandle *opened(const DrawingLibrary *lib, const uint8_t *document, size_t count, char *message) {
  GlibError *error = NULL;
  RsvgHandle *handle = lib->rsvg_handle_new_from_data(document, count, &error);
  if (handle == NULL) {
    keep_message(lib, error, message);
    return NULL;
  }
  lib->rsvg_handle_set_dpi(handle, 96);
  return handle;
}

static bool render(
    const DrawingLibrary *lib, RsvgHandle *handle, CairoSurface *surface, int width, int height, char *message) {
  CairoContext *cairo = lib->cairo_create(surface);
  lib->cairo_set_source_rgb(cairo, 1, 1, 1);
  lib->cairo_paint(cairo);
  RsvgRectangle viewport = {0, 0, width, height};
  GlibError *error = NULL;
  bool is_done = lib->rsvg_handle_render_document(handle, cairo, &viewport, &error);
  if (!is_done) keep_message(lib, error, message);
  lib->cairo_destroy(cairo);
  return is_done;
}

/// cairo keeps a pixel as one 32-bit number in the machine's byte order.
static void copy_pixels(const DrawingLibrary *lib, CairoSurface *surface, int width, int height, uint8_t *pixels) {
  lib->cairo_surface_flush(surface);
  const uint8_t *rows = lib->cairo_image_surface_get_data(surface);
  size_t stride = (size_t)lib->cairo_image_surface_get_stride(surface);
  for (int y = 0; y < height; y++) {
    const uint32_t *row = (const uint32_t *)(rows + (size_t)y * stride);
    for (int x = 0; x < width; x++) {
      *pixels++ = (uint8_t)(row[x] >> 16);
      *pixels++ = (uint8_t)(row[x] >> 8);
      *pixels++ = (uint8_t)row[x];
    }
  }
}

bool sextant_drawing_paint(
    const uint8_t *document, size_t count, int width, int height, uint8_t *pixels, char *message) {
  const DrawingLibrary *lib = sextant_drawing_library(message);
  if (lib == NULL) return false;
  RsvgHandle *handle = opened(lib, document, count, message);
  if (handle == NULL) return false;
  CairoSurface *surface = lib->cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  bool is_done = lib->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
  if (!is_done) {
    snprintf(message, 256, "%s", lib->cairo_status_to_string(lib->cairo_surface_status(surface)));
  } else {
    is_done = render(lib, handle, surface, width, height, message);
  }
  if (is_done) copy_pixels(lib, surface, width, height, pixels);
  lib->cairo_surface_destroy(surface);
  lib->g_object_unref(handle);
  return is_done;
}

bool sextant_drawing_size(
    const uint8_t *document, size_t count, double *width, double *height, char *message) {
  const DrawingLibrary *lib = sextant_drawing_library(message);
  if (lib == NULL) return false;
  RsvgHandle *handle = opened(lib, document, count, message);
  if (handle == NULL) return false;
  *width = 0;
  *height = 0;
  lib->rsvg_handle_get_intrinsic_size_in_pixels(handle, width, height);
  lib->g_object_unref(handle);
  return true;
}

bool sextant_drawing_extent(
    const uint8_t *document, size_t count, int width, int height, const char *id, SextantRectangle *extent,
    char *message) {
  const DrawingLibrary *lib = sextant_drawing_library(message);
  if (lib == NULL) return false;
  RsvgHandle *handle = opened(lib, document, count, message);
  if (handle == NULL) return false;
  RsvgRectangle viewport = {0, 0, width, height};
  RsvgRectangle logical = {0, 0, 0, 0};
  GlibError *error = NULL;
  bool is_done = lib->rsvg_handle_get_geometry_for_layer(handle, id, &viewport, NULL, &logical, &error);
  if (is_done) {
    *extent = (SextantRectangle){logical.x, logical.y, logical.width, logical.height};
  } else {
    keep_message(lib, error, message);
  }
  lib->g_object_unref(handle);
  return is_done;
}
