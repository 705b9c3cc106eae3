#include "WebPContainer.h"

#include <stdio.h>
#include <string.h>

static SextantResult failed(char *message, const char *reason) {
  snprintf(message, 256, "%s", reason);
  return SextantResultDamaged;
}

static int append_bytes(const uint8_t *bytes, size_t count, const WebPPicture *picture) {
  return sextant_bytes_append(picture->custom_ptr, bytes, count);
}

static SextantResult encode(const SextantSource *source, int quality, SextantBytes *output, char *message) {
  WebPConfig config;
  WebPPicture picture;
  if (!sextant_webp_configure(quality, &config) || !WebPPictureInit(&picture)) {
    return failed(message, "libwebp is another version");
  }
  picture.use_argb = quality < 0;
  picture.width = (int)source->width;
  picture.height = (int)source->height;
  picture.writer = append_bytes;
  picture.custom_ptr = output;
  int pitch = (int)(source->width * source->channels);
  int is_imported = source->channels == 4 ? WebPPictureImportRGBA(&picture, source->pixels, pitch)
                                          : WebPPictureImportRGB(&picture, source->pixels, pitch);
  bool is_done = is_imported && WebPEncode(&config, &picture);
  WebPPictureFree(&picture);
  return is_done ? SextantResultDone : failed(message, "libwebp cannot encode it");
}

SextantResult sextant_webp_write(SextantSource source, int quality, SextantBytes *output, char *message) {
  memset(output, 0, sizeof *output);
  SextantResult result = encode(&source, quality, output, message);
  if (result == SextantResultDone && source.text != NULL) result = sextant_webp_add_xmp(source.text, output, message);
  if (result != SextantResultDone) sextant_bytes_release(output);
  return result;
}
