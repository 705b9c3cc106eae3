/// Points as cumulative probabilities, ready for any row of weights.
struct ProbabilityPoints {
  private let rows: [UnsafeBufferPointer<Float>]
  private let law: NormalProbabilities
  /// The probabilities less ½, their lengths, and the cosines between them, for the spherical method.
  private let centered: [[Float]]
  private let lengths: [Double]
  private let cosines: [Double]

  init(_ rows: [UnsafeBufferPointer<Float>], law: NormalProbabilities, isSpherical: Bool) {
    self.rows = rows
    self.law = law
    // In one dimension there are no arcs.
    guard isSpherical, rows[0].count > 1 else {
      (centered, lengths, cosines) = ([], [], [])
      return
    }
    centered = rows.map(law.centered)
    lengths = centered.map { $0.withUnsafeBufferPointer { VectorSums.squares($0).squareRoot() } }
    guard rows.count > 2 else {
      cosines = []
      return
    }
    let (all, lengths) = (centered.flatMap { $0 }, lengths)
    cosines = all.withUnsafeBufferPointer {
      var known = PointCosines($0, dimension: rows[0].count, lengths: lengths)
      return known.among(Array(rows.indices))
    }
  }

  /// Writes the latent of one row of weights.
  func combine(_ chosen: ArraySlice<Int>, _ weights: ArraySlice<Double>, into out: UnsafeMutableBufferPointer<Float>) {
    let (chosen, weights) = (Array(chosen), Array(weights))
    if chosen.count == 1, weights[0] == 1 {
      _ = out.update(from: rows[chosen[0]])
    } else {
      let (coefficients, aside) = coefficients(chosen, weights)
      law.combine(chosen.map { rows[$0] }, times: coefficients, plus: aside, into: out)
    }
  }

  /// What each point is multiplied by, and what is added beside them.
  private func coefficients(_ chosen: [Int], _ weights: [Double]) -> ([Double], aside: [Double]?) {
    // Points without a direction, or no spherical method at all: linear.
    guard !lengths.isEmpty, chosen.count > 1, chosen.allSatisfy({ lengths[$0] > 0 }) else { return (weights, nil) }
    let sum = weights.reduce(0, +)
    guard chosen.count > 2 else { return pair(chosen[0], chosen[1], at: weights[1] / sum, times: sum) }
    let among = chosen.flatMap { i in chosen.map { j in cosines[i * rows.count + j] } }
    return (SphericalAverage.coefficients(cosines: among, weights: weights).map { $0 * sum }, nil)
  }

  /// Slerp between two points, with its half circle where they are opposite.
  private func pair(_ from: Int, _ to: Int, at t: Double, times factor: Double) -> ([Double], aside: [Double]?) {
    centered[from].withUnsafeBufferPointer { a in
      centered[to].withUnsafeBufferPointer { b in
        switch SlerpPair(a, b).point(at: max(-1e60, min(1e60, t))).scaled(by: factor) {
        case .sum(let p, let q), .exactSum(let p, let q): return ([p, q], nil)
        case .halfCircle(let along, let aside):
          return ([along, 0], Detour.direction(between: a, and: b).map { aside * $0 })
        case .direction: preconditionFailure("slerp gives no direction without a length")
        }
      }
    }
  }
}
