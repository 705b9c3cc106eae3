/// The numbers that stand for black and white in a model's pictures.
public struct ValueRange: Sendable, Hashable, CustomStringConvertible {
  /// Black.
  public let low: Float
  /// White, above `low`.
  public let high: Float

  /// From 0 to 1, as pictures are everywhere else.
  public static let unit = ValueRange(uncheckedLow: 0, high: 1)

  /// A range; nil where the numbers are not finite or not in order.
  ///
  /// - Parameters:
  ///   - low: Black.
  ///   - high: White, above `low`.
  public init?(low: Float, high: Float) {
    guard low.isFinite, high.isFinite, (high - low).isFinite, low < high else { return nil }
    self.init(uncheckedLow: low, high: high)
  }

  private init(uncheckedLow low: Float, high: Float) {
    self.low = low
    self.high = high
  }

  /// Both numbers, such as `-1,1`.
  public var description: String { "\(Self.short(low)),\(Self.short(high))" }

  private static func short(_ value: Float) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// Turns a model's numbers into [0, 1], in place: (x - low) / (high - low).
  func normalize(_ values: UnsafeMutableBufferPointer<Float>) {
    guard self != .unit else { return }
    let scale = 1 / (high - low)
    for index in values.indices { values[index] = (values[index] - low) * scale }
  }

  /// Turns [0, 1] into a model's numbers: low + x · (high - low).
  ///
  /// - Parameters:
  ///   - values: n numbers.
  ///   - target: Room for n numbers.
  func denormalize(_ values: UnsafeBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>) {
    let width = high - low
    for index in values.indices { target[index] = low + values[index] * width }
  }
}

/// In a model package `[low, high]`.
extension ValueRange: Codable {
  /// Reads and checks two numbers.
  ///
  /// - Parameter decoder: Over an array.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // As `Double` first: a `Float` that is too large would be reported without its key.
    let numbers = try container.decode([Double].self)
    guard numbers.count == 2, let range = ValueRange(low: Float(numbers[0]), high: Float(numbers[1])) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "must be two numbers, the lower one first"
      )
    }
    self = range
  }

  /// Writes two numbers.
  ///
  /// - Parameter encoder: Receives an array.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode([low, high])
  }
}
