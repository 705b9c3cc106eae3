/// What a classifier says of n pictures: shape [n, m], row-major, each in [0, 1].
public struct AttributeProbabilities: Sendable, Equatable {
  /// The names of the m attributes.
  public let labels: [String]
  /// The number of pictures, n ≥ 0.
  public let count: Int
  /// The n × m probabilities, picture after picture.
  public let values: [Float]

  /// Probabilities that are laid out already.
  ///
  /// - Parameters:
  ///   - labels: The names of the attributes.
  ///   - values: n × m numbers.
  public init(labels: [String], values: [Float]) {
    precondition(!labels.isEmpty && values.count.isMultiple(of: labels.count), "n × m numbers are needed")
    self.labels = labels
    count = values.count / labels.count
    self.values = values
  }

  /// The probability that a picture has an attribute.
  ///
  /// - Parameters:
  ///   - row: 0 ..< n.
  ///   - label: 0 ..< m.
  public subscript(row: Int, label: Int) -> Float {
    precondition((0..<count).contains(row) && labels.indices.contains(label), "outside the pictures or labels")
    return values[row * labels.count + label]
  }

  /// All pictures' probabilities of an attribute.
  ///
  /// - Parameter name: The attribute.
  /// - Returns: n numbers; nil where the classifier does not know the attribute.
  public subscript(name: String) -> [Float]? {
    labels.firstIndex(of: name).map { label in (0..<count).map { self[$0, label] } }
  }
}
