internal import Manifold

/// A number and its interval as people read them.
///
/// They have as many places as were asked for, and more where an end that is not 0 would look like it: an interval without 0 must be
/// seen to be one, however small its numbers; of one around 0, two more places tell the sign.
struct IntervalText: Equatable {
  /// The number.
  let number: String
  /// Both ends, such as "0.948 to 0.958".
  let range: String

  /// Such as "0.953 (0.948 to 0.958)".
  var whole: String { "\(number) (\(range))" }

  init(_ number: Double, from lower: Double, to upper: Double, places: Int) {
    let isCertain = lower > 0 || upper < 0
    let most = isCertain ? 9 : min(9, places + 2)
    var places = places
    func looksLikeZero(_ end: Double) -> Bool {
      end != 0 && !end.fixed(places).contains { "123456789".contains($0) }
    }
    while places < most, looksLikeZero(lower) || looksLikeZero(upper) { places += 1 }
    self.number = number.fixed(places)
    range = "\(lower.fixed(places)) to \(upper.fixed(places))"
  }
}

extension BootstrapInterval {
  /// The estimate with its interval, such as "0.953 (0.948 to 0.958)".
  func shown(places: Int) -> String { IntervalText(estimate, from: lower, to: upper, places: places).whole }

  /// The same of a change, such as "+0.0117 (0.0063 to 0.0171)".
  func signed(places: Int) -> String { (estimate > 0 ? "+" : "") + shown(places: places) }
}
