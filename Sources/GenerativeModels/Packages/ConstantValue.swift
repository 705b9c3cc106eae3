/// The value of an extra input of a graph, the same for every latent.
public enum ConstantValue: Sendable, Hashable {
  /// One number that fills the input.
  case number(Double)
  /// The numbers of one row, repeated for each row of a batch; or all numbers of an input without a batch axis.
  case numbers([Double])

  /// A value from the form that people type: one number, or several with commas between them.
  ///
  /// It is nil where a part is not a finite number.
  ///
  /// - Parameter text: Such as `0.7` or `1,0,0`.
  public init?(parsing text: String) {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == fields.count else { return nil }
    self = numbers.count == 1 ? .number(numbers[0]) : .numbers(numbers)
  }
}

/// In a model package a number or an array of numbers.
extension ConstantValue: Codable {
  /// Reads a number or an array.
  ///
  /// - Parameter decoder: Over either.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let numbers = try? container.decode([Double].self), !numbers.isEmpty {
      self = .numbers(numbers)
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be a number or a list of numbers")
    }
  }

  /// Writes a number or an array.
  ///
  /// - Parameter encoder: Receives either.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .numbers(let numbers): try container.encode(numbers)
    }
  }
}
