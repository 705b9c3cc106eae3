#include "WebPContainer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/mux.h>

// Lossless frames go through libwebp's own encoder of animations. Lossy ones do not: it leaves out what differs by no
// more than a threshold from the frame before (4 levels of 255 at quality 80, 10 at 50), so that slow motion stutters, and
// key frames do not change that. Here a lossy frame is the rectangle that changes at all.

struct SextantWebPAnimation {
  int width;
  int height;
  WebPConfig config;
  /// For lossless frames; NULL for lossy ones.
  WebPAnimEncoder *encoder;
  /// For lossy frames, with the pixels of the latest and what was made of it; that waits until its end is known.
  WebPMux *mux;
  uint8_t *latest;
  WebPMuxFrameInfo pending;
  int pending_start;
  bool is_pending;
};

static SextantResult failed(char *message, const char *reason) {
  snprintf(message, 256, "%s", reason);
  return SextantResultDamaged;
}

static bool begin(SextantWebPAnimation *animation, int quality, bool loops) {
  int loop_count = loops ? 0 : 1;
  if (!sextant_webp_configure(quality, &animation->config)) return false;
  if (quality < 0) {
    WebPAnimEncoderOptions options;
    if (!WebPAnimEncoderOptionsInit(&options)) return false;
    options.anim_params.loop_count = loop_count;
    animation->encoder = WebPAnimEncoderNew(animation->width, animation->height, &options);
    return animation->encoder != NULL;
  }
  WebPMuxAnimParams parameters = {.bgcolor = 0xFFFFFFFF, .loop_count = loop_count};
  animation->latest = malloc((size_t)animation->width * (size_t)animation->height * 3);
  animation->mux = WebPMuxNew();
  return animation->latest != NULL && animation->mux != NULL
      && WebPMuxSetCanvasSize(animation->mux, animation->width, animation->height) == WEBP_MUX_OK
      && WebPMuxSetAnimationParams(animation->mux, &parameters) == WEBP_MUX_OK;
}

SextantWebPAnimation *sextant_webp_animation_begin(
    uint32_t width, uint32_t height, int quality, bool loops, char *message) {
  SextantWebPAnimation *animation = calloc(1, sizeof *animation);
  if (animation != NULL) {
    animation->width = (int)width;
    animation->height = (int)height;
    if (begin(animation, quality, loops)) return animation;
  }
  sextant_webp_animation_release(animation);
  failed(message, "memory is short, or libwebp is another version");
  return NULL;
}

// MARK: Lossy frames

/// The columns and rows of a part of the canvas.
typedef struct Part {
  int x;
  int y;
  int width;
  int height;
} Part;

/// The smallest part that holds all pixels that change, its corner at even numbers as the format asks; false when none
/// does.
static bool find_change(const SextantWebPAnimation *animation, const uint8_t *pixels, Part *part) {
  size_t stride = (size_t)animation->width * 3;
  int left = animation->width, right = -1, top = -1, bottom = -1;
  for (int row = 0; row < animation->height; row++) {
    const uint8_t *before = animation->latest + (size_t)row * stride;
    const uint8_t *now = pixels + (size_t)row * stride;
    if (memcmp(before, now, stride) == 0) continue;
    if (top < 0) top = row;
    bottom = row;
    int column = 0;
    while (column < left && memcmp(before + column * 3, now + column * 3, 3) == 0) column++;
    if (column < left) left = column;
    column = animation->width - 1;
    while (column > right && memcmp(before + column * 3, now + column * 3, 3) == 0) column--;
    if (column > right) right = column;
  }
  if (top < 0) return false;
  left -= left % 2;
  top -= top % 2;
  *part = (Part){left, top, right - left + 1, bottom - top + 1};
  return true;
}

static bool encode(const SextantWebPAnimation *animation, const uint8_t *pixels, Part part, WebPData *output) {
  WebPPicture picture;
  WebPMemoryWriter writer;
  if (!WebPPictureInit(&picture)) return false;
  WebPMemoryWriterInit(&writer);
  picture.width = part.width;
  picture.height = part.height;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  size_t stride = (size_t)animation->width * 3;
  const uint8_t *start = pixels + (size_t)part.y * stride + (size_t)part.x * 3;
  bool is_done =
      WebPPictureImportRGB(&picture, start, (int)stride) && WebPEncode(&animation->config, &picture);
  WebPPictureFree(&picture);
  if (is_done) {
    *output = (WebPData){writer.mem, writer.size};
  } else {
    WebPMemoryWriterClear(&writer);
  }
  return is_done;
}

