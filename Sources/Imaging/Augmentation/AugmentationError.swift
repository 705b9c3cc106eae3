public import SafeFiles

/// What can be wrong with an augmentation.
public enum AugmentationError: ExplainedError, Equatable {
  /// There is none of this name.
  case unknown(String)
  /// Amounts that its kind does not take: too few, too many, no numbers, or outside their ranges.
  case amounts(String, of: Augmentation.Kind)
  /// A change of colours, for pictures without.
  case needsColour(String)

  /// The kind of the failure.
  public var category: FailureCategory { .usage }

  /// One sentence with what was asked for and what there is.
  public var description: String {
    switch self {
    case .unknown(let name):
      "there is no augmentation \(name.isEmpty ? "without a name" : name); "
        + NameSuggestion.sentence(for: name, among: Augmentation.Kind.allCases.map(\.rawValue))
    case .amounts(let text, let kind):
      if kind.parameters.isEmpty {
        "\(text): \(kind.rawValue) takes no amount; write \(kind.form)"
      } else {
        "\(text): write \(kind.form) with \(kind.parameters.map(\.words).joined(separator: " and "))"
      }
    case .needsColour(let text):
      "\(text): grey pictures have no colour that this could change; choose another augmentation, or a model of colour pictures"
    }
  }
}
