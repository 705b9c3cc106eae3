/// Which classifier tells the attributes of a model's pictures.
public enum ClassifierSource: Sendable, Equatable {
  /// One inside the model's own package, for pictures of the model's size and range.
  case file(ModelPackage.Classifier)
  /// One with a package of its own, by name: looked for beside the model's package, then in the ``ModelLibrary``.
  case package(String)
}

/// In JSON the object of ``ModelPackage/Classifier``, or `{"package": "name"}`.
extension ClassifierSource: Codable {
  private enum CodingKeys: String, CodingKey {
    case package
  }

  /// Reads one of both objects.
  ///
  /// - Parameter decoder: Over the object under `classifier`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let name = try container.decodeIfPresent(String.self, forKey: .package) {
      guard !name.isEmpty, !name.contains("/") else { throw container.wrong(.package, "must be a name without '/'") }
      self = .package(name)
    } else {
      self = .file(try ModelPackage.Classifier(from: decoder))
    }
  }

  /// Writes one of both objects.
  ///
  /// - Parameter encoder: Receives the object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .file(let classifier):
      try classifier.encode(to: encoder)
    case .package(let name):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .package)
    }
  }
}
