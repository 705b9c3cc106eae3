#include "CZip.h"

#include <stdlib.h>
#include <zlib.h>

struct czip_gunzip {
  z_stream stream;
  const unsigned char *next;
  size_t left;
  czip_gunzip_status status;
};

czip_gunzip *czip_gunzip_open(const void *packed, size_t length) {
  czip_gunzip *gunzip = calloc(1, sizeof *gunzip);
  if (gunzip == NULL) return NULL;
  // The widest window, and 16 for gzip's own header and checksum.
  if (inflateInit2(&gunzip->stream, 15 + 16) != Z_OK) {
    free(gunzip);
    return NULL;
  }
  gunzip->next = packed;
  gunzip->left = length;
  gunzip->status = CZIP_GUNZIP_MORE;
  return gunzip;
}

void czip_gunzip_close(czip_gunzip *gunzip) {
  inflateEnd(&gunzip->stream);
  free(gunzip);
}

// Lets zlib, which counts in unsigned int, have the next packed bytes and the next piece of the buffer.
static int inflate_step(czip_gunzip *gunzip, unsigned char *buffer, size_t length, size_t *written) {
  const size_t longest = (size_t)1 << 30;
  const uInt given = (uInt)(gunzip->left < longest ? gunzip->left : longest);
  const uInt room = (uInt)(length < longest ? length : longest);
  // zlib does not write through it.
  gunzip->stream.next_in = (unsigned char *)gunzip->next;
  gunzip->stream.avail_in = given;
  gunzip->stream.next_out = buffer;
  gunzip->stream.avail_out = room;
  const int result = inflate(&gunzip->stream, Z_NO_FLUSH);
  *written = room - gunzip->stream.avail_out;
  gunzip->next += given - gunzip->stream.avail_in;
  gunzip->left -= given - gunzip->stream.avail_in;
  return result;
}

size_t czip_gunzip_read(czip_gunzip *gunzip, void *buffer, size_t length, czip_gunzip_status *status) {
  unsigned char *bytes = buffer;
  size_t filled = 0;
  while (filled < length && gunzip->status == CZIP_GUNZIP_MORE) {
    size_t step;
    switch (inflate_step(gunzip, bytes + filled, length - filled, &step)) {
      case Z_OK: break;
      case Z_STREAM_END:
        // Files that were packed one by one and then joined unpack to their contents in a row.
        if (gunzip->left == 0) gunzip->status = CZIP_GUNZIP_END;
        else if (inflateReset(&gunzip->stream) != Z_OK) gunzip->status = CZIP_GUNZIP_DAMAGED;
        break;
      // There is room in the buffer, so what lacks is packed bytes.
      case Z_BUF_ERROR: gunzip->status = CZIP_GUNZIP_TRUNCATED; break;
      case Z_MEM_ERROR: gunzip->status = CZIP_GUNZIP_NO_MEMORY; break;
      default: gunzip->status = CZIP_GUNZIP_DAMAGED;
    }
    filled += step;
  }
  *status = gunzip->status;
  return filled;
}
