extension ModelPackage {
  /// A second input of a graph, with another value for each picture: a class, or an embedding.
  public struct Condition: Sendable, Equatable {
    /// What the numbers of a condition mean.
    public enum Kind: String, Sendable, Codable, CaseIterable {
      /// One of several classes: its number, or a one-hot row of weights, as the graph's input is.
      case label
      /// A vector.
      case embedding
    }

    /// The input's name in the graph.
    public var input: String
    /// What its numbers mean.
    public var kind: Kind
    /// The classes' names in the order of their numbers; nil where they have none, and for embeddings.
    public var classes: [String]?
    /// The number of classes where they have no names and the graph does not say it.
    public var count: Int?
    /// The shape of one embedding; nil where the graph says it.
    public var shape: [Int]?
    /// Embeddings that have names.
    public var values: Values?
    /// What is taken where no condition is given; nil where one must be.
    public var standard: ConditionValue?

    /// A condition.
    ///
    /// - Parameters:
    ///   - input: The input's name in the graph.
    ///   - kind: What its numbers mean.
    ///   - classes: The classes' names in the order of their numbers.
    ///   - count: The number of classes where they have no names.
    ///   - shape: The shape of one embedding.
    ///   - values: Embeddings that have names.
    ///   - standard: What is taken where no condition is given.
    public init(
      input: String,
      kind: Kind,
      classes: [String]? = nil,
      count: Int? = nil,
      shape: [Int]? = nil,
      values: Values? = nil,
      standard: ConditionValue? = nil
    ) {
      self.input = input
      self.kind = kind
      self.classes = classes
      self.count = count
      self.shape = shape
      self.values = values
      self.standard = standard
    }

    enum CodingKeys: String, CodingKey {
      case input, kind, classes, count, shape, values
      case standard = "default"
    }
  }
}

extension ModelPackage.Condition {
  /// Embeddings that have names.
  public enum Values: Sendable, Equatable {
    /// Numbers in the description itself, by name.
    case inline([String: [Float]])
    /// The rows of a `.npy` file in the package, its SHA-256, and the rows' names.
    case file(String, sha256: String, names: [String])
  }

  /// The condition of an encoder, which need not repeat what its decoder's says.
  func completed(by decoder: ModelPackage.Condition?) -> ModelPackage.Condition {
    guard let decoder, decoder.kind == kind else { return self }
    var whole = self
    if classes == nil { whole.classes = decoder.classes }
    if count == nil { whole.count = decoder.count }
    if values == nil { whole.values = decoder.values }
    if standard == nil { whole.standard = decoder.standard }
    return whole
  }
}

extension ModelPackage.Condition: Codable {
  /// Reads and checks a description.
  ///
  /// - Parameter decoder: Over the object under `condition`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .kind)
    guard let kind = Kind(rawValue: name) else { throw container.wrong(.kind, "'\(name)' is not label or embedding") }
    let classes = try container.decodeIfPresent([String].self, forKey: .classes)
    if let classes, classes.isEmpty || Set(classes).count != classes.count || classes.contains("") {
      throw container.wrong(.classes, "must be at least one name, each once")
    }
    let count = try container.decodeIfPresent(Double.self, forKey: .count)
    if let count, Int(exactly: count).map({ $0 < 1 }) ?? true {
      throw container.wrong(.count, "must be a whole number above 0")
    }
    if let classes, let count, count != Double(classes.count) {
      throw container.wrong(.count, "must be that of the classes' names, \(classes.count), or left out")
    }
    let extents = try container.decodeIfPresent([Double].self, forKey: .shape)
    let shape = extents?.compactMap { Int(exactly: $0) }
    if let shape,
      shape.isEmpty || shape.count != extents?.count || shape.contains(where: { $0 < 1 })
        || Extents.product(shape) > Extents.largestCount
    {
      throw container.wrong(.shape, "must be a list of whole numbers above 0, with a product below 2^31")
    }
    let values = try container.decodeIfPresent(Values.self, forKey: .values)
    switch kind {
    case .label:
      if shape != nil { throw container.wrong(.shape, "is for embeddings; a label has classes or a count") }
      if values != nil { throw container.wrong(.values, "are for embeddings; a label has classes") }
    case .embedding:
      if classes != nil { throw container.wrong(.classes, "are for labels; an embedding has values") }
      if count != nil { throw container.wrong(.count, "is for labels; an embedding has a shape") }
    }
    self.init(
      input: try container.decode(String.self, forKey: .input),
      kind: kind,
      classes: classes,
      count: count.map { Int($0) },
      shape: shape,
      values: values,
      standard: try container.decodeIfPresent(ConditionValue.self, forKey: .standard)
    )
  }
}

/// In JSON `{"warm": [1, 0], …}`, or `{"file": "values.npy", "sha256": "…", "names": ["warm", …]}`.
extension ModelPackage.Condition.Values: Codable {
  private enum CodingKeys: String, CodingKey {
    case file, sha256, names
  }

  /// Reads and checks a table.
  ///
  /// - Parameter decoder: Over either object.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let file = try? container.decode(String.self, forKey: .file) {
      let names = try container.decode([String].self, forKey: .names)
      guard !names.isEmpty, Set(names).count == names.count, !names.contains("") else {
        throw container.wrong(.names, "must be at least one name, each once")
      }
      self = .file(file, sha256: try container.decode(String.self, forKey: .sha256), names: names)
      return
    }
    let single = try decoder.singleValueContainer()
    let table = try single.decode([String: [Double]].self).mapValues { $0.map { Float($0) } }
    let widths = Set(table.values.map(\.count))
    guard widths.count == 1, !widths.contains(0), table[""] == nil,
      table.values.allSatisfy({ $0.allSatisfy(\.isFinite) })
    else {
      throw DecodingError.dataCorruptedError(
        in: single,
        debugDescription: "must be names with equally long lists of numbers"
      )
    }
    self = .inline(table)
  }

  /// Writes a table.
  ///
  /// - Parameter encoder: Receives either object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .inline(let table):
      var container = encoder.singleValueContainer()
      try container.encode(table)
    case .file(let file, let sha256, let names):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(file, forKey: .file)
      try container.encode(sha256, forKey: .sha256)
      try container.encode(names, forKey: .names)
    }
  }
}
