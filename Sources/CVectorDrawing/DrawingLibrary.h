// The functions of librsvg, cairo and GLib that drawings need, opened when the first drawing is made.
//
// Linking them would load some forty libraries into every start of every program, of which most never draw a text. The
// declarations are those of their stable interfaces (librsvg 2.52 and later, cairo 1.2, GLib 2.0).
#ifndef DRAWING_LIBRARY_H
#define DRAWING_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

typedef struct RsvgHandle RsvgHandle;
typedef struct CairoContext CairoContext;
typedef struct CairoSurface CairoSurface;

typedef struct GlibError {
  uint32_t domain;
  int code;
  char *message;
} GlibError;

typedef struct RsvgRectangle {
  double x;
  double y;
  double width;
  double height;
} RsvgRectangle;

enum { CAIRO_FORMAT_RGB24 = 1, CAIRO_STATUS_SUCCESS = 0 };

/// One member for each function, under its own name.
typedef struct DrawingLibrary {
  RsvgHandle *(*rsvg_handle_new_from_data)(const uint8_t *, size_t, GlibError **);
  void (*rsvg_handle_set_dpi)(RsvgHandle *, double);
  int (*rsvg_handle_render_document)(RsvgHandle *, CairoContext *, const RsvgRectangle *, GlibError **);
  int (*rsvg_handle_get_intrinsic_size_in_pixels)(RsvgHandle *, double *, double *);
  int (*rsvg_handle_get_geometry_for_layer)(
      RsvgHandle *, const char *, const RsvgRectangle *, RsvgRectangle *, RsvgRectangle *, GlibError **);
  CairoSurface *(*cairo_image_surface_create)(int, int, int);
  unsigned char *(*cairo_image_surface_get_data)(CairoSurface *);
  int (*cairo_image_surface_get_stride)(CairoSurface *);
  int (*cairo_surface_status)(CairoSurface *);
  const char *(*cairo_status_to_string)(int);
  void (*cairo_surface_flush)(CairoSurface *);
  void (*cairo_surface_destroy)(CairoSurface *);
  CairoContext *(*cairo_create)(CairoSurface *);
  void (*cairo_destroy)(CairoContext *);
  void (*cairo_set_source_rgb)(CairoContext *, double, double, double);
  void (*cairo_paint)(CairoContext *);
  void (*g_object_unref)(void *);
  void (*g_clear_error)(GlibError **);
} DrawingLibrary;

/// The functions, the same on every call; NULL when a library or a function is missing, with the reason in `message`.
const DrawingLibrary *sextant_drawing_library(char message[256]);

#endif
