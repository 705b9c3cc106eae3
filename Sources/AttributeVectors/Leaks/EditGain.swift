/// How strong an edit is made before it is measured.
public enum EditGain: Sendable, Equatable, Codable {
  /// So strong that the classifier's mean probability of the vector's own attribute changes by this much, upward and downward.
  case probability(Double)
  /// So strong that the mean sharpness grows by this share, to whichever side of the vector does that.
  case sharpness(Double)
  /// This much of the vector, as it is.
  case amount(Double)

  /// A sentence's end: what all edits have in common.
  public var words: String {
    switch self {
    case .probability(let gain): "a change of \(gain) in the mean probability of the vector's own attribute"
    case .sharpness(let gain): "a gain of \(gain) in mean sharpness"
    case .amount(let amount): "\(amount) of each vector"
    }
  }

  /// Refuses what no search could find.
  func check() throws(AttributeError) {
    switch self {
    case .probability(let gain):
      guard gain > 0, gain < 1 else {
        throw .invalid(option: "--gain \(gain)", reason: "a change of a mean probability is above 0 and below 1")
      }
    case .sharpness(let gain):
      guard gain > 0, gain <= 10 else {
        throw .invalid(option: "--gain \(gain)", reason: "a gain in sharpness is above 0 and at most 10")
      }
    case .amount(let amount):
      guard amount != 0, amount.isFinite else {
        throw .invalid(option: "--amount \(amount)", reason: "an amount other than 0 is needed")
      }
    }
  }
}

/// The amount with which the mean of a reading rises by a gain: doubled until it does, then found by false position.
struct GainSearch {
  /// Where doubling begins.
  static let first = 0.5
  /// Beyond this many units of latent length nothing is looked for.
  static let largest = 32.0
  /// How often the bracket is narrowed at most.
  static let narrowings = 14
  /// How near to the gain is near enough, as a share of it: below anything that matters, and it saves half of the pictures.
  static let tolerance = 0.001

  /// The amount, or nil where even the largest does not do it.
  ///
  /// The secant through both ends of the bracket is tried, an end that stays counting half each time (the Illinois rule), never
  /// nearer to an end than a twentieth. Source: Dowell and Jarratt, "A modified regula falsi method" (1971).
  ///
  /// - Parameters:
  ///   - gain: Above 0.
  ///   - rise: How much the mean rises with an amount > 0; 0 at 0.
  /// - Returns: Where the rise first seen to pass the gain does so.
  /// - Throws: What `rise` throws.
  static func amount(gain: Double, rise: (Double) throws -> Double) rethrows -> Double? {
    var (low, below) = (0.0, -gain)
    var (high, above) = (first, try rise(first) - gain)
    while above < 0 {
      guard high < largest else { return nil }
      (low, below) = (high, above)
      high = min(2 * high, largest)
      above = try rise(high) - gain
    }
    var amount = high
    for _ in 0..<narrowings {
      let margin = (high - low) / 20
      amount = min(max(low - below * (high - low) / (above - below), low + margin), high - margin)
      let miss = try rise(amount) - gain
      if abs(miss) <= tolerance * gain { return amount }
      if miss < 0 {
        (low, below) = (amount, miss)
        above /= 2
      } else {
        (high, above) = (amount, miss)
        below /= 2
      }
    }
    return amount
  }
}
