#include "CResampling.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The sum of both parts, rounded half up and clipped as Pillow does.
static inline int32_t level(uint32_t high, uint32_t low) {
  int32_t value = (int32_t)((high << 11) + low + (1u << 21)) >> 22;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

void sextant_resample_row(const int16_t *input, SextantWeights weights, int16_t *output) {
  const int16_t *high = weights.high, *low = weights.low;
  for (size_t x = 0; x < weights.count; x++) {
    const int16_t *pixels = input + weights.starts[x];
#if defined(__SSE2__)
    __m128i highs = _mm_setzero_si128(), lows = _mm_setzero_si128();
    for (size_t tap = 0; tap < weights.stride; tap += 8) {
      __m128i eight = _mm_loadu_si128((const __m128i *)(pixels + tap));
      highs = _mm_add_epi32(highs, _mm_madd_epi16(eight, _mm_loadu_si128((const __m128i *)(high + tap))));
      lows = _mm_add_epi32(lows, _mm_madd_epi16(eight, _mm_loadu_si128((const __m128i *)(low + tap))));
    }
    __m128i four = _mm_add_epi32(_mm_slli_epi32(highs, 11), lows);
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(1, 0, 3, 2)));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(2, 3, 0, 1)));
    output[x] = (int16_t)level(0, (uint32_t)_mm_cvtsi128_si32(four));
#else
    uint32_t highs = 0, lows = 0;
    for (size_t tap = 0; tap < weights.stride; tap++) {
      highs += (uint32_t)((int32_t)pixels[tap] * high[tap]);
      lows += (uint32_t)((int32_t)pixels[tap] * low[tap]);
    }
    output[x] = (int16_t)level(highs, lows);
#endif
    high += weights.stride;
    low += weights.stride;
  }
}

/// Eight columns from x on.
static inline void eight_columns(
    const int16_t *input, size_t pitch, const int16_t *high, const int16_t *low, size_t taps, int32_t *levels) {
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  __m128i highs[2] = {zero, zero}, lows[2] = {zero, zero};
  // Two rows at a time; there is a weight of zero after an odd number of them.
  for (size_t tap = 0; tap < taps; tap += 2) {
    __m128i one = _mm_loadu_si128((const __m128i *)(input + tap * pitch));
    __m128i other = tap + 1 < taps ? _mm_loadu_si128((const __m128i *)(input + (tap + 1) * pitch)) : zero;
    __m128i first = _mm_unpacklo_epi16(one, other), second = _mm_unpackhi_epi16(one, other);
    __m128i upper = _mm_set1_epi32((uint16_t)high[tap] | (int32_t)((uint32_t)(uint16_t)high[tap + 1] << 16));
    __m128i lower = _mm_set1_epi32((uint16_t)low[tap] | (int32_t)((uint32_t)(uint16_t)low[tap + 1] << 16));
    highs[0] = _mm_add_epi32(highs[0], _mm_madd_epi16(first, upper));
    highs[1] = _mm_add_epi32(highs[1], _mm_madd_epi16(second, upper));
    lows[0] = _mm_add_epi32(lows[0], _mm_madd_epi16(first, lower));
    lows[1] = _mm_add_epi32(lows[1], _mm_madd_epi16(second, lower));
  }
  const __m128i half = _mm_set1_epi32(1 << 21);
  for (int part = 0; part < 2; part++) {
    __m128i sum = _mm_add_epi32(_mm_add_epi32(_mm_slli_epi32(highs[part], 11), lows[part]), half);
    _mm_storeu_si128((__m128i *)(levels + 4 * part), _mm_srai_epi32(sum, 22));
  }
  for (int lane = 0; lane < 8; lane++) levels[lane] = levels[lane] < 0 ? 0 : levels[lane] > 255 ? 255 : levels[lane];
#else
  uint32_t highs[8] = {0}, lows[8] = {0};
  for (size_t tap = 0; tap < taps; tap++) {
    const int16_t *row = input + tap * pitch;
    for (int lane = 0; lane < 8; lane++) {
      highs[lane] += (uint32_t)((int32_t)row[lane] * high[tap]);
      lows[lane] += (uint32_t)((int32_t)row[lane] * low[tap]);
    }
  }
  for (int lane = 0; lane < 8; lane++) levels[lane] = level(highs[lane], lows[lane]);
#endif
}

void sextant_resample_column_row(
    const int16_t *input, size_t pitch, size_t width, SextantWeights weights, size_t y, float *output) {
  const int16_t *rows = input + (size_t)weights.starts[y] * pitch;
  const int16_t *high = weights.high + y * weights.stride, *low = weights.low + y * weights.stride;
  for (size_t x = 0; x < width; x += 8) {
    int32_t levels[8];
    eight_columns(rows + x, pitch, high, low, (size_t)weights.taps[y], levels);
    size_t lanes = width - x < 8 ? width - x : 8;
    for (size_t lane = 0; lane < lanes; lane++) output[x + lane] = (float)levels[lane] / 255;
  }
}

void sextant_take_bytes(const uint8_t *input, size_t step, size_t count, int16_t *output) {
  for (size_t index = 0; index < count; index++) output[index] = input[index * step];
}
