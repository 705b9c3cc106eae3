#include "CLinearClassification.h"

#include <stdio.h>

bool sextant_liblinear_is_there(char *message) {
  snprintf(message, 256, "liblinear is not opened yet");
  return false;
}
