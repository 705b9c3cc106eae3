#ifndef SEXTANT_LINEAR_CLASSIFICATION_H
#define SEXTANT_LINEAR_CLASSIFICATION_H

#include <stdbool.h>

/// Whether liblinear can be opened; where not, `message` (256 characters) says why.
bool sextant_liblinear_is_there(char *message);

#endif
