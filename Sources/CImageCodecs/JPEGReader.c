#include "CImageCodecs.h"
#include "JPEGErrors.h"

#include <string.h>

/// A progressive file of a few kB can name thousands of passes over a huge picture; encoders use about ten.
static const int scan_limit = 500;

static void check_scans(j_common_ptr codec) {
  if (((j_decompress_ptr)codec)->input_scan_number > scan_limit) {
    sextant_jpeg_fail(codec, "it has too many scans");
  }
}

static bool begins_with(const struct jpeg_marker_struct *marker, const char *name, size_t count) {
  return marker->data_length >= count && memcmp(marker->data, name, count) == 0;
}

/// EXIF and XMP share the marker APP1 and differ by the name they begin with, which ends in NUL.
static void take_metadata(j_decompress_ptr codec, SextantPicture *picture) {
  static const char exif[] = "Exif\0";
  static const char xmp[] = "http://ns.adobe.com/xap/1.0/";
  for (jpeg_saved_marker_ptr marker = codec->marker_list; marker != NULL; marker = marker->next) {
    bool is_kept = true;
    if (begins_with(marker, exif, sizeof exif) && picture->exif.count == 0) {
      is_kept = sextant_bytes_append(&picture->exif, marker->data, marker->data_length);
    } else if (begins_with(marker, xmp, sizeof xmp) && !picture->has_text) {
      is_kept = sextant_bytes_append(&picture->text, marker->data + sizeof xmp, marker->data_length - sizeof xmp);
      picture->has_text = true;
    }
    if (!is_kept) sextant_jpeg_fail((j_common_ptr)codec, "memory is short");
  }
}

static void read_pixels(j_decompress_ptr codec, SextantPicture *picture) {
  switch (codec->num_components) {
    case 1:
      codec->out_color_space = JCS_GRAYSCALE;
      picture->layout = SextantLayoutGrey;
      break;
    case 3:
      codec->out_color_space = JCS_RGB;
      picture->layout = SextantLayoutRGB;
      break;
    case 4:
      // YCCK becomes CMYK here. Adobe's inversion is assumed, with or without its marker, as everybody does.
      codec->out_color_space = JCS_CMYK;
      picture->layout = SextantLayoutInvertedCMYK;
      break;
    default: sextant_jpeg_fail((j_common_ptr)codec, "its number of components is unknown");
  }
  picture->bits_per_sample = 8;
  jpeg_start_decompress(codec);
  size_t row = (size_t)picture->width * (size_t)codec->output_components;
  if (!sextant_bytes_allocate(&picture->pixels, row * picture->height)) {
    sextant_jpeg_fail((j_common_ptr)codec, "memory is short");
  }
  while (codec->output_scanline < codec->output_height) {
    JSAMPROW line = picture->pixels.bytes + codec->output_scanline * row;
    jpeg_read_scanlines(codec, &line, 1);
  }
  // Reads on to the end marker, so that a cut is always noticed.
  jpeg_finish_decompress(codec);
}

/// Everything that may jump; `codec` and `picture` live in the caller's frame.
static SextantResult read_guarded(
    j_decompress_ptr codec, JPEGErrors *errors, const uint8_t *bytes, size_t count, SextantReading reading,
    SextantPicture *picture) {
  if (setjmp(errors->place)) return SextantResultDamaged;
  jpeg_create_decompress(codec);
  struct jpeg_progress_mgr progress = {.progress_monitor = check_scans};
  codec->progress = &progress;
  jpeg_mem_src(codec, bytes, count);
  jpeg_save_markers(codec, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(codec, TRUE);
  picture->width = codec->image_width;
  picture->height = codec->image_height;
  if ((uint64_t)picture->width * picture->height > reading.pixel_limit) return SextantResultTooLarge;
  take_metadata(codec, picture);
  if (reading.decodes_pixels) read_pixels(codec, picture);
  return SextantResultDone;
}

SextantResult sextant_jpeg_read(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture) {
  memset(picture, 0, sizeof *picture);
  struct jpeg_decompress_struct codec;
  memset(&codec, 0, sizeof codec);
  JPEGErrors errors;
  codec.err = sextant_jpeg_errors(&errors, picture->message);
  SextantResult result = read_guarded(&codec, &errors, bytes, count, reading, picture);
  jpeg_destroy_decompress(&codec);
  if (result != SextantResultDone) sextant_picture_release(picture);
  return result;
}
