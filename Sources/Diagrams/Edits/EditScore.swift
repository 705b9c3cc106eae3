/// What says how much of an attribute a latent has.
public enum EditScore: String, Sendable, Codable, CaseIterable {
  /// The model's classifier, of the decoded picture.
  case classifier
  /// The vector's own calibration, of the latent's projection on it.
  case score
}

/// Two numbers, the lower first.
public struct EditRange: Sendable, Codable, Equatable {
  /// The lower.
  public var low: Double
  /// The higher.
  public var high: Double

  /// A range.
  ///
  /// - Parameters:
  ///   - low: The lower.
  ///   - high: The higher.
  public init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// Even steps from end to end, both included; a place in the middle of opposite ends is exactly 0.
  ///
  /// - Parameter count: At least 2.
  /// - Returns: As many numbers.
  func steps(_ count: Int) -> [Double] {
    let last = Double(count - 1)
    return (0..<count).map { (low * (last - Double($0)) + high * Double($0)) / last }
  }

  /// Refuses what is no range of amounts.
  func validateAmounts(_ option: String) throws {
    guard low.isFinite, high.isFinite, low < high else {
      throw RequestError.invalid(option: "\(option) \(low),\(high)", reason: "two numbers, the lower first, are needed")
    }
  }

  /// Refuses what is no range of probabilities.
  func validateProbabilities(_ option: String) throws {
    guard low > 0, high < 1, low < high else {
      throw RequestError.invalid(
        option: "\(option) \(low),\(high)",
        reason: "two probabilities between 0 and 1, the lower first, are needed"
      )
    }
  }
}
