// A navigable graph of near rows (HNSW) by hnswlib, without its types and exceptions.
#ifndef C_NEIGHBOR_GRAPH_H
#define C_NEIGHBOR_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A graph over the rows of a set, which it does not hold: every call gets the same rows.
typedef struct SextantGraph SextantGraph;

/// The rows of a set: count × dimension numbers, row after row.
typedef struct SextantGraphRows {
  const float *values;
  uint32_t count;
  uint32_t dimension;
  /// Whether 1 - cos is the distance, and not the square of the difference.
  bool cosine;
} SextantGraphRows;

/// Connects the rows one after another with one thread: the same rows and numbers give the same graph.
///
/// `links` is 2 … 100. Returns NULL on failure; `message`, of 256 bytes, then receives the reason.
SextantGraph *sextant_graph_build(
    SextantGraphRows rows, uint32_t links, uint32_t construction, uint64_t seed, char *message);

/// Takes what sextant_graph_write wrote for the same rows, and checks every number in it.
SextantGraph *sextant_graph_read(
    SextantGraphRows rows, uint32_t links, const uint32_t *words, size_t count, char *message);

/// The number of words that sextant_graph_write writes.
size_t sextant_graph_size(const SextantGraph *graph);

/// Writes the connections.
void sextant_graph_write(const SextantGraph *graph, uint32_t *words);

/// Finds up to `wanted` rows near a query, in no order, and returns their number; several threads may search at once.
///
/// Returns -1 on failure; `message`, of 256 bytes, then receives the reason.
ptrdiff_t sextant_graph_search(
    const SextantGraph *graph, const float *rows, const float *query, uint32_t wanted, uint32_t *found, char *message);

void sextant_graph_free(SextantGraph *graph);

#ifdef __cplusplus
}
#endif

#endif
