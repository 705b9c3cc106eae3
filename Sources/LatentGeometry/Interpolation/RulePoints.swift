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
      case .linear, .preserving, .onSphere: return
      case .normalized, .spherical, .sphericalOnSphere, .sphericalKeepingLaw: break
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
    into out: UnsafeMutableBufferPointer<Float>,
    _ destination: VectorSums.Destination
  ) {
    let (chosen, weights) = (Array(chosen), Array(weights))
    if chosen.isEmpty {
      out.update(repeating: 0)
    } else if let t = placeOfPair(chosen, weights) {
      let (a, b) = (row(chosen[0]), row(chosen[1]))
      RulePair(a, b, rule).point(at: t).write(a, b, into: out, destination)
    } else {
      let (coefficients, length) = coefficients(chosen, weights)
      VectorSums.combine(chosen.map(row), times: coefficients, into: out)
      if let length { Self.rescale(out, to: length, around: row(chosen[0])) }
    }
  }

  /// The t of two weights (1 - t, t), which the two-point formulas take with all their care.
  private func placeOfPair(_ chosen: [Int], _ weights: [Double]) -> Double? {
    chosen.count == 2 && weights[0] == 1 - weights[1] ? weights[1] : nil
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
      // A point without a direction leaves nothing but the linear path to it.
      guard chosen.allSatisfy({ lengths[$0] > 0 }) else { return (weights, nil) }
      let sum = weights.reduce(0, +)
      return (directions(chosen, weights).map { $0 * sum }, nil)
    case .sphericalOnSphere(let radius):
      return directions(chosen, weights, length: radius)
    case .sphericalKeepingLaw(let law, let scale):
      let score = zip(chosen, weights).reduce(0) { $0 + $1.1 * scores[$1.0] } / norm(weights)
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

  private func norm(_ weights: [Double]) -> Double { weights.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  private func row(_ index: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: points[index * dimension..<(index + 1) * dimension])
  }

  /// Scales a vector to a length, at least 0; a vector of zeros becomes the ``Detour`` around a point.
  private static func rescale(
    _ out: UnsafeMutableBufferPointer<Float>,
    to length: Double,
    around point: UnsafeBufferPointer<Float>
  ) {
    let length = max(0, length)
    let own = VectorSums.squares(UnsafeBufferPointer(out)).squareRoot()
    guard own > 0 else {
      let detour = Detour.direction(around: point)
      for index in out.indices { out[index] = Float(length * detour[index]) }
      return
    }
    let scale = length / own
    for index in out.indices { out[index] = Float(scale * Double(out[index])) }
  }
}
