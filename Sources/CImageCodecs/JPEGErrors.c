#include "JPEGErrors.h"

#include <jerror.h>

_Noreturn static void fail(j_common_ptr codec) {
  JPEGErrors *errors = (JPEGErrors *)codec->err;
  char text[JMSG_LENGTH_MAX];
  codec->err->format_message(codec, text);
  snprintf(errors->message, 256, "%s", text);
  longjmp(errors->place, 1);
}

_Noreturn void sextant_jpeg_fail(j_common_ptr codec, const char *message) {
  JPEGErrors *errors = (JPEGErrors *)codec->err;
  snprintf(errors->message, 256, "%s", message);
  longjmp(errors->place, 1);
}

/// libjpeg fills the missing part of a cut file with grey and calls that a warning; here it is an error.
static void judge_warning(j_common_ptr codec, int level) {
  if (level >= 0) return;
  if (codec->err->msg_code == JWRN_JPEG_EOF || codec->err->msg_code == JWRN_HIT_MARKER) {
    sextant_jpeg_fail(codec, "the file ends early");
  }
  codec->err->num_warnings++;
}

struct jpeg_error_mgr *sextant_jpeg_errors(JPEGErrors *errors, char *message) {
  struct jpeg_error_mgr *manager = jpeg_std_error(&errors->manager);
  manager->error_exit = fail;
  manager->emit_message = judge_warning;
  errors->message = message;
  snprintf(message, 256, "memory is short");
  return manager;
}
