/// Points under a rule, ready for any row of weights.
struct RulePoints {
  private let points: UnsafeBufferPointer<Float>
  private let dimension: Int
  private let rule: CombinationRule
  /// What every point brings along where the rule asks for it: its length, and its length's normal score.
  private let lengths: [Double]
  private let scores: [Double]
  private var cosines: PointCosines

  /// What rules need to know of points, found once for all threads.
  struct Measures: Sendable {
    var lengths: [Double] = []
    var scores: [Double] = []

    init(_ points: UnsafeBufferPointer<Float>, dimension: Int, rule: CombinationRule) {
      switch rule {
      case .linear, .preserving: return
      case .onSphere, .normalized, .spherical, .sphericalOnSphere, .sphericalKeepingLaw: break
      }
      lengths = (0..<points.count / dimension).map { row in
        VectorSums.squares(UnsafeBufferPointer(rebasing: points[row * dimension..<(row + 1) * dimension])).squareRoot()
      }
      if case .sphericalKeepingLaw(let law, let scale) = rule {
        scores = lengths.map { law.score(ofLength: $0 / scale) }
      }
    }
  }

  init(_ points: UnsafeBufferPointer<Float>, dimension: Int, rule: CombinationRule, measures: Measures) {
    self.points = points
    self.dimension = dimension
    self.rule = rule
    lengths = measures.lengths
    scores = measures.scores
    cosines = PointCosines(points, dimension: dimension, lengths: lengths)
  }

  /// Writes the point of one row of weights, in the space of the points.
  mutating func combine(
    _ chosen: ArraySlice<Int>,
    _ weights: ArraySlice<Double>,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let (chosen, weights) = (Array(chosen), Array(weights))
    if chosen.isEmpty {
      out.update(repeating: 0)
    } else if let (t, factor) = placeOfPair(chosen, weights) {
      let (a, b) = (row(chosen[0]), row(chosen[1]))
      RulePair(a, b, rule).point(at: t).scaled(by: factor).write(a, b, into: out, .cached)
    } else {
      let (coefficients, length) = coefficients(chosen, weights)
      let rows = chosen.map(row)
      if let length {
        let parts = zip(chosen, coefficients).reduce(0) { sum, next in
          let part = next.1 * lengths[next.0]
          return sum + part * part
        }
        Self.writeDirection(rows, coefficients, parts: parts, length: max(0, min(1e300, length)), into: out)
      } else if Self.cancels(coefficients) {
        VectorSums.combineExactly(rows, times: coefficients, into: out)
      } else {
        VectorSums.combine(rows, times: coefficients, into: out)
        // Numbers near the largest of single precision may leave it on the way to a sum that does not.
        if FiniteCheck.firstFailure(in: UnsafeBufferPointer(out)) != nil {
          VectorSums.combineExactly(rows, times: coefficients, into: out)
        }
      }
    }
  }

  /// The t of two weights (1 - t, t), which the two-point formulas take with all their care, and what the point is to be
  /// multiplied by.
  ///
  /// Spherical rules see any two weights as such a pair times their sum; of the lengths that are given only slerp's goes
  /// with the sum.
  private func placeOfPair(_ chosen: [Int], _ weights: [Double]) -> (t: Double, factor: Double)? {
    guard chosen.count == 2 else { return nil }
    if weights[0] == 1 - weights[1] { return (weights[1], 1) }
    let sum = weights[0] + weights[1]
    guard rule.isSpherical, sum > 0 else { return nil }
    if case .spherical = rule { return (weights[1] / sum, sum) }
    return (weights[1] / sum, 1)
  }

  /// Whether large parts leave a small sum, or are too large or too many for single precision.
  private static func cancels(_ coefficients: [Double]) -> Bool {
    let sizes = coefficients.reduce(0) { $0 + abs($1) }
    return sizes > 8 * abs(coefficients.reduce(0, +)) || sizes > PairSum.largestSingleWeight || coefficients.count > 64
  }

  /// What each point is multiplied by, and the length that the sum is scaled to.
  private mutating func coefficients(_ chosen: [Int], _ weights: [Double]) -> ([Double], length: Double?) {
    switch rule {
    case .linear:
      return (weights, nil)
    case .preserving:
      let size = norm(weights)
      return (weights.map { $0 / size }, nil)
    case .normalized:
      return (weights, zip(chosen, weights).reduce(0) { $0 + $1.1 * lengths[$1.0] })
    case .onSphere(let radius):
      return (weights, radius)
    case .spherical:
      // A point without a direction leaves nothing but the linear path to it, and one dimension no other.
      guard dimension > 1, chosen.allSatisfy({ lengths[$0] > 0 }) else { return (weights, nil) }
      let sum = weights.reduce(0, +)
      return (directions(chosen, weights).map { $0 * sum }, nil)
    case .sphericalOnSphere(let radius):
      return directions(chosen, weights, length: radius)
    case .sphericalKeepingLaw(let law, let scale):
      let size = norm(weights)
      let score = zip(chosen, weights).reduce(0) { $0 + $1.1 / size * scores[$1.0] }
      return directions(chosen, weights, length: scale * law.length(ofScore: score))
    }
  }

  private mutating func directions(_ chosen: [Int], _ weights: [Double]) -> [Double] {
    guard chosen.count > 1 else { return [1] }
    return SphericalAverage.coefficients(cosines: cosines.among(chosen), weights: weights)
  }

  /// The average of the unit vectors of those points that have one, at a length.
  private mutating func directions(
    _ chosen: [Int],
    _ weights: [Double],
    length: Double
  ) -> ([Double], length: Double?) {
    let pointing = chosen.indices.filter { lengths[chosen[$0]] > 0 }
    let theirs = pointing.map { weights[$0] }
    var result = [Double](repeating: 0, count: chosen.count)
    guard theirs.reduce(0, +) > 0 else { return (result, nil) }
    let coefficients = directions(pointing.map { chosen[$0] }, theirs)
    for (index, coefficient) in zip(pointing, coefficients) {
      result[index] = coefficient * length / lengths[chosen[index]]
    }
    return (result, length)
  }

  /// √Σ w², of any finite weights.
  private func norm(_ weights: [Double]) -> Double {
    let largest = weights.reduce(0) { max($0, abs($1)) }
    return largest * weights.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  private func row(_ index: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: points[index * dimension..<(index + 1) * dimension])
  }

  /// Writes the direction of Σ c x at a length; where the sum vanishes, that of the ``Detour`` around the first point.
  ///
  /// `parts` is Σ c² ‖x‖².
  private static func writeDirection(
    _ rows: [UnsafeBufferPointer<Float>],
    _ coefficients: [Double],
    parts: Double,
    length: Double,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    VectorSums.combine(rows, times: coefficients, into: out)
    let square = VectorSums.squares(UnsafeBufferPointer(out))
    if square > 0.05 * parts, square.isFinite, rows.count <= 64, length <= Double(Float.greatestFiniteMagnitude) {
      let scale = length / square.squareRoot()
      for index in out.indices { out[index] = Float(scale * Double(out[index])) }
      return
    }
    // Too little is left of the parts for single precision, or they were too large or too many for it.
    let sum = out.indices.map { VectorSums.exactSum(rows, times: coefficients, at: $0) }
    let exactSquare = sum.reduce(0) { $0 + $1 * $1 }
    if exactSquare <= 1e-30 * parts {
      let detour = Detour.direction(around: rows[0])
      for index in out.indices { out[index] = Float(saturating: length * detour[index]) }
    } else {
      let scale = length / exactSquare.squareRoot()
      for index in out.indices { out[index] = Float(saturating: scale * sum[index]) }
    }
  }
}
