#include "CNeighborGraph.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>
#include <vector>

// Distances are ours, and hnswlib's own would define functions for everyone to see.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

namespace {

/// What stands for the query where hnswlib expects the data of an element. Elements hold the number of their row.
constexpr uint32_t query_mark = UINT32_MAX;

/// The rows and the query of the call that this thread is in.
thread_local const float *current_rows = nullptr;
thread_local const float *current_query = nullptr;
thread_local float current_inverse = 0;

typedef float Lanes __attribute__((vector_size(16)));

float total(Lanes a) { return (a[0] + a[1]) + (a[2] + a[3]); }

Lanes lanes(const float *x) {
  Lanes a;
  memcpy(&a, x, sizeof a);
  return a;
}

float square_of_difference(const float *x, const float *y, size_t count) {
  Lanes sums[4] = {};
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (int j = 0; j < 4; j++) {
      const Lanes p = lanes(x + i + 4 * j) - lanes(y + i + 4 * j);
      sums[j] += p * p;
    }
  }
  float sum = total((sums[0] + sums[1]) + (sums[2] + sums[3]));
  for (; i < count; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
  return sum;
}

float product(const float *x, const float *y, size_t count) {
  Lanes sums[4] = {};
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (int j = 0; j < 4; j++) sums[j] += lanes(x + i + 4 * j) * lanes(y + i + 4 * j);
  }
  float sum = total((sums[0] + sums[1]) + (sums[2] + sums[3]));
  for (; i < count; i++) sum += x[i] * y[i];
  return sum;
}

/// 1 / length, or 0 for a zero vector.
float inverse_length(const float *x, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
  return sum > 0 ? (float)(1 / std::sqrt(sum)) : 0;
}

/// Elements are row numbers; distances look the rows up.
class RowSpace : public hnswlib::SpaceInterface<float> {
 public:
  explicit RowSpace(SextantGraphRows rows) : dimension(rows.dimension), cosine(rows.cosine) {
    if (!cosine) return;
    inverses.resize(rows.count);
    for (size_t i = 0; i < rows.count; i++) inverses[i] = inverse_length(rows.values + i * dimension, dimension);
  }

  size_t get_data_size() override { return sizeof(uint32_t); }
  hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
  void *get_dist_func_param() override { return this; }

  const size_t dimension;
  const bool cosine;

 private:
  static float distance(const void *first, const void *second, const void *parameter) {
    const RowSpace *space = static_cast<const RowSpace *>(parameter);
    uint32_t a, b;
    memcpy(&a, first, sizeof a);
    memcpy(&b, second, sizeof b);
    const size_t d = space->dimension;
    const float *x = a == query_mark ? current_query : current_rows + a * d;
    const float *y = current_rows + b * d;
    if (!space->cosine) return square_of_difference(x, y, d);
    const float inverse = a == query_mark ? current_inverse : space->inverses[a];
    return 1 - product(x, y, d) * inverse * space->inverses[b];
  }

  std::vector<float> inverses;
};

typedef hnswlib::HierarchicalNSW<float> Index;

void fail(char *message, const char *reason) { snprintf(message, 256, "%s", reason); }

/// Words that are read one after another, and of which there must be enough.
class Words {
 public:
  Words(const uint32_t *words, size_t count) : words(words), left(count) {}

  uint32_t next() {
    if (left == 0) throw std::runtime_error("it ends too early");
    left--;
    return *words++;
  }

  size_t left_over() const { return left; }

 private:
  const uint32_t *words;
  size_t left;
};

}  // namespace

struct SextantGraph {
  SextantGraph(SextantGraphRows rows, uint32_t links, uint32_t construction, uint64_t seed)
      : space(rows), index(&space, rows.count, links, construction, (size_t)seed) {}

  uint32_t count() const { return (uint32_t)index.cur_element_count; }

  RowSpace space;
  Index index;
};

SextantGraph *sextant_graph_build(
    SextantGraphRows rows, uint32_t links, uint32_t construction, uint64_t seed, char *message) {
  try {
    auto graph = std::make_unique<SextantGraph>(rows, links, construction, seed);
    current_rows = rows.values;
    for (uint32_t row = 0; row < rows.count; row++) graph->index.addPoint(&row, row);
    return graph.release();
  } catch (const std::exception &error) {
    fail(message, error.what());
  } catch (...) {
    fail(message, "unknown failure");
  }
  return nullptr;
}

// The highest level, the entrance, and of each row its level and, for each level, the number of links and the links.

