#include "CImageCodecs.h"

#include <stdlib.h>
#include <string.h>

bool sextant_bytes_append(SextantBytes *bytes, const void *source, size_t count) {
  if (count > SIZE_MAX / 2 - bytes->count) return false;
  size_t needed = bytes->count + count;
  if (needed > bytes->capacity) {
    size_t capacity = needed > bytes->capacity * 2 ? needed : bytes->capacity * 2;
    uint8_t *larger = realloc(bytes->bytes, capacity);
    if (larger == NULL) return false;
    bytes->bytes = larger;
    bytes->capacity = capacity;
  }
  if (count > 0) memcpy(bytes->bytes + bytes->count, source, count);
  bytes->count = needed;
  return true;
}

bool sextant_bytes_allocate(SextantBytes *bytes, size_t count) {
  bytes->bytes = malloc(count);
  bytes->count = bytes->bytes == NULL ? 0 : count;
  bytes->capacity = bytes->count;
  return bytes->bytes != NULL;
}

void sextant_bytes_release(SextantBytes *bytes) {
  free(bytes->bytes);
  bytes->bytes = NULL;
  bytes->count = 0;
  bytes->capacity = 0;
}

void sextant_picture_release(SextantPicture *picture) {
  sextant_bytes_release(&picture->pixels);
  sextant_bytes_release(&picture->exif);
  sextant_bytes_release(&picture->text);
}
