#include "CImageCodecs.h"

#include <png.h>
#include <stdio.h>
#include <string.h>

typedef struct PNGInput {
  const uint8_t *bytes;
  size_t count;
  size_t position;
} PNGInput;

static void keep_message(png_structp png, png_const_charp message) {
  SextantPicture *picture = png_get_error_ptr(png);
  snprintf(picture->message, sizeof picture->message, "%s", message);
  png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void read_bytes(png_structp png, png_bytep output, size_t count) {
  PNGInput *input = png_get_io_ptr(png);
  if (count > input->count - input->position) png_error(png, "the file ends early");
  memcpy(output, input->bytes + input->position, count);
  input->position += count;
}

static void take_text(png_structp png, png_infop info, const char *keyword, SextantPicture *picture) {
  png_textp texts = NULL;
  int count = png_get_text(png, info, &texts, NULL);
  for (int index = 0; index < count && !picture->has_text; index++) {
    if (strcmp(texts[index].key, keyword) != 0) continue;
    bool is_international = texts[index].compression == PNG_ITXT_COMPRESSION_NONE
        || texts[index].compression == PNG_ITXT_COMPRESSION_zTXt;
    if (!is_international) continue;
    if (!sextant_bytes_append(&picture->text, texts[index].text, strlen(texts[index].text))) {
      png_error(png, "memory is short");
    }
    picture->has_text = true;
  }
}

static void take_exif(png_structp png, png_infop info, SextantPicture *picture) {
  png_uint_32 count = 0;
  png_bytep exif = NULL;
  if (png_get_eXIf_1(png, info, &count, &exif) == 0) return;
  if (!sextant_bytes_append(&picture->exif, exif, count)) png_error(png, "memory is short");
}

/// Reads rows one at a time: `png_read_image` would need a pointer for each of up to 2^28 rows.
static void read_pixels(png_structp png, png_infop info, SextantPicture *picture) {
  png_set_expand(png);
  const uint16_t one = 1;
  const bool is_little_endian = *(const uint8_t *)&one == 1;
  if (is_little_endian) png_set_swap(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);

  picture->bits_per_sample = png_get_bit_depth(png, info);
  switch (png_get_color_type(png, info)) {
    case PNG_COLOR_TYPE_GRAY: picture->layout = SextantLayoutGrey; break;
    case PNG_COLOR_TYPE_GRAY_ALPHA: picture->layout = SextantLayoutGreyAlpha; break;
    case PNG_COLOR_TYPE_RGB: picture->layout = SextantLayoutRGB; break;
    case PNG_COLOR_TYPE_RGB_ALPHA: picture->layout = SextantLayoutRGBA; break;
    default: png_error(png, "its colour type is unknown");
  }
  size_t row = png_get_rowbytes(png, info);
  if (!sextant_bytes_allocate(&picture->pixels, row * picture->height)) png_error(png, "memory is short");
  for (int pass = 0; pass < passes; pass++) {
    for (size_t y = 0; y < picture->height; y++) {
      png_read_row(png, picture->pixels.bytes + y * row, NULL);
    }
  }
}

/// Text may follow the pixels, and libpng has no way past them but through them; one row is kept at a time.
static void skip_pixels(png_structp png, const SextantPicture *picture) {
  int passes = png_set_interlace_handling(png);
  for (int pass = 0; pass < passes; pass++) {
    for (size_t y = 0; y < picture->height; y++) png_read_row(png, NULL, NULL);
  }
}

/// Everything that may jump; `picture` and the structs live in the caller's frame.
static SextantResult read_guarded(
    png_structp png, png_infop info, PNGInput *input, SextantReading reading, SextantPicture *picture) {
  if (setjmp(png_jmpbuf(png))) return SextantResultDamaged;
  png_set_read_fn(png, input, read_bytes);
  // A wrong checksum is an error in every chunk: a flipped bit in a recipe is as bad as one in the pixels.
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  // The limit is ours, in pixels; libpng's own, of a million columns, has no relation to memory.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  // A compressed text may be larger than libpng's 8 MB; recipes carry latents.
  png_set_chunk_malloc_max(png, 64 << 20);

  png_read_info(png, info);
  picture->width = png_get_image_width(png, info);
  picture->height = png_get_image_height(png, info);
  if ((uint64_t)picture->width * picture->height > reading.pixel_limit) return SextantResultTooLarge;
  if (reading.decodes_pixels) {
    read_pixels(png, info, picture);
  } else {
    skip_pixels(png, picture);
  }
  // Text and EXIF may also follow the pixels. The file is read to its end, so that a cut is always noticed.
  png_read_end(png, info);
  take_text(png, info, reading.keyword, picture);
  take_exif(png, info, picture);
  return SextantResultDone;
}

SextantResult sextant_png_read(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture) {
  memset(picture, 0, sizeof *picture);
  snprintf(picture->message, sizeof picture->message, "memory is short");
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, picture, keep_message, ignore_warning);
  if (png == NULL) return SextantResultDamaged;
  png_infop info = png_create_info_struct(png);
  SextantResult result = SextantResultDamaged;
  if (info != NULL) {
    PNGInput input = {bytes, count, 0};
    result = read_guarded(png, info, &input, reading, picture);
  }
  png_destroy_read_struct(&png, &info, NULL);
  if (result != SextantResultDone) sextant_picture_release(picture);
  return result;
}
