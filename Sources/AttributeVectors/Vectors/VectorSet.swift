public import LatentGeometry

/// Attribute vectors of one model: m rows of d numbers, and what each of them is.
public struct VectorSet: Sendable, Equatable {
  /// The model that the vectors belong to.
  public struct Model: Sendable, Equatable, Codable {
    /// What it is called.
    public var name: String
    /// What identifies its encodings: `GenerativeModel/encodingHash`.
    public var hash: String

    /// A model.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - hash: What identifies its encodings.
    public init(name: String, hash: String) {
      self.name = name
      self.hash = hash
    }
  }

  /// The encodings that the vectors were learned from.
  public struct Source: Sendable, Equatable, Codable {
    /// The set's name.
    public var name: String
    /// SHA-256 of its latents.
    public var sha256: String
    /// The items, such as "split = 'train'".
    public var items: String

    /// A set.
    ///
    /// - Parameters:
    ///   - name: The set's name.
    ///   - sha256: SHA-256 of its latents.
    ///   - items: Which of its items.
    public init(name: String, sha256: String, items: String) {
      self.name = name
      self.sha256 = sha256
      self.items = items
    }
  }

  /// What each vector is.
  public var entries: [AttributeVector]
  /// The vectors, shape [m, d].
  public var vectors: LatentBatch
  /// The model; nil where a file does not say, such as plat's.
  public var model: Model?
  /// Where they were learned; nil where a file does not say.
  public var source: Source?

  /// Vectors.
  ///
  /// - Parameters:
  ///   - entries: What each is; m of them with different names.
  ///   - vectors: Shape [m, d].
  ///   - model: The model that they belong to.
  ///   - source: Where they were learned.
  public init(entries: [AttributeVector], vectors: LatentBatch, model: Model? = nil, source: Source? = nil) {
    precondition(entries.count == vectors.count, "every vector needs an entry")
    self.entries = entries
    self.vectors = vectors
    self.model = model
    self.source = source
  }

  /// The number of coordinates, d.
  public var dimension: Int { vectors.dimension }
  /// What the vectors are called.
  public var names: [String] { entries.map(\.name) }

  /// The row of a vector.
  ///
  /// - Parameter name: What it is called.
  /// - Returns: 0 ..< m.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, which suggests names.
  public func index(of name: String) throws(AttributeError) -> Int {
    guard let index = entries.firstIndex(where: { $0.name == name }) else {
      throw .unknownAttribute(name, known: names)
    }
    return index
  }

  /// One vector.
  ///
  /// - Parameter name: What it is called.
  /// - Returns: d numbers.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``.
  public func vector(named name: String) throws(AttributeError) -> [Float] { vectors[try index(of: name)].values }
}
