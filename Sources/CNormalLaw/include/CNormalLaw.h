// The normal law on many numbers at a time, in single precision.
//
// Interpolating under a uniform prior evaluates Φ⁻¹ twice and Φ once for every coordinate; the C library's functions, one
// number at a time, take ten times as long. In C, since Swift's comparisons of vectors come out lane by lane.

#ifndef C_NORMAL_LAW_H
#define C_NORMAL_LAW_H

#include <stddef.h>

/// Φ⁻¹((x - low) / (high - low)) of `count` numbers.
///
/// Numbers outside low ... high, and within 2⁻⁴⁰ of a bound, count as at the tail of 2⁻⁴⁰, at ±7.05; NaN stays NaN. Error: 3e-6,
/// below 3 sd 1.2e-6. `scores` may be `numbers`.
void sextant_uniform_scores(const float *numbers, float *scores, size_t count, float low, float high);

/// low + (high - low) Φ(z) of `count` numbers, never outside low ... high; NaN stays NaN.
///
/// Error: 3e-7 of high - low; relative to the distance from the nearer bound 1.5e-6 up to 6 sd. `numbers` may be `scores`.
void sextant_uniform_numbers(const float *scores, float *numbers, size_t count, float low, float high);

#endif
