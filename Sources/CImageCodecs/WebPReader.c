#include "CImageCodecs.h"

#include <stdio.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/mux.h>

static SextantResult damaged(SextantPicture *picture, const char *message) {
  snprintf(picture->message, sizeof picture->message, "%s", message);
  return SextantResultDamaged;
}

static const char *explanation(VP8StatusCode status) {
  switch (status) {
    case VP8_STATUS_OUT_OF_MEMORY: return "memory is short";
    case VP8_STATUS_UNSUPPORTED_FEATURE: return "it uses an unsupported feature";
    case VP8_STATUS_NOT_ENOUGH_DATA: return "the file ends early";
    default: return "its data is corrupt";
  }
}

/// A RIFF file says how long it is; libwebp looks at that only while it needs the bytes.
static bool is_whole(const uint8_t *bytes, size_t count) {
  if (count < 12) return false;
  size_t payload = (size_t)bytes[4] | (size_t)bytes[5] << 8 | (size_t)bytes[6] << 16 | (size_t)bytes[7] << 24;
  return payload <= count - 8;
}

static VP8StatusCode decode(
    const uint8_t *bytes, size_t count, bool has_alpha, uint8_t *pixels, size_t room, size_t stride) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) return VP8_STATUS_INVALID_PARAM;
  config.output.colorspace = has_alpha ? MODE_RGBA : MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = pixels;
  config.output.u.RGBA.stride = (int)stride;
  config.output.u.RGBA.size = room;
  VP8StatusCode status = WebPDecode(bytes, count, &config);
  WebPFreeDecBuffer(&config.output);
  return status;
}

/// Puts the first frame of an animation on its transparent canvas.
static VP8StatusCode decode_first_frame(const WebPMux *mux, SextantPicture *picture) {
  if (mux == NULL) return VP8_STATUS_BITSTREAM_ERROR;
  WebPMuxFrameInfo frame;
  memset(&frame, 0, sizeof frame);
  if (WebPMuxGetFrame(mux, 1, &frame) != WEBP_MUX_OK) return VP8_STATUS_BITSTREAM_ERROR;
  VP8StatusCode status = VP8_STATUS_BITSTREAM_ERROR;
  int width = 0, height = 0;
  bool fits = WebPGetInfo(frame.bitstream.bytes, frame.bitstream.size, &width, &height)
      && frame.x_offset >= 0 && frame.y_offset >= 0
      && (uint64_t)frame.x_offset + (uint64_t)width <= picture->width
      && (uint64_t)frame.y_offset + (uint64_t)height <= picture->height;
  if (fits) {
    size_t stride = (size_t)picture->width * 4;
    size_t start = (size_t)frame.y_offset * stride + (size_t)frame.x_offset * 4;
    memset(picture->pixels.bytes, 0, picture->pixels.count);
    status = decode(
        frame.bitstream.bytes, frame.bitstream.size, true, picture->pixels.bytes + start,
        picture->pixels.count - start, stride);
  }
  WebPDataClear(&frame.bitstream);
  return status;
}

static SextantResult take_chunk(
    const WebPMux *mux, const char name[4], SextantBytes *output, bool *is_there, SextantPicture *picture) {
  WebPData chunk;
  *is_there = WebPMuxGetChunk(mux, name, &chunk) == WEBP_MUX_OK;
  if (!*is_there || sextant_bytes_append(output, chunk.bytes, chunk.size)) return SextantResultDone;
  return damaged(picture, "memory is short");
}

static SextantResult take_metadata(const WebPMux *mux, SextantPicture *picture) {
  bool has_exif = false;
  SextantResult result = take_chunk(mux, "EXIF", &picture->exif, &has_exif, picture);
  if (result != SextantResultDone) return result;
  return take_chunk(mux, "XMP ", &picture->text, &picture->has_text, picture);
}

static SextantResult read_pixels(
    const WebPMux *mux, const uint8_t *bytes, size_t count, WebPBitstreamFeatures features,
    SextantPicture *picture) {
  bool has_alpha = features.has_alpha || features.has_animation;
  picture->layout = has_alpha ? SextantLayoutRGBA : SextantLayoutRGB;
  picture->bits_per_sample = 8;
  size_t stride = (size_t)picture->width * (has_alpha ? 4 : 3);
  if (!sextant_bytes_allocate(&picture->pixels, stride * picture->height)) {
    return damaged(picture, "memory is short");
  }
  VP8StatusCode status = features.has_animation
      ? decode_first_frame(mux, picture)
      : decode(bytes, count, has_alpha, picture->pixels.bytes, picture->pixels.count, stride);
  return status == VP8_STATUS_OK ? SextantResultDone : damaged(picture, explanation(status));
}

static SextantResult read_picture(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture) {
  if (!is_whole(bytes, count)) return damaged(picture, "the file ends early");
  WebPBitstreamFeatures features;
  VP8StatusCode status = WebPGetFeatures(bytes, count, &features);
  if (status != VP8_STATUS_OK) return damaged(picture, explanation(status));
  picture->width = (uint32_t)features.width;
  picture->height = (uint32_t)features.height;
  if ((uint64_t)picture->width * picture->height > reading.pixel_limit) return SextantResultTooLarge;

  WebPData data = {bytes, count};
  WebPMux *mux = WebPMuxCreate(&data, 0);
  // Containers that libwebp's parser does not like may hold a good picture; only what surrounds it is lost.
  SextantResult result = mux == NULL ? SextantResultDone : take_metadata(mux, picture);
  if (result == SextantResultDone && reading.decodes_pixels) {
    result = read_pixels(mux, bytes, count, features, picture);
  }
  WebPMuxDelete(mux);
  return result;
}

SextantResult sextant_webp_read(
    const uint8_t *bytes, size_t count, SextantReading reading, SextantPicture *picture) {
  memset(picture, 0, sizeof *picture);
  SextantResult result = read_picture(bytes, count, reading, picture);
  if (result != SextantResultDone) sextant_picture_release(picture);
  return result;
}
