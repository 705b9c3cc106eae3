/// Queries as they are multiplied.
final class QueryBlock {
  let range: Range<Int>
  /// [m, d]: -2 q', or -q' for the cosine distance.
  let values: UnsafeMutablePointer<Float>
  /// ‖q'‖², or 1 for the cosine distance: what a product and its row's bias lack to the distance.
  private(set) var offsets: [Double] = []
  /// ‖q'‖.
  private(set) var sizes: [Double] = []
  /// ‖q‖, for exact cosine distances.
  private(set) var lengths: [Double] = []

  init(_ range: Range<Int>, of queries: UnsafePointer<Float>, _ space: ProductSpace) {
    let d = space.dimension
    self.range = range
    values = .allocate(capacity: range.count * d)
    let exact = ExactDistance(metric: space.metric, dimension: d)
    for (place, query) in range.enumerated() {
      let squares = space.enter(queries + query * d, times: space.queryFactor, into: values + place * d)
      offsets.append(space.metric == .l2 ? squares : 1)
      sizes.append(squares.squareRoot())
      lengths.append(space.metric == .l2 ? 0 : exact.length(queries + query * d))
    }
  }

  deinit { values.deallocate() }

  var count: Int { range.count }
}
