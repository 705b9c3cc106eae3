// What still pictures and animations of WebP share.
#ifndef WEBP_CONTAINER_H
#define WEBP_CONTAINER_H

#include "CImageCodecs.h"

#include <webp/encode.h>

/// Sets up an encoder: `quality` is 0 ... 100, or negative for lossless. False when libwebp is another version.
bool sextant_webp_configure(int quality, WebPConfig *config);

/// Wraps encoded bytes in a container with an XMP chunk and puts that in their place.
SextantResult sextant_webp_add_xmp(const char *packet, SextantBytes *output, char *message);

#endif
