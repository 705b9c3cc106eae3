/// A condition as a person or a package names it; which numbers it stands for is the model's to say.
///
/// In JSON a text, a number or an array of numbers.
public enum ConditionValue: Sendable, Hashable {
  /// A class or a value by its name, the number of a class, numbers with commas between them, or a mixture of named ones:
  /// `cat`, `3`, `0.5,-1`, `cat=0.7+dog=0.3`.
  case text(String)
  /// The numbers of one row as the input takes it; a single one may be the number of a class.
  case numbers([Float])

  /// What a message calls it.
  public var shown: String {
    switch self {
    case .text(let text): text
    case .numbers(let numbers):
      numbers.count > 4 ? "\(numbers.count) numbers" : numbers.map { "\($0)" }.joined(separator: ",")
    }
  }
}

extension ConditionValue: Codable {
  /// Reads a text, a number or an array of numbers.
  ///
  /// - Parameter decoder: Over a single value.
  /// - Throws: `DecodingError` for anything else, also for numbers that `Float` does not hold.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
      return
    }
    // As `Double` first: a `Float` that is too large would be reported without its key.
    let numbers = (try? container.decode(Double.self)).map { [$0] } ?? (try? container.decode([Double].self)) ?? []
    let values = numbers.map { Float($0) }
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "must be a name, a number or a list of numbers"
      )
    }
    self = .numbers(values)
  }

  /// Writes a text or an array of numbers.
  ///
  /// - Parameter encoder: Receives either.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .numbers(let numbers): try container.encode(numbers)
    }
  }
}
