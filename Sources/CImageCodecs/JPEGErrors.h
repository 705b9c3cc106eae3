// Errors of libjpeg as a jump back into the file that called it.
#ifndef JPEG_ERRORS_H
#define JPEG_ERRORS_H

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct JPEGErrors {
  // First, so that libjpeg's pointer to it is a pointer to the whole.
  struct jpeg_error_mgr manager;
  jmp_buf place;
  char *message;
} JPEGErrors;

/// Errors, and the warnings that a file ended early, jump to `place` with `message` (256 bytes) filled.
struct jpeg_error_mgr *sextant_jpeg_errors(JPEGErrors *errors, char *message);

/// Jumps to `place` with a message of our own.
_Noreturn void sextant_jpeg_fail(j_common_ptr codec, const char *message);

#endif
