// SVG drawings as pixels, by librsvg and cairo, without their types.
#ifndef C_VECTOR_DRAWING_H
#define C_VECTOR_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A rectangle in pixels.
typedef struct SextantRectangle {
  double x;
  double y;
  double width;
  double height;
} SextantRectangle;

/// Whether librsvg and what it needs can be opened; if not, `message` receives up to 256 bytes.
bool sextant_drawing_is_available(char *message);

/// Draws a document, stretched to width × height, on white.
///
/// `pixels` receives height × width × 3 bytes, red first. On failure `message` receives up to 256 bytes.
bool sextant_drawing_paint(
    const uint8_t *document, size_t count, int width, int height, uint8_t *pixels, char *message);

/// The size a document asks for; zeros where it names none in absolute units.
bool sextant_drawing_size(
    const uint8_t *document, size_t count, double *width, double *height, char *message);

/// The rectangle an element covers, `id` with its leading "#", within a document shown at width × height.
bool sextant_drawing_extent(
    const uint8_t *document, size_t count, int width, int height, const char *id, SextantRectangle *extent,
    char *message);

#endif
