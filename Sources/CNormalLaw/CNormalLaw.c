#include "CNormalLaw.h"

#include <stdint.h>
#include <string.h>

// GCC and clang warn of vectors that are passed by value in registers of no one size; all functions with such are inlined.
#pragma GCC diagnostic ignored "-Wpsabi"

// Eight lanes, two registers of the oldest processors: while one waits for a division the other goes on. Coefficients and
// errors come from tools/fit_normal_law.py.
typedef float Lanes __attribute__((ext_vector_type(8)));
typedef int32_t Bits __attribute__((ext_vector_type(8)));

static inline Lanes chosen(Bits mask, Lanes yes, Lanes no) { return (Lanes)(((Bits)yes & mask) | ((Bits)no & ~mask)); }

static inline Lanes all(float value) { return (Lanes)value; }

/// log x for normal numbers x > 0: x = 2^k m with √½ ≤ m < √2, and log m = 2 artanh((m - 1) / (m + 1)).
static inline Lanes logarithm(Lanes x) {
  Bits shifted = (Bits)x - 0x3F3504F3;
  Lanes m = (Lanes)((shifted & 0x007FFFFF) + 0x3F3504F3);
  Lanes s = (m - 1.0f) / (m + 1.0f);
  Lanes q = s * s;
  Lanes sum = (q * 0.4129628f + 0.66652226f) * q + 2.0000002f;
  return sum * s + __builtin_convertvector(shifted >> 23, Lanes) * 0.693147181f;
}

/// e^x for -87 ≤ x ≤ 0: x = k log 2 + r, log 2 in two parts, so that k times the first is exact.
static inline Lanes exponential(Lanes x) {
  // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
  Lanes shifted = x * 1.442695041f + 12582912.0f;
  Lanes k = shifted - 12582912.0f;
  Lanes r = (x - k * 0.693359375f) + k * 2.12194440e-4f;
  Lanes sum = r * 0.008297655f + 0.041915383f;
  sum = sum * r + 0.16667575f;
  sum = sum * r + 0.49998894f;
  sum = sum * r + 0.9999997f;
  sum = sum * r + 1.0000001f;
  return sum * (Lanes)(((Bits)shifted - 0x4B400000 + 127) << 23);
}

/// Φ(-a) for a ≥ 0, from 13 on that of 13: exp(-a²/2) times a polynomial in 1 / (1 + a / 4).
static inline Lanes tail(Lanes a) {
  a = chosen(a > 13.0f, all(13.0f), a);
  Lanes t = 1.0f / (a * 0.25f + 1.0f);
  Lanes sum = t * -0.016108295f + -0.018387418f;
  sum = sum * t + 0.20472789f;
  sum = sum * t + -0.13274196f;
  sum = sum * t + 0.20915493f;
  sum = sum * t + 0.04378115f;
  sum = sum * t + 0.111216605f;
  sum = sum * t + 0.09827886f;
  sum = sum * t + 7.813671e-05f;
  return sum * exponential(a * a * -0.5f);
}

/// -Φ⁻¹(p) for 2⁻⁴⁰ ≤ p ≤ ½: (1 - 2p) times a polynomial in w = -log(4 p (1 - p)).
static inline Lanes score(Lanes p) {
  Lanes w = -logarithm(p * (1.0f - p) * 4.0f);
  Lanes m = w - 2.5f;
  Lanes sum = m * 4.4637295e-07f + -4.50552e-06f;
  sum = sum * m + -5.7900725e-06f;
  sum = sum * m + 0.00030735956f;
  sum = sum * m + -0.0017743169f;
  sum = sum * m + -0.005906122f;
  sum = sum * m + 0.34880364f;
  sum = sum * m + 2.1233132f;
  Bits far = w >= 5.0f;
  // One of a prior's coordinates in 300, so that the second polynomial is hardly ever needed.
  if (__builtin_reduce_or(far)) {
    Lanes s = __builtin_elementwise_sqrt(chosen(far, w, all(5.0f))) - 3.6f;
    Lanes other = s * 1.8995506e-05f + 2.050516e-05f;
    other = other * s + -0.00030037807f;
    other = other * s + 0.00057170715f;
    other = other * s + -0.00060267904f;
    other = other * s + 0.0010278213f;
    other = other * s + -0.0024059112f;
    other = other * s + 0.0038739755f;
    other = other * s + 1.4254827f;
    other = other * s + 4.859595f;
    sum = chosen(far, other, sum);
  }
  return sum * (1.0f - p * 2.0f);
}

static inline Lanes uniform_scores(Lanes x, float low, float high) {
  // Distances from the bounds are exact near them, where a score depends on them most.
  Lanes above = x - low, below = high - x;
  Bits is_below = above < below;
  Lanes p = chosen(is_below, above, below) * (1 / (high - low));
  p = chosen(p >= 0x1p-40f, p, all(0x1p-40f));
  p = chosen(p > 0.5f, all(0.5f), p);
  Lanes z = score(p);
  return chosen(x == x, chosen(is_below, -z, z), x);
}

static inline Lanes uniform_numbers(Lanes z, float low, float high) {
  Bits is_below = z < 0.0f;
  Lanes part = tail(chosen(is_below, -z, z)) * (high - low);
  return chosen(z == z, chosen(is_below, part + low, high - part), z);
}

// memcpy, since rows need not be aligned. The last numbers are worked on among copies of the first of them.
#define FOR_ALL(function, from, to)                          \
  size_t index = 0;                                          \
  for (; index + 8 <= count; index += 8) {                   \
    Lanes lanes;                                             \
    memcpy(&lanes, (from) + index, sizeof lanes);            \
    lanes = function(lanes, low, high);                      \
    memcpy((to) + index, &lanes, sizeof lanes);              \
  }                                                          \
  if (index < count) {                                       \
    Lanes lanes = all((from)[index]);                        \
    memcpy(&lanes, (from) + index, (count - index) * sizeof(float)); \
    lanes = function(lanes, low, high);                      \
    memcpy((to) + index, &lanes, (count - index) * sizeof(float));   \
  }

void sextant_uniform_scores(const float *numbers, float *scores, size_t count, float low, float high) {
  FOR_ALL(uniform_scores, numbers, scores)
}

void sextant_uniform_numbers(const float *scores, float *numbers, size_t count, float low, float high) {
  FOR_ALL(uniform_numbers, scores, numbers)
}
