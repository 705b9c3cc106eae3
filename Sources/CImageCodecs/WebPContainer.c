#include "WebPContainer.h"

#include <stdio.h>
#include <string.h>
#include <webp/mux.h>

bool sextant_webp_configure(int quality, WebPConfig *config) {
  if (!WebPConfigInit(config)) return false;
  // On a sheet of faces, the second of libwebp's ten presets is six times faster than its usual sixth and gives 5 %
  // more bytes, still a quarter less than PNG.
  if (quality < 0) return WebPConfigLosslessPreset(config, 1);
  config->quality = (float)quality;
  return true;
}

SextantResult sextant_webp_add_xmp(const char *packet, SextantBytes *output, char *message) {
  WebPData image = {output->bytes, output->count};
  WebPData text = {(const uint8_t *)packet, strlen(packet)};
  WebPData assembled = {NULL, 0};
  WebPMux *mux = WebPMuxCreate(&image, 0);
  bool is_done = mux != NULL && WebPMuxSetChunk(mux, "XMP ", &text, 0) == WEBP_MUX_OK
      && WebPMuxAssemble(mux, &assembled) == WEBP_MUX_OK;
  WebPMuxDelete(mux);
  if (is_done) {
    output->count = 0;
    is_done = sextant_bytes_append(output, assembled.bytes, assembled.size);
  }
  WebPDataClear(&assembled);
  if (is_done) return SextantResultDone;
  snprintf(message, 256, "libwebp cannot add the text");
  return SextantResultDamaged;
}
