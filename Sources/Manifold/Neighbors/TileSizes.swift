/// How many rows are multiplied at a time.
///
/// The sizes depend on the width of the rows and on k alone, and not on the number of threads. 256 rows and 1,024 queries
/// give BLAS's full speed, and their products, 1 MB, stay near the core. Wider rows come in fewer at a time, so that a
/// thread needs a few megabytes whatever the sizes are.
struct TileSizes {
  let rows: Int
  let queries: Int

  init(dimension: Int, k: Int = 1) {
    rows = min(256, max(16, (1 << 20) / dimension))
    queries = min(1024, max(16, (1 << 21) / dimension), max(1, (1 << 18) / max(k, 1)))
  }
}
