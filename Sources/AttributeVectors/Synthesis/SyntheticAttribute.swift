public import Imaging

/// What a synthetic vector is to change: an augmentation and a direction along it.
public struct SyntheticAttribute: Sendable, Equatable {
  /// What the vector is called.
  public var name: String
  /// What is done to pictures.
  public var augmentation: Augmentation
  /// Whether the vector leads from the changed pictures back to the others.
  public var isReversed: Bool

  /// An attribute.
  ///
  /// - Parameters:
  ///   - name: What the vector is called; nil for the augmentation's kind, with "un" before it where it is reversed.
  ///   - augmentation: What is done to pictures.
  ///   - isReversed: Whether the vector undoes it.
  public init(name: String? = nil, _ augmentation: Augmentation, isReversed: Bool = false) {
    self.name = name ?? (isReversed ? "un" : "") + augmentation.kind.rawValue
    self.augmentation = augmentation
    self.isReversed = isReversed
  }

  /// An attribute as people write it, `[NAME=][-]AUGMENTATION`: `blur:1.5`, `-blur:1.5`, `crisp=-blur:1.5`.
  ///
  /// - Parameter text: What was typed.
  /// - Throws: `AugmentationError`, or ``AttributeError/invalid(option:reason:)`` for a name that no vector can have.
  public init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.count == 2 ? String(parts[0]) : nil
    if let name, name.isEmpty || name.contains(where: { $0 == ":" || $0.isWhitespace }) {
      throw AttributeError.invalid(
        option: text,
        reason: "a vector's name has letters and no colon or space; write NAME=AUGMENTATION, as in unblur=-blur:1.5"
      )
    }
    let rest = parts[parts.count - 1]
    let isReversed = rest.hasPrefix("-")
    self.init(name: name, try Augmentation(String(isReversed ? rest.dropFirst() : rest)), isReversed: isReversed)
  }

  /// The augmentation with a minus where it is reversed, such as "-blur:1.5".
  public var change: String { (isReversed ? "-" : "") + augmentation.description }
}
