/// A smooth curve through points that stays between every two that follow each other.
///
/// A cubic between any two knots, with a derivative that is continuous; where the values turn, the derivative is 0.
///
/// Source: Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM Journal on Numerical Analysis 17 (1980),
/// section 4, whose slopes are limited to a circle of radius 3; first from the parabola through three knots.
struct MonotoneCubic: Sendable {
  private let knots: [Double]
  private let values: [Double]
  private let slopes: [Double]

  /// - Parameters:
  ///   - knots: n ≥ 1 increasing numbers.
  ///   - values: n numbers.
  ///   - isPeriodic: Whether the derivatives at both ends, whose values are equal, must be equal too.
  init(knots: [Double], values: [Double], isPeriodic: Bool = false) {
    precondition(!knots.isEmpty && knots.count == values.count, "every knot needs a value")
    precondition(zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 }, "knots must increase")
    (self.knots, self.values) = (knots, values)
    slopes = Self.slopes(knots, values, isPeriodic)
  }

  private static func slopes(_ knots: [Double], _ values: [Double], _ isPeriodic: Bool) -> [Double] {
    let count = knots.count - 1
    guard count > 0 else { return [0] }
    let steps = (0..<count).map { knots[$0 + 1] - knots[$0] }
    let secants = (0..<count).map { (values[$0 + 1] - values[$0]) / steps[$0] }
    func between(_ before: Int, _ after: Int) -> Double {
      guard secants[before] * secants[after] > 0 else { return 0 }
      return (steps[after] * secants[before] + steps[before] * secants[after]) / (steps[before] + steps[after])
    }
    func end(_ outer: Int, _ inner: Int) -> Double {
      let slope = secants[outer] + (secants[outer] - secants[inner]) * steps[outer] / (steps[outer] + steps[inner])
      return slope * secants[outer] > 0 ? slope : 0
    }
    var slopes = [0.0] + (0..<count - 1).map { between($0, $0 + 1) } + [0]
    if isPeriodic {
      slopes[0] = between(count - 1, 0)
      slopes[count] = slopes[0]
    } else if count == 1 {
      slopes = [secants[0], secants[0]]
    } else {
      slopes[0] = end(0, 1)
      slopes[count] = end(count - 1, count - 2)
    }
    // Twice around, so that a slope that was limited at the end of a period is limited at its beginning as well.
    for turn in 0..<(isPeriodic ? 2 * count : count) where secants[turn % count] != 0 {
      let index = turn % count
      let (a, b) = (slopes[index] / secants[index], slopes[index + 1] / secants[index])
      let square = a * a + b * b
      guard square > 9 else { continue }
      let scale = 3 / square.squareRoot()
      slopes[index] *= scale
      slopes[index + 1] *= scale
      if isPeriodic {
        if index == 0 { slopes[count] = slopes[0] }
        if index == count - 1 { slopes[0] = slopes[count] }
      }
    }
    return slopes
  }

  /// The value at x; beyond the knots that of the nearest.
  func value(at x: Double) -> Double {
    guard x > knots[0] else { return values[0] }
    guard x < knots[knots.count - 1] else { return values[knots.count - 1] }
    var (low, high) = (0, knots.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle] <= x { low = middle } else { high = middle }
    }
    let step = knots[high] - knots[low]
    let t = (x - knots[low]) / step
    let rest = 1 - t
    let ends = values[low] * (1 + 2 * t) * rest * rest + values[high] * (3 - 2 * t) * t * t
    let turns = (slopes[low] * rest - slopes[high] * t) * t * rest * step
    return ends + turns
  }
}
