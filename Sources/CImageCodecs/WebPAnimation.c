#include "WebPContainer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/mux.h>

struct SextantWebPAnimation {
  WebPAnimEncoder *encoder;
  WebPConfig config;
  int width;
  int height;
};

static SextantResult failed(char *message, const char *reason) {
  snprintf(message, 256, "%s", reason);
  return SextantResultDamaged;
}

SextantWebPAnimation *sextant_webp_animation_begin(
    uint32_t width, uint32_t height, int quality, bool loops, char *message) {
  SextantWebPAnimation *animation = calloc(1, sizeof *animation);
  if (animation == NULL) {
    failed(message, "memory is short");
    return NULL;
  }
  animation->width = (int)width;
  animation->height = (int)height;
  WebPAnimEncoderOptions options;
  if (sextant_webp_configure(quality, &animation->config) && WebPAnimEncoderOptionsInit(&options)) {
    options.anim_params.loop_count = loops ? 0 : 1;
    if (quality >= 0) {
      // A lossy frame leaves pixels alone that differ little from the last frame's: without key frames a slow change
      // would never be seen. The distances are those of libwebp's gif2webp. Lossless frames need none.
      options.kmin = 3;
      options.kmax = 5;
    }
    animation->encoder = WebPAnimEncoderNew(animation->width, animation->height, &options);
  }
  if (animation->encoder != NULL) return animation;
  failed(message, "libwebp is another version, or memory is short");
  free(animation);
  return NULL;
}

SextantResult sextant_webp_animation_add(
    SextantWebPAnimation *animation, const uint8_t *pixels, int milliseconds, char *message) {
  WebPPicture picture;
  if (!WebPPictureInit(&picture)) return failed(message, "libwebp is another version");
  picture.use_argb = 1;
  picture.width = animation->width;
  picture.height = animation->height;
  bool is_done = WebPPictureImportRGB(&picture, pixels, animation->width * 3)
      && WebPAnimEncoderAdd(animation->encoder, &picture, milliseconds, &animation->config);
  WebPPictureFree(&picture);
  return is_done ? SextantResultDone : failed(message, WebPAnimEncoderGetError(animation->encoder));
}

SextantResult sextant_webp_animation_finish(
    SextantWebPAnimation *animation, int milliseconds, const char *text, SextantBytes *output, char *message) {
  memset(output, 0, sizeof *output);
  WebPData assembled = {NULL, 0};
  bool is_done = WebPAnimEncoderAdd(animation->encoder, NULL, milliseconds, NULL)
      && WebPAnimEncoderAssemble(animation->encoder, &assembled)
      && sextant_bytes_append(output, assembled.bytes, assembled.size);
  WebPDataClear(&assembled);
  SextantResult result =
      is_done ? SextantResultDone : failed(message, WebPAnimEncoderGetError(animation->encoder));
  if (is_done && text != NULL) result = sextant_webp_add_xmp(text, output, message);
  if (result != SextantResultDone) sextant_bytes_release(output);
  return result;
}

void sextant_webp_animation_release(SextantWebPAnimation *animation) {
  if (animation == NULL) return;
  WebPAnimEncoderDelete(animation->encoder);
  free(animation);
}
