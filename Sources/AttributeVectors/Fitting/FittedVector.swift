/// A vector as a ``VectorFitting`` found it, and what it was found on.
public struct FittedVector: Sendable, Equatable {
  /// The attribute.
  public var name: String
  /// d numbers: one step from the items without the attribute to those with it.
  public var values: [Float]
  /// How many items that count have the attribute.
  public var positives: Int
  /// How many items that count lack it.
  public var negatives: Int
  /// How full the cells of the attribute and those balanced over are; the attribute comes first, and yes before no.
  public var cells: [LabelCell]
  /// What a person should know before the vector is used, a sentence each.
  public var warnings: [String]

  /// A fitted vector.
  ///
  /// - Parameters:
  ///   - name: The attribute.
  ///   - values: d numbers.
  ///   - positives: How many items that count have the attribute.
  ///   - negatives: How many items that count lack it.
  ///   - cells: How full the cells are.
  ///   - warnings: What a person should know.
  public init(
    name: String,
    values: [Float],
    positives: Int,
    negatives: Int,
    cells: [LabelCell],
    warnings: [String] = []
  ) {
    self.name = name
    self.values = values
    self.positives = positives
    self.negatives = negatives
    self.cells = cells
    self.warnings = warnings
  }
}
