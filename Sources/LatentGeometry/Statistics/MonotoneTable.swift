#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A distribution function as cubic pieces between knots, which never falls but by rounding.
///
/// Knots stand at low + (high - low) (i / pieces)^3, dense near `low`, or at equal distances. Slopes are limited as by
/// Fritsch and Carlson, "Monotone piecewise cubic interpolation" (1980).
package struct MonotoneTable: Sendable {
  private let low: Double
  private let high: Double
  private let isCubic: Bool
  private let values: [Double]
  private let slopes: [Double]

  /// Tabulates a distribution function that is 0 at `low` and 1 at `high`, within what its law leaves beyond.
  ///
  /// - Parameters:
  ///   - low: The first knot.
  ///   - high: The last knot.
  ///   - pieces: The number of pieces.
  ///   - isCubic: Whether knots crowd at `low`.
  ///   - law: The value and the slope at a knot; errors of rounding may make it fall.
  package init(
    from low: Double,
    to high: Double,
    pieces: Int,
    isCubic: Bool = false,
    law: (Double) -> (value: Double, slope: Double)
  ) {
    self.low = low
    self.high = high
    self.isCubic = isCubic
    var values: [Double] = []
    var slopes: [Double] = []
    var places: [Double] = []
    for index in 0...pieces {
      let x = Double(index) / Double(pieces)
      let place = low + (high - low) * (isCubic ? x * x * x : x)
      let (value, slope) = law(place)
      places.append(place)
      values.append(max(values.last ?? 0, min(1, value)))
      slopes.append(max(0, slope))
    }
    for index in 0..<pieces {
      let secant = (values[index + 1] - values[index]) / (places[index + 1] - places[index])
      slopes[index] = min(slopes[index], 3 * secant)
      slopes[index + 1] = min(slopes[index + 1], 3 * secant)
    }
    self.values = values
    self.slopes = slopes
  }

  /// 0 below the first knot and 1 above the last.
  package func value(at place: Double) -> Double {
    guard place > low else { return 0 }
    guard place < high else { return 1 }
    let pieces = values.count - 1
    let share = (place - low) / (high - low)
    var index = min(pieces - 1, Int((isCubic ? cbrt(share) : share) * Double(pieces)))
    // Rounding may name the neighbour.
    if knot(index) > place { index = max(0, index - 1) }
    let (left, right) = (knot(index), knot(index + 1))
    let width = right - left
    let t = max(0, min(1, (place - left) / width))
    let s = 1 - t
    let rise = values[index + 1] - values[index]
    let bend = width * s * t * (slopes[index] * s - slopes[index + 1] * t)
    return max(values[index], min(values[index + 1], values[index] + rise * t * t * (1 + 2 * s) + bend))
  }

  private func knot(_ index: Int) -> Double {
    let x = Double(index) / Double(values.count - 1)
    return low + (high - low) * (isCubic ? x * x * x : x)
  }
}
