/// Points as cumulative probabilities, ready for any row of weights.
struct ProbabilityPoints {
  private let rows: [UnsafeBufferPointer<Float>]
  private let law: NormalProbabilities
  /// Lengths of the probabilities less ½, and the cosines between them, for the spherical method.
  private let lengths: [Double]
  private let cosines: [Double]

  init(_ rows: [UnsafeBufferPointer<Float>], law: NormalProbabilities, isSpherical: Bool) {
    self.rows = rows
    self.law = law
    guard isSpherical else {
      (lengths, cosines) = ([], [])
      return
    }
    let dimension = rows[0].count
    var centered = [Float](repeating: 0, count: rows.count * dimension)
    let (lengths, cosines) = centered.withUnsafeMutableBufferPointer { centered in
      for (index, row) in rows.enumerated() {
        law.centered(
          row,
          into: UnsafeMutableBufferPointer(rebasing: centered[index * dimension..<(index + 1) * dimension])
        )
      }
      let points = UnsafeBufferPointer(centered)
      let lengths = (0..<rows.count).map { row in
        VectorSums.squares(UnsafeBufferPointer(rebasing: points[row * dimension..<(row + 1) * dimension])).squareRoot()
      }
      var known = PointCosines(points, dimension: dimension, lengths: lengths)
      return (lengths, known.among(Array(rows.indices)))
    }
    self.lengths = lengths
    self.cosines = cosines
  }

  /// Writes the latent of one row of weights.
  func combine(_ chosen: ArraySlice<Int>, _ weights: ArraySlice<Double>, into out: UnsafeMutableBufferPointer<Float>) {
    let (chosen, weights) = (Array(chosen), Array(weights))
    if chosen.count == 1, weights[0] == 1 {
      _ = out.update(from: rows[chosen[0]])
    } else {
      law.combine(chosen.map { rows[$0] }, times: coefficients(chosen, weights), into: out)
    }
  }

  private func coefficients(_ chosen: [Int], _ weights: [Double]) -> [Double] {
    // Points without a direction, or no spherical method at all: linear.
    guard !lengths.isEmpty, chosen.count > 1, chosen.allSatisfy({ lengths[$0] > 0 }) else { return weights }
    let sum = weights.reduce(0, +)
    let among = chosen.flatMap { i in chosen.map { j in cosines[i * rows.count + j] } }
    return SphericalAverage.coefficients(cosines: among, weights: weights).map { $0 * sum }
  }
}
