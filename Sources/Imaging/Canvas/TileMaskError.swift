public import SafeFiles

/// What can be wrong with the text of a tile's form.
public enum TileMaskError: ExplainedError, Equatable {
  /// Neither a form nor a picture's file has this name.
  case unknown(String)
  /// Too many numbers, or some outside 0 … 1.
  case numbers(String)

  /// The kind of the failure.
  public var category: FailureCategory { .usage }

  /// One sentence with what was asked for and what there is.
  public var description: String {
    switch self {
    case .unknown(let text):
      "there is no tile form \(text.isEmpty ? "without a name" : text); "
        + NameSuggestion.sentence(for: text, among: TileMask.named.map(\.name))
        + ", or name a .png, .jpg or .webp"
    case .numbers(let text):
      "\(text): write \(TileMask.forms), with numbers from 0 to 1"
    }
  }
}
