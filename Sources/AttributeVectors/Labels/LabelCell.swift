/// Items that agree in some attributes: a cell of a contingency table.
public struct LabelCell: Sendable, Equatable, Codable {
  /// The attributes and whether the cell's items have them, in the table's order.
  public var labels: [Label]
  /// The number of items.
  public var count: Int

  /// One attribute of a cell.
  public struct Label: Sendable, Equatable, Codable {
    /// The attribute.
    public var attribute: String
    /// Whether items have it.
    public var isPresent: Bool

    /// A label.
    ///
    /// - Parameters:
    ///   - attribute: The attribute.
    ///   - isPresent: Whether items have it.
    public init(attribute: String, isPresent: Bool) {
      self.attribute = attribute
      self.isPresent = isPresent
    }

    private enum CodingKeys: String, CodingKey {
      case attribute
      case isPresent = "present"
    }
  }

  /// A cell.
  ///
  /// - Parameters:
  ///   - labels: The attributes and whether items have them.
  ///   - count: The number of items.
  public init(labels: [Label], count: Int) {
    self.labels = labels
    self.count = count
  }

  /// What a person calls the cell, such as "Smiling = 1, Male = 0".
  public var name: String { labels.map { "\($0.attribute) = \($0.isPresent ? 1 : 0)" }.joined(separator: ", ") }
}
