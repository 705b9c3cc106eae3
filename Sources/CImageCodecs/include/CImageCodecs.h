// PNG, JPEG and WebP between memory and rows of samples; animations of WebP and GIF.
//
// libpng and libjpeg report errors by longjmp, which Swift code must never see: everything between setjmp and longjmp
// lives in these files, and a failure comes out as a result with a message. Nothing allocated survives a failure.
#ifndef C_IMAGE_CODECS_H
#define C_IMAGE_CODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum SextantLayout {
  SextantLayoutGrey = 0,
  SextantLayoutGreyAlpha = 1,
  SextantLayoutRGB = 2,
  SextantLayoutRGBA = 3,
  /// Four inks as Adobe stores them in JPEG: 255 is no ink.
  SextantLayoutInvertedCMYK = 4,
} SextantLayout;

typedef enum SextantResult {
  SextantResultDone = 0,
  /// The bytes are not a whole, valid picture; the message says why.
  SextantResultDamaged = 1,
  /// The header names more pixels than allowed; width and height are set, nothing was allocated for them.
  SextantResultTooLarge = 2,
} SextantResult;

/// Bytes from malloc with their number.
typedef struct SextantBytes {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} SextantBytes;

/// What was found in a file.
typedef struct SextantPicture {
  uint32_t width;
  uint32_t height;
  SextantLayout layout;
  /// 8 or 16; samples of 16 bits are in the machine's byte order.
  uint32_t bits_per_sample;
  /// height × width × samples, row after row, without padding; empty where only text was asked for.
  SextantBytes pixels;
  /// EXIF data, perhaps with a leading "Exif\0\0".
  SextantBytes exif;
  /// The text of PNG's chunk, or the XMP packet of JPEG and WebP; `has_text` tells an empty one from none.
  SextantBytes text;
  bool has_text;
  char message[256];
} SextantPicture;

/// What a reader is to do.
typedef struct SextantReading {
  uint64_t pixel_limit;
  /// False to leave the pixels out.
  bool decodes_pixels;
  /// The keyword of PNG's text chunk.
  const char *keyword;
} SextantReading;

/// 8-bit pixels to be encoded, and the text that goes along.
typedef struct SextantSource {
  uint32_t width;
  uint32_t height;
  /// 1, 3 or 4 (the last is alpha), interleaved. JPEG takes 1 and 3, WebP 3 and 4.
  uint32_t channels;
  const uint8_t *pixels;
  /// The keyword of PNG's text chunk, or NULL for no text.
  const char *keyword;
  /// UTF-8 without NUL, ending in NUL; for JPEG and WebP an XMP packet. NULL for none.
  const char *text;
} SextantSource;

SextantResult sextant_png_read(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture);
SextantResult sextant_jpeg_read(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture);
SextantResult sextant_webp_read(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture);

/// `message` receives up to 256 bytes when the result is not `SextantResultDone`.
SextantResult sextant_png_write(SextantSource source, SextantBytes *output, char *message);
/// `quality` is 1 ... 100; colour is not subsampled.
SextantResult sextant_jpeg_write(SextantSource source, int quality, SextantBytes *output, char *message);
/// `quality` is 0 ... 100, or negative for lossless.
SextantResult sextant_webp_write(SextantSource source, int quality, SextantBytes *output, char *message);

/// An animated WebP that is being made. Frames have 3 channels; its size and `quality` are as above.
typedef struct SextantWebPAnimation SextantWebPAnimation;

/// NULL with a message when it cannot begin.
SextantWebPAnimation *sextant_webp_animation_begin(
    uint32_t width, uint32_t height, int quality, bool loops, char *message);
/// Adds a frame that is shown from `milliseconds` on.
SextantResult sextant_webp_animation_add(
    SextantWebPAnimation *animation, const uint8_t *pixels, int milliseconds, char *message);
/// The whole file; the last frame is shown until `milliseconds`. `text` is an XMP packet or NULL.
SextantResult sextant_webp_animation_finish(
    SextantWebPAnimation *animation, int milliseconds, const char *text, SextantBytes *output, char *message);
/// Takes NULL too.
void sextant_webp_animation_release(SextantWebPAnimation *animation);

/// What all frames of a GIF share.
typedef struct SextantGIFSettings {
  int width;
  int height;
  /// 1 ... 256 colours, red, green, blue.
  const uint8_t *colours;
  int colour_count;
  bool loops;
  /// UTF-8 without NUL, ending in NUL; NULL for none.
  const char *comment;
} SextantGIFSettings;

/// The rectangle of a frame that differs from the last frame.
typedef struct SextantGIFFrame {
  /// Of the whole frame, rows of `stride`.
  const uint8_t *indices;
  int stride;
  int x;
  int y;
  int width;
  int height;
  /// How long it is shown, 0 ... 65,535.
  int hundredths;
} SextantGIFFrame;

/// A GIF that is being made.
typedef struct SextantGIFAnimation SextantGIFAnimation;

/// Everything is appended to `output`, from which bytes may be taken between calls. NULL with a message when it cannot
/// begin.
SextantGIFAnimation *sextant_gif_animation_begin(
    SextantGIFSettings settings, SextantBytes *output, char *message);
SextantResult sextant_gif_animation_add(
    SextantGIFAnimation *animation, SextantGIFFrame frame, char *message);
/// Adds the end of the file.
SextantResult sextant_gif_animation_finish(SextantGIFAnimation *animation, char *message);
/// Takes NULL too.
void sextant_gif_animation_release(SextantGIFAnimation *animation);

/// Appends a copy; false when memory is short, with the bytes as they were.
bool sextant_bytes_append(SextantBytes *bytes, const void *source, size_t count);
/// Makes room for exactly `count` bytes without filling them; false when memory is short.
bool sextant_bytes_allocate(SextantBytes *bytes, size_t count);
void sextant_bytes_release(SextantBytes *bytes);
void sextant_picture_release(SextantPicture *picture);

#endif
