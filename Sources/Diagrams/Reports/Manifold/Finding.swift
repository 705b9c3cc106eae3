internal import Manifold
internal import SafeFiles

extension ManifoldReport {
  /// One thing that would hold if the latents followed the prior, and whether it does.
  public struct Finding: Encodable, Sendable, Equatable {
    /// What it is about.
    public enum Topic: String, Encodable, Sendable, CaseIterable {
      /// The share of draws outside the manifold of encodings.
      case outside
      /// The latents' own share.
      case latents
      /// The lengths.
      case lengths
      /// Single coordinates.
      case coordinates
      /// The covariance.
      case covariance
      /// The laws as wholes.
      case laws
    }

    /// What it is about.
    public let topic: Topic
    /// Whether it is as under the prior, but for chance.
    public let holds: Bool
    /// The number, what it would be under the prior, and whether that holds.
    public let sentence: String
  }
}

extension ManifoldReport.Finding {
  /// Every topic that there are numbers for.
  static func all(
    _ result: ManifoldOutsideness.Result,
    _ comparison: PriorComparison,
    _ bands: ChanceBands,
    subject: String
  ) -> [Self] {
    [
      outside(result), result.latents.map(latents), lengths(comparison, subject), coordinates(comparison, subject),
      comparison.spectrum.map { covariance($0, subject) }, laws(comparison, subject),
    ].compactMap { $0 }
  }

  private static func outside(_ result: ManifoldOutsideness.Result) -> Self {
    let (draws, held) = (result.priorSamples, result.heldOut)
    let difference = draws.difference
    let verdict =
      difference.isChance
      ? "the difference of \(difference.pointsText) is within chance"
      : "it is \(difference.pointsText) \(difference.value > 0 ? "more" : "less")"
    return Self(
      topic: .outside,
      holds: difference.isChance,
      sentence:
        "A random sample of the prior is outside the manifold of encodings with probability \(draws.outside.text). "
        + "If encodings followed the prior, that would be as for a held-out encoding, \(held.outside.text); \(verdict)."
    )
  }

  private static func latents(_ latents: ManifoldOutsideness.Comparison) -> Self {
    let difference = latents.difference
    let verdict =
      difference.isChance
      ? "as it is for held-out encodings within chance"
      : "\(difference.pointsText) \(difference.value > 0 ? "more" : "less") than for held-out encodings"
    return Self(
      topic: .latents,
      holds: difference.isChance,
      sentence: "Of these latents \(latents.outside.text) are outside the manifold of encodings, \(verdict)."
    )
  }

  private static func lengths(_ comparison: PriorComparison, _ subject: String) -> Self {
    let lengths = comparison.lengths
    let holds = lengths.pValue >= 0.05
    return Self(
      topic: .lengths,
      holds: holds,
      sentence:
        "The \(subject) are \(lengths.mean.short) long on average (sd \(lengths.standardDeviation.short)); under the prior "
        + "\(lengths.priorMean.short) (sd \(lengths.priorStandardDeviation.short)) would be expected. The distribution functions "
        + "\(holds ? "differ no more than chance allows" : "differ") by \(lengths.distance.fixed(3)) "
        + "(Kolmogorov-Smirnov, \(lengths.pValue.pText))."
    )
  }

  private static func coordinates(_ comparison: PriorComparison, _ subject: String) -> Self {
    let (coordinates, d) = (comparison.coordinates, comparison.dimension)
    let rejected = coordinates.rejectedCount
    var sentence =
      "In \(rejected) of \(d) dimensions the \(subject) have another law than the prior; if they followed it, that would be found of "
      + "none, with a probability of 95 %."
    if coordinates.inactiveCount > 0 {
      sentence +=
        " \(coordinates.inactiveCount.counted("dimension is", "dimensions are")) inactive: the \(subject) hardly vary there."
    } else {
      sentence += " No dimension is inactive."
    }
    return Self(topic: .coordinates, holds: rejected == 0, sentence: sentence)
  }

  private static func covariance(_ spectrum: CovarianceSpectrum, _ subject: String) -> Self {
    let (below, above) = (spectrum.countBelow + spectrum.zeroCount, spectrum.countAbove)
    // Without enough rows some eigenvalues are 0 under any law.
    let holds = spectrum.countBelow == 0 && above == 0
    return Self(
      topic: .covariance,
      holds: holds,
      sentence:
        "Of \(spectrum.dimension) eigenvalues of the covariance \(below) lie below and \(above) above what chance allows "
        + "around the prior's 1 (\(spectrum.lowerLimit.fixed(3)) to \(spectrum.upperLimit.fixed(3))); under the prior none would. "
        + "The \(subject) use \(spectrum.effectiveDimension.fixed(1)) effective dimensions of the "
        + "\(spectrum.expectedEffectiveDimension.fixed(1)) expected."
    )
  }

  private static func laws(_ comparison: PriorComparison, _ subject: String) -> Self? {
    guard let energy = comparison.energy, let classifier = comparison.classifier else { return nil }
    let holds = energy.pValue >= 0.05 && classifier.pValue >= 0.05
    return Self(
      topic: .laws,
      holds: holds,
      sentence: "A classifier tells \(subject) from draws of the prior with an area under the ROC curve of "
        + "\(classifier.area.fixed(3)) (\(classifier.lower.fixed(3)) to \(classifier.upper.fixed(3)), \(classifier.pValue.pText)); it would "
        + "be 0.5 if they followed the prior. The energy distance is \(energy.value.short) with \(energy.pValue.pText)"
        + "\(energy.pValue <= 1 / Double(energy.permutationCount + 1) ? ", the least that \(energy.permutationCount) permutations can show" : "")"
        + "; it would be 0."
    )
  }
}

extension Double {
  /// A share in per cent: "61.2".
  var percent: String { (100 * self).fixed(1) }

  /// Three digits that count, or so.
  var short: String {
    let size = abs(self)
    let places = size >= 100 ? 1 : size >= 1 || self == 0 ? 2 : size >= 0.1 ? 3 : 4
    return size >= 0.01 || self == 0 ? fixed(places) : "\(significant)"
  }

  /// A number near 0 with three digits that count.
  private var significant: Double {
    var (scale, value) = (1.0, abs(self))
    while value < 100, value > 0, scale < 1e300 { (scale, value) = (scale * 10, value * 10) }
    return (self * scale).rounded() / scale
  }

  /// A p-value.
  var pText: String { self < 0.001 ? "p < 0.001" : "p = \(fixed(3))" }
}

extension ShareInterval {
  /// In per cent.
  var percents: IntervalText { IntervalText(100 * value, from: 100 * lower, to: 100 * upper, places: 1) }
  /// "61.2 % (59.0 to 63.4 %)".
  var text: String { "\(percents.number) % (\(percents.range) %)" }
}

extension ShareDifference {
  /// In points.
  var points: IntervalText { IntervalText(100 * value, from: 100 * lower, to: 100 * upper, places: 1) }

  /// "38.1 points (36.0 to 40.2)", without its sign.
  var pointsText: String {
    let (low, high) = value < 0 ? (-upper, -lower) : (lower, upper)
    let points = IntervalText(100 * abs(value), from: 100 * low, to: 100 * high, places: 1)
    return "\(points.number) points (\(points.range))"
  }

  /// "+38.1 (36.0 to 40.2)".
  var signedText: String { (value > 0 ? "+" : "") + points.whole }
}
