#include "CVectorDrawing.h"

#include <stdio.h>

#include <librsvg/rsvg.h>

static void keep_message(GError *error, char *message) {
  snprintf(message, 256, "%s", error != NULL ? error->message : "librsvg gives no reason");
  g_clear_error(&error);
}

/// Data without a base file: librsvg then loads nothing from elsewhere.
static RsvgHandle *opened(const uint8_t *document, size_t count, char *message) {
  GError *error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data(document, count, &error);
  if (handle == NULL) {
    keep_message(error, message);
    return NULL;
  }
  rsvg_handle_set_dpi(handle, 96);
  return handle;
}

static bool render(RsvgHandle *handle, cairo_surface_t *surface, int width, int height, char *message) {
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  RsvgRectangle viewport = {0, 0, width, height};
  GError *error = NULL;
  bool is_done = rsvg_handle_render_document(handle, cairo, &viewport, &error);
  if (!is_done) keep_message(error, message);
  cairo_destroy(cairo);
  return is_done;
}

/// cairo keeps a pixel as one 32-bit number in the machine's byte order.
static void copy_pixels(cairo_surface_t *surface, int width, int height, uint8_t *pixels) {
  cairo_surface_flush(surface);
  const uint8_t *rows = cairo_image_surface_get_data(surface);
  size_t stride = (size_t)cairo_image_surface_get_stride(surface);
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
  RsvgHandle *handle = opened(document, count, message);
  if (handle == NULL) return false;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  bool is_done = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
  if (!is_done) {
    snprintf(message, 256, "%s", cairo_status_to_string(cairo_surface_status(surface)));
  } else {
    is_done = render(handle, surface, width, height, message);
  }
  if (is_done) copy_pixels(surface, width, height, pixels);
  cairo_surface_destroy(surface);
  g_object_unref(handle);
  return is_done;
}

bool sextant_drawing_size(
    const uint8_t *document, size_t count, double *width, double *height, char *message) {
  RsvgHandle *handle = opened(document, count, message);
  if (handle == NULL) return false;
  *width = 0;
  *height = 0;
  rsvg_handle_get_intrinsic_size_in_pixels(handle, width, height);
  g_object_unref(handle);
  return true;
}

bool sextant_drawing_extent(
    const uint8_t *document, size_t count, int width, int height, const char *id, SextantRectangle *extent,
    char *message) {
  RsvgHandle *handle = opened(document, count, message);
  if (handle == NULL) return false;
  RsvgRectangle viewport = {0, 0, width, height};
  RsvgRectangle logical = {0, 0, 0, 0};
  GError *error = NULL;
  bool is_done = rsvg_handle_get_geometry_for_layer(handle, id, &viewport, NULL, &logical, &error);
  if (is_done) {
    *extent = (SextantRectangle){logical.x, logical.y, logical.width, logical.height};
  } else {
    keep_message(error, message);
  }
  g_object_unref(handle);
  return is_done;
}
