internal import Manifold

/// What a claim makes of a number: it holds where the whole interval fulfils it.
enum ExpectedRange {
  case above(Double)
  case below(Double)
  case between(ClosedRange<Double>)

  /// Such as "above 0.8".
  func words(places: Int) -> String {
    switch self {
    case .above(let bound): "above \(bound.fixed(places))"
    case .below(let bound): "below \(bound.fixed(places))"
    case .between(let range): "between \(range.lowerBound.fixed(places)) and \(range.upperBound.fixed(places))"
    }
  }

  func holds(from lower: Double, to upper: Double) -> Bool {
    switch self {
    case .above(let bound): lower > bound
    case .below(let bound): upper < bound
    case .between(let range): lower >= range.lowerBound && upper <= range.upperBound
    }
  }
}

extension FigureFinding {
  /// A finding with its bootstrap interval, on which alone it depends whether the claim holds.
  ///
  /// - Parameters:
  ///   - subject: What was measured, in words.
  ///   - interval: The number and its interval, in units of `factor`⁻¹.
  ///   - factor: What both are multiplied by: 100 for percent.
  ///   - unit: What follows the number.
  ///   - places: How many places are worth reading.
  ///   - expected: What the claim makes of it, after the multiplication.
  init(
    _ subject: String,
    _ interval: BootstrapInterval,
    times factor: Double = 1,
    unit: String = "",
    places: Int = 2,
    expected: ExpectedRange? = nil
  ) {
    let (lower, upper) = (factor * interval.lower, factor * interval.upper)
    // A ratio may be without bounds; it then fulfils nothing, and has no interval to be written.
    self.init(
      subject,
      factor * interval.estimate,
      interval: lower.isFinite && upper.isFinite ? lower...upper : nil,
      unit: unit,
      places: places,
      expected: expected?.words(places: places),
      holds: expected?.holds(from: lower, to: upper)
    )
  }
}