/// Adds the frame that waits, which is shown until `milliseconds`.
static bool push_pending(SextantWebPAnimation *animation, int milliseconds) {
  if (!animation->is_pending) return true;
  animation->pending.duration = milliseconds - animation->pending_start;
  bool is_done = WebPMuxPushFrame(animation->mux, &animation->pending, 1) == WEBP_MUX_OK;
  WebPDataClear(&animation->pending.bitstream);
  animation->is_pending = false;
  return is_done;
}

static bool add_lossy(SextantWebPAnimation *animation, const uint8_t *pixels, int milliseconds) {
  Part part = {0, 0, animation->width, animation->height};
  if (animation->is_pending && !find_change(animation, pixels, &part)) return true;
  WebPData bitstream;
  if (!push_pending(animation, milliseconds) || !encode(animation, pixels, part, &bitstream)) return false;
  animation->pending = (WebPMuxFrameInfo){
      .bitstream = bitstream,
      .x_offset = part.x,
      .y_offset = part.y,
      .id = WEBP_CHUNK_ANMF,
      .dispose_method = WEBP_MUX_DISPOSE_NONE,
      .blend_method = WEBP_MUX_NO_BLEND,
  };
  animation->pending_start = milliseconds;
  animation->is_pending = true;
  memcpy(animation->latest, pixels, (size_t)animation->width * (size_t)animation->height * 3);
  return true;
}

// MARK: All frames

static bool add_lossless(SextantWebPAnimation *animation, const uint8_t *pixels, int milliseconds) {
  WebPPicture picture;
  if (!WebPPictureInit(&picture)) return false;
  picture.use_argb = 1;
  picture.width = animation->width;
  picture.height = animation->height;
  bool is_done = WebPPictureImportRGB(&picture, pixels, animation->width * 3)
      && WebPAnimEncoderAdd(animation->encoder, &picture, milliseconds, &animation->config);
  WebPPictureFree(&picture);
  return is_done;
}

static bool assemble(SextantWebPAnimation *animation, int milliseconds, WebPData *assembled) {
  if (animation->encoder != NULL) {
    return WebPAnimEncoderAdd(animation->encoder, NULL, milliseconds, NULL)
        && WebPAnimEncoderAssemble(animation->encoder, assembled);
  }
  return push_pending(animation, milliseconds)
      && WebPMuxAssemble(animation->mux, assembled) == WEBP_MUX_OK;
}

SextantResult sextant_webp_animation_add(
    SextantWebPAnimation *animation, const uint8_t *pixels, int milliseconds, char *message) {
  bool is_done = animation->encoder != NULL ? add_lossless(animation, pixels, milliseconds)
                                            : add_lossy(animation, pixels, milliseconds);
  return is_done ? SextantResultDone : failed(message, "libwebp cannot encode a frame");
}

SextantResult sextant_webp_animation_finish(
    SextantWebPAnimation *animation, int milliseconds, const char *text, SextantBytes *output, char *message) {
  memset(output, 0, sizeof *output);
  WebPData assembled = {NULL, 0};
  bool is_done = assemble(animation, milliseconds, &assembled)
      && sextant_bytes_append(output, assembled.bytes, assembled.size);
  WebPDataClear(&assembled);
  SextantResult result = is_done ? SextantResultDone : failed(message, "libwebp cannot put the frames together");
  if (is_done && text != NULL) result = sextant_webp_add_xmp(text, output, message);
  if (result != SextantResultDone) sextant_bytes_release(output);
  return result;
}

void sextant_webp_animation_release(SextantWebPAnimation *animation) {
  if (animation == NULL) return;
  if (animation->is_pending) WebPDataClear(&animation->pending.bitstream);
  WebPAnimEncoderDelete(animation->encoder);
  WebPMuxDelete(animation->mux);
  free(animation->latest);
  free(animation);
}
