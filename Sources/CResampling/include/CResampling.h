// Sums of 8-bit samples with weights that are whole numbers of 2^-22, in 16-bit parts: the widest multiplication of samples that
// every processor has (PMADDWD, SMLAL), and one that Swift has no name for.
//
// A weight is high * 2^11 + low with 0 <= low < 2^11. Sums of either part are taken modulo 2^32, which is exact: the sum of all is
// that of Pillow, which keeps it in 32 bits.

#ifndef C_RESAMPLING_H
#define C_RESAMPLING_H

#include <stddef.h>
#include <stdint.h>

/// The weights that make one row of pixels from another.
typedef struct {
  /// The number of output pixels.
  size_t count;
  /// The number of weights kept for every output pixel, a multiple of 8; those without meaning are zero.
  size_t stride;
  /// The first input pixel of every output pixel.
  const int32_t *starts;
  /// The number of weights of every output pixel that have a meaning.
  const int32_t *taps;
  /// count * stride upper parts.
  const int16_t *high;
  /// count * stride lower parts.
  const int16_t *low;
} SextantWeights;

/// One row: `output` has `count` samples of 0 ... 255. Behind the input's end `stride` samples can be read.
void sextant_resample_row(const int16_t *input, SextantWeights weights, int16_t *output);

/// One row of the output, row `y`, from the rows above each other: samples of 0 ... 1.
///
/// `pitch` is the distance of rows, a multiple of 8 that holds `width`; `output` has `width` samples.
void sextant_resample_column_row(
    const int16_t *input, size_t pitch, size_t width, SextantWeights weights, size_t y, float *output);

/// Every `step`-th byte.
void sextant_take_bytes(const uint8_t *input, size_t step, size_t count, int16_t *output);

#endif
