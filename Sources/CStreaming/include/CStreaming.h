// Two instructions that Swift has no names for: fetching memory that will be read soon, and writing past the cache.
//
// A store into memory that is not cached first reads the line; on an array larger than the caches that read is a third of
// all traffic. A non-temporal store leaves it out, as memcpy does.

#ifndef C_STREAMING_H
#define C_STREAMING_H

typedef float sextant_four __attribute__((ext_vector_type(4)));

/// Fetches the cache line of an address, which need not be valid.
static inline __attribute__((always_inline)) void sextant_prefetch(const void *address) { __builtin_prefetch(address); }

/// Writes four numbers past the cache; the address is a multiple of 16.
static inline __attribute__((always_inline)) void sextant_store_streaming(void *address, sextant_four value) {
  __builtin_nontemporal_store(value, (sextant_four *)address);
}

/// Makes the stores above visible to other threads in order.
static inline void sextant_finish_streaming(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

#endif