size_t sextant_graph_size(const SextantGraph *graph) {
  const Index &index = graph->index;
  size_t words = 2;
  for (uint32_t row = 0; row < graph->count(); row++) {
    words++;
    for (int level = 0; level <= index.element_levels_[row]; level++) {
      words += 1 + index.getListCount(index.get_linklist_at_level(row, level));
    }
  }
  return words;
}

void sextant_graph_write(const SextantGraph *graph, uint32_t *words) {
  const Index &index = graph->index;
  *words++ = (uint32_t)index.maxlevel_;
  *words++ = index.enterpoint_node_;
  for (uint32_t row = 0; row < graph->count(); row++) {
    *words++ = (uint32_t)index.element_levels_[row];
    for (int level = 0; level <= index.element_levels_[row]; level++) {
      const uint32_t *list = index.get_linklist_at_level(row, level);
      const uint32_t count = index.getListCount(const_cast<uint32_t *>(list));
      *words++ = count;
      memcpy(words, list + 1, count * sizeof *words);
      words += count;
    }
  }
}

static void read(Index &index, uint32_t rows, Words words) {
  const uint32_t highest = words.next(), entrance = words.next();
  if (highest > 64 || entrance >= rows) throw std::runtime_error("its entrance is wrong");
  for (uint32_t row = 0; row < rows; row++) {
    const uint32_t level = words.next();
    if (level > highest) throw std::runtime_error("a level is wrong");
    char *element = index.data_level0_memory_ + row * index.size_data_per_element_;
    memset(element, 0, index.size_data_per_element_);
    memcpy(index.getDataByInternalId(row), &row, sizeof row);
    index.setExternalLabel(row, row);
    if (level > 0) {
      index.linkLists_[row] = (char *)calloc(1, index.size_links_per_element_ * level + 1);
      if (index.linkLists_[row] == nullptr) throw std::bad_alloc();
    }
    // From here on the destructor frees them.
    index.element_levels_[row] = (int)level;
    index.cur_element_count = row + 1;
    for (uint32_t l = 0; l <= level; l++) {
      const uint32_t count = words.next();
      if (count > (l == 0 ? index.maxM0_ : index.maxM_)) throw std::runtime_error("a row has too many links");
      uint32_t *list = index.get_linklist_at_level(row, (int)l);
      index.setListCount(list, (unsigned short)count);
      for (uint32_t i = 0; i < count; i++) {
        list[1 + i] = words.next();
        if (list[1 + i] >= rows) throw std::runtime_error("a link leads nowhere");
      }
    }
  }
  if (words.left_over() != 0) throw std::runtime_error("it is too long");
  if (index.element_levels_[entrance] != (int)highest) throw std::runtime_error("its entrance is wrong");
  for (uint32_t row = 0; row < rows; row++) {
    for (int l = 1; l <= index.element_levels_[row]; l++) {
      uint32_t *list = index.get_linklist_at_level(row, l);
      for (uint32_t i = 0; i < index.getListCount(list); i++) {
        if (index.element_levels_[list[1 + i]] < l) throw std::runtime_error("a link leads to a row that is not there");
      }
    }
  }
  index.maxlevel_ = (int)highest;
  index.enterpoint_node_ = entrance;
}

SextantGraph *sextant_graph_read(
    SextantGraphRows rows, uint32_t links, const uint32_t *words, size_t count, char *message) {
  try {
    auto graph = std::make_unique<SextantGraph>(rows, links, links, 0);
    read(graph->index, rows.count, Words(words, count));
    return graph.release();
  } catch (const std::exception &error) {
    fail(message, error.what());
  } catch (...) {
    fail(message, "unknown failure");
  }
  return nullptr;
}

ptrdiff_t sextant_graph_search(
    const SextantGraph *graph, const float *rows, const float *query, uint32_t wanted, uint32_t *found, char *message) {
  try {
    current_rows = rows;
    current_query = query;
    current_inverse = graph->space.cosine ? inverse_length(query, graph->space.dimension) : 0;
    const uint32_t mark = query_mark;
    auto nearest = graph->index.searchKnn(&mark, wanted);
    ptrdiff_t count = 0;
    for (; !nearest.empty(); nearest.pop()) found[count++] = (uint32_t)nearest.top().second;
    return count;
  } catch (const std::exception &error) {
    fail(message, error.what());
  } catch (...) {
    fail(message, "unknown failure");
  }
  return -1;
}

void sextant_graph_free(SextantGraph *graph) { delete graph; }
