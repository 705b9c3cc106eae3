#include "CImageCodecs.h"

#include <gif_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct SextantGIFAnimation {
  GifFileType *file;
  SextantBytes *output;
};

static SextantResult failed(char *message, int error) {
  const char *reason = GifErrorString(error);
  snprintf(message, 256, "%s", reason == NULL ? "giflib cannot write it" : reason);
  return SextantResultDamaged;
}

static int append_bytes(GifFileType *file, const GifByteType *bytes, int count) {
  SextantGIFAnimation *animation = file->UserData;
  return sextant_bytes_append(animation->output, bytes, (size_t)count) ? count : 0;
}

static ColorMapObject *make_palette(const uint8_t *colours, int count) {
  // The size of a table is a power of two; giflib fills the rest with black.
  ColorMapObject *palette = GifMakeMapObject(1 << GifBitSize(count), NULL);
  if (palette == NULL) return NULL;
  for (int index = 0; index < count; index++) {
    palette->Colors[index] = (GifColorType){colours[index * 3], colours[index * 3 + 1], colours[index * 3 + 2]};
  }
  return palette;
}

/// Plays the frames over and over; the extension that every player knows by Netscape's name.
static bool put_loop(GifFileType *file) {
  static const uint8_t forever[3] = {1, 0, 0};
  return EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) == GIF_OK
      && EGifPutExtensionBlock(file, 11, "NETSCAPE2.0") == GIF_OK
      && EGifPutExtensionBlock(file, sizeof forever, forever) == GIF_OK
      && EGifPutExtensionTrailer(file) == GIF_OK;
}

SextantGIFAnimation *sextant_gif_animation_begin(
    SextantGIFSettings settings, SextantBytes *output, char *message) {
  SextantGIFAnimation *animation = calloc(1, sizeof *animation);
  ColorMapObject *palette = make_palette(settings.colours, settings.colour_count);
  int error = E_GIF_ERR_NOT_ENOUGH_MEM;
  if (animation != NULL && palette != NULL) {
    animation->output = output;
    animation->file = EGifOpen(animation, append_bytes, &error);
  }
  bool is_done = false;
  if (animation != NULL && animation->file != NULL) {
    EGifSetGifVersion(animation->file, true);
    is_done = EGifPutScreenDesc(
                  animation->file, settings.width, settings.height, palette->BitsPerPixel, 0, palette)
            == GIF_OK
        && (!settings.loops || put_loop(animation->file))
        && (settings.comment == NULL || EGifPutComment(animation->file, settings.comment) == GIF_OK);
    if (!is_done) error = animation->file->Error;
  }
  if (palette != NULL) GifFreeMapObject(palette);
  if (is_done) return animation;
  failed(message, error);
  sextant_gif_animation_release(animation);
  return NULL;
}

SextantResult sextant_gif_animation_add(
    SextantGIFAnimation *animation, SextantGIFFrame frame, char *message) {
  GraphicsControlBlock control = {
      .DisposalMode = DISPOSE_DO_NOT,
      .UserInputFlag = false,
      .DelayTime = frame.hundredths,
      .TransparentColor = NO_TRANSPARENT_COLOR,
  };
  GifByteType extension[4];
  size_t length = EGifGCBToExtension(&control, extension);
  GifFileType *file = animation->file;
  bool is_done = EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, (int)length, extension) == GIF_OK
      && EGifPutImageDesc(file, frame.x, frame.y, frame.width, frame.height, false, NULL) == GIF_OK;
  // giflib takes a line as its own to change.
  GifByteType *line = malloc((size_t)frame.width);
  for (int row = 0; is_done && line != NULL && row < frame.height; row++) {
    memcpy(line, frame.indices + (size_t)(frame.y + row) * frame.stride + frame.x, (size_t)frame.width);
    is_done = EGifPutLine(file, line, frame.width) == GIF_OK;
  }
  int error = line == NULL ? E_GIF_ERR_NOT_ENOUGH_MEM : file->Error;
  is_done = is_done && line != NULL;
  free(line);
  return is_done ? SextantResultDone : failed(message, error);
}

SextantResult sextant_gif_animation_finish(SextantGIFAnimation *animation, char *message) {
  int error = 0;
  bool is_done = EGifCloseFile(animation->file, &error) == GIF_OK;
  animation->file = NULL;
  return is_done ? SextantResultDone : failed(message, error);
}

void sextant_gif_animation_release(SextantGIFAnimation *animation) {
  if (animation == NULL) return;
  if (animation->file != NULL) EGifCloseFile(animation->file, NULL);
  free(animation);
}
