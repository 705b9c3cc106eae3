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

extension EditGain {
  private enum Meter: String, Codable { case probability, sharpness, amount }
  private enum CodingKeys: CodingKey { case by, value }

  /// Reads `{"by": "probability", "value": 0.3}`.
  ///
  /// - Parameter decoder: Any.
  /// - Throws: The decoder's error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let value = try container.decode(Double.self, forKey: .value)
    switch try container.decode(Meter.self, forKey: .by) {
    case .probability: self = .probability(value)
    case .sharpness: self = .sharpness(value)
    case .amount: self = .amount(value)
    }
  }

  /// Writes what ``init(from:)`` reads.
  ///
  /// - Parameter encoder: Any.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    let (meter, value): (Meter, Double) =
      switch self {
      case .probability(let gain): (.probability, gain)
      case .sharpness(let gain): (.sharpness, gain)
      case .amount(let amount): (.amount, amount)
      }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(meter, forKey: .by)
    try container.encode(value, forKey: .value)
  }
}

/// The step with which the mean of a reading rises by a gain: doubled until it does, then found by false position.
struct GainSearch {
  /// Where doubling begins.
  let first: Double
  /// Beyond this nothing is looked for.
  let largest: Double

  /// How often the bracket is narrowed at most.
  static let narrowings = 14
  /// How near to the gain is near enough, as a share of it: below anything that matters, and it saves half of the pictures.
  static let tolerance = 0.001

  /// A search as far as makes sense for latents.
  ///
  /// Farther out than twice their length a decoder draws nothing that it has learned, and a label that changes at last says nothing.
  ///
  /// - Parameter scale: Their mean length: six doublings lead from a thirty-second of it to twice as far.
  init(scale: Double) {
    first = scale / 32
    largest = scale * 2
  }

  /// Looks for the step.
  ///
  /// The secant through both ends of the bracket is tried, an end that stays counting half each time (the Illinois rule), never
  /// nearer to an end than a twentieth. Source: Dowell and Jarratt, "A modified regula falsi method" (1971).
  ///
  /// - Parameters:
  ///   - gain: Above 0.
  ///   - rise: How much the mean rises with a step > 0; 0 at 0.
  /// - Returns: A step with which the rise is within a thousandth of the gain where it is continuous; nil where not even the
  ///   largest reaches it.
  /// - Throws: What `rise` throws.
  func step(gain: Double, rise: (Double) throws -> Double) rethrows -> Double? {
    var (low, below) = (0.0, -gain)
    var (high, above) = (first, try rise(first) - gain)
    while above < 0 {
      guard high < largest else { return nil }
      (low, below) = (high, above)
      high = min(2 * high, largest)
      above = try rise(high) - gain
    }
    // Near a jump the last try may lie before it; what has passed the gain is the answer then.
    var passed = high
    for _ in 0..<Self.narrowings {
      let margin = (high - low) / 20
      let step = min(max(low - below * (high - low) / (above - below), low + margin), high - margin)
      let miss = try rise(step) - gain
      if abs(miss) <= Self.tolerance * gain { return step }
      if miss < 0 {
        (low, below) = (step, miss)
        above /= 2
      } else {
        (high, above, passed) = (step, miss, step)
        below /= 2
      }
    }
    return passed
  }
}
