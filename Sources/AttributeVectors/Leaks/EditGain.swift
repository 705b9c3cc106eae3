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

/// The least amount with which the mean of a reading rises by a gain.
struct GainSearch {
  /// The amounts grow from this by half each time until the gain is passed.
  static let first = 0.25
  /// Beyond this many lengths of the vector nothing is looked for.
  static let largest = 40.0
  static let halvings = 14

  /// The amount, or nil where even the largest does not do it.
  ///
  /// - Parameters:
  ///   - gain: Above 0.
  ///   - rise: How much the mean rises with an amount > 0; 0 at 0.
  static func amount(gain: Double, rise: (Double) throws -> Double) rethrows -> Double? {
    var (low, high) = (0.0, first)
    while try rise(high) < gain {
      guard high < largest else { return nil }
      (low, high) = (high, min(1.5 * high, largest))
    }
    for _ in 0..<halvings {
      let middle = (low + high) / 2
      let found = try rise(middle)
      // A thousandth of the gain is below anything that matters and saves half of the pictures.
      if abs(found - gain) <= 0.001 * gain { return middle }
      if found < gain { low = middle } else { high = middle }
    }
    return high
  }
}
