/// The rows and queries themselves, for the candidates whose order must be known.
struct ExactNeighbors {
  let distance: ExactDistance
  /// [n, d].
  let rows: UnsafePointer<Float>
  /// The block's queries, [m, d].
  let queries: UnsafePointer<Float>
  /// ‖q‖ of the block's queries.
  let lengths: [Double]

  /// d(q, x).
  func callAsFunction(_ query: Int, _ row: Int32) -> Double {
    let d = distance.dimension
    return distance(queries + query * d, length: lengths[query], rows + Int(row) * d)
  }

  /// Computes the distances that are missing and puts the nearest first; of equally near rows the lower number.
  func sort(_ candidates: UnsafeMutableBufferPointer<Candidate>, query: Int) {
    var candidates = candidates
    for index in candidates.indices where candidates[index].distance.isNaN {
      candidates[index].setDistance(self(query, candidates[index].row), distance.metric)
    }
    candidates.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
  }
}

extension Candidate {
  /// Puts the exact distance in place of the bounds, which remain bounds after rounding.
  mutating func setDistance(_ distance: Double, _ metric: DistanceMetric) {
    self.distance = distance
    let value = Float(metric == .l2 ? distance * distance : distance)
    lower = value.nextDown
    upper = value.nextUp
  }
}
