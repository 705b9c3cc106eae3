/// Lengths of points, and the cosines between those of one row of weights.
///
/// Rows that follow each other mostly name the same points, as the cells between four anchors do: their cosines are kept.
struct PointCosines {
  private let points: UnsafeBufferPointer<Float>
  private let dimension: Int
  private let lengths: [Double]
  private var known: [Int] = []
  private var cosines: [Double] = []

  /// - Parameters:
  ///   - points: n × d numbers.
  ///   - dimension: d.
  ///   - lengths: ‖x‖ of every point.
  init(_ points: UnsafeBufferPointer<Float>, dimension: Int, lengths: [Double]) {
    self.points = points
    self.dimension = dimension
    self.lengths = lengths
  }

  /// The cosines of the angles between chosen points, shape [k, k].
  mutating func among(_ chosen: [Int]) -> [Double] {
    if chosen == known { return cosines }
    var result = [Double](repeating: 1, count: chosen.count * chosen.count)
    for (i, first) in chosen.enumerated() {
      for (j, second) in chosen.enumerated().dropFirst(i + 1) {
        let product = VectorSums.products(row(first), row(second)).xy
        let cosine = min(1, max(-1, product / lengths[first] / lengths[second]))
        result[i * chosen.count + j] = cosine
        result[j * chosen.count + i] = cosine
      }
    }
    (known, cosines) = (chosen, result)
    return result
  }

  private func row(_ index: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: points[index * dimension..<(index + 1) * dimension])
  }
}
