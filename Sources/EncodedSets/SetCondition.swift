public import GenerativeModels

/// What the pictures of a set are encoded under, by a model whose encoder takes a condition.
///
/// In JSON the value, or `{"labels": ["class_0", "class_1"]}`.
public enum SetCondition: Sendable, Equatable {
  /// The same for all pictures.
  case value(ConditionValue)
  /// Each picture's own, by its labels: where the encoder takes numbers, such as the weights of classes, 1 for a yes and 0 for a
  /// no, in this order; where it takes the number of a class, the place of the only yes.
  case labels([String])

  /// What a message calls it.
  public var shown: String {
    switch self {
    case .value(let value): value.shown
    case .labels(let names): "each picture's own, by its labels \(names.joined(separator: ", "))"
    }
  }
}

extension SetCondition: Codable {
  private enum CodingKeys: String, CodingKey { case labels }

  /// Reads a value, or an object of labels.
  ///
  /// - Parameter decoder: Over either.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      self = .labels(try container.decode([String].self, forKey: .labels))
    } else {
      self = .value(try ConditionValue(from: decoder))
    }
  }

  /// Writes the value, or an object of labels.
  ///
  /// - Parameter encoder: Receives either.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .value(let value): try value.encode(to: encoder)
    case .labels(let names):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(names, forKey: .labels)
    }
  }
}
