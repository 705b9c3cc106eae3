#include "CImageCodecs.h"
#include "JPEGErrors.h"

#include <string.h>

/// libjpeg's own writing to memory loses its buffer when it fails half-way, hence this one.
typedef struct JPEGOutput {
  // First, so that libjpeg's pointer to it is a pointer to the whole.
  struct jpeg_destination_mgr manager;
  SextantBytes *bytes;
  uint8_t buffer[16384];
} JPEGOutput;

static void start_output(j_compress_ptr codec) {
  JPEGOutput *output = (JPEGOutput *)codec->dest;
  output->manager.next_output_byte = output->buffer;
  output->manager.free_in_buffer = sizeof output->buffer;
}

static void append_buffer(j_compress_ptr codec, size_t count) {
  JPEGOutput *output = (JPEGOutput *)codec->dest;
  if (!sextant_bytes_append(output->bytes, output->buffer, count)) {
    sextant_jpeg_fail((j_common_ptr)codec, "memory is short");
  }
  start_output(codec);
}

static boolean empty_buffer(j_compress_ptr codec) {
  append_buffer(codec, sizeof ((JPEGOutput *)codec->dest)->buffer);
  return TRUE;
}

static void finish_output(j_compress_ptr codec) {
  JPEGOutput *output = (JPEGOutput *)codec->dest;
  append_buffer(codec, sizeof output->buffer - output->manager.free_in_buffer);
}

static void write_xmp(j_compress_ptr codec, const char *packet) {
  static const char name[] = "http://ns.adobe.com/xap/1.0/";
  size_t count = strlen(packet);
  jpeg_write_m_header(codec, JPEG_APP0 + 1, (unsigned)(sizeof name + count));
  for (size_t index = 0; index < sizeof name; index++) jpeg_write_m_byte(codec, name[index]);
  for (size_t index = 0; index < count; index++) jpeg_write_m_byte(codec, (uint8_t)packet[index]);
}

static SextantResult write_guarded(
    j_compress_ptr codec, JPEGErrors *errors, JPEGOutput *output, const SextantSource *source, int quality) {
  if (setjmp(errors->place)) return SextantResultDamaged;
  jpeg_create_compress(codec);
  codec->dest = &output->manager;
  codec->image_width = source->width;
  codec->image_height = source->height;
  codec->input_components = (int)source->channels;
  codec->in_color_space = source->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(codec);
  jpeg_set_quality(codec, quality, TRUE);
  for (int component = 0; component < codec->num_components; component++) {
    codec->comp_info[component].h_samp_factor = 1;
    codec->comp_info[component].v_samp_factor = 1;
  }
  codec->optimize_coding = TRUE;
  jpeg_start_compress(codec, TRUE);
  if (source->text != NULL) write_xmp(codec, source->text);
  size_t row = (size_t)source->width * source->channels;
  while (codec->next_scanline < codec->image_height) {
    JSAMPROW line = (JSAMPROW)(source->pixels + codec->next_scanline * row);
    jpeg_write_scanlines(codec, &line, 1);
  }
  jpeg_finish_compress(codec);
  return SextantResultDone;
}

SextantResult sextant_jpeg_write(SextantSource source, int quality, SextantBytes *bytes, char *message) {
  memset(bytes, 0, sizeof *bytes);
  struct jpeg_compress_struct codec;
  memset(&codec, 0, sizeof codec);
  JPEGErrors errors;
  codec.err = sextant_jpeg_errors(&errors, message);
  JPEGOutput output = {
      .manager = {
          .init_destination = start_output,
          .empty_output_buffer = empty_buffer,
          .term_destination = finish_output,
      },
      .bytes = bytes,
  };
  SextantResult result = write_guarded(&codec, &errors, &output, &source, quality);
  jpeg_destroy_compress(&codec);
  if (result != SextantResultDone) sextant_bytes_release(bytes);
  return result;
}
