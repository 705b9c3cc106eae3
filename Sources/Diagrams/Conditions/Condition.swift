public import GenerativeModels
internal import LatentFiles

/// A condition as a person names it: `cat`, `3`, `cat=0.7+dog=0.3`, `0.5,-1`, `labels.npy:3`, `all`.
///
/// In JSON that text, or the array of its numbers.
public enum Condition: Sendable, Equatable {
  /// A class, a named embedding, a mixture of such, or numbers.
  case value(ConditionValue)
  /// The rows of a file, or one row of it, as the model's input takes them.
  case rows(reference: String)
  /// Every class or named embedding of the model, in its order.
  case all

  /// The condition that a text names.
  ///
  /// `all` is every one; a text that names an `.npy`, `.npz` or `.json` file, with or without an array or a row after a colon,
  /// is its rows; everything else is the model's to read.
  ///
  /// - Parameter text: One argument.
  public init(parsing text: String) {
    if text == "all" {
      self = .all
    } else if LatentReference.isLikely(text), !text.contains("=") {
      self = .rows(reference: text)
    } else {
      self = .value(.text(text))
    }
  }

  /// What a message or a label calls it.
  public var shown: String {
    switch self {
    case .value(let value): value.shown
    case .rows(let reference): reference
    case .all: "all"
    }
  }
}

extension Condition: Codable {
  /// Reads a text or an array of numbers.
  ///
  /// - Parameter decoder: Over a single value.
  /// - Throws: `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    switch try ConditionValue(from: decoder) {
    case .text(let text): self.init(parsing: text)
    case .numbers(let numbers): self = .value(.numbers(numbers))
    }
  }

  /// Writes a text or an array of numbers.
  ///
  /// - Parameter encoder: Receives a single value.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .value(let value): try value.encode(to: encoder)
    case .rows, .all: try ConditionValue.text(shown).encode(to: encoder)
    }
  }
}
