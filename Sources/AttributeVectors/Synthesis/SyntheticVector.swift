internal import LatentGeometry

/// What an augmentation does to the encodings of pictures, and to the pictures.
///
///     v = mean(E(augmented x) - E(x)),  negated where the attribute is reversed
///
/// Source: White, "Sampling Generative Networks" (2016), synthetic attributes.
public struct SyntheticVector: Sendable, Equatable {
  /// A mean over pictures before and after.
  public struct Change: Sendable, Equatable, Codable {
    /// Of the pictures.
    public var before: Double
    /// Of what the augmentation made of them.
    public var after: Double
  }

  /// What was asked for.
  public let attribute: SyntheticAttribute
  /// The number of pictures, n.
  public let count: Int
  /// The vector, d numbers.
  public let vector: [Float]
  /// The standard error of each coordinate.
  public let standardErrors: [Double]
  /// The mean variance of the Laplacian: `PlanarImage/sharpness`.
  public let sharpness: Change
  /// The mean luma: `PlanarImage/brightness`.
  public let brightness: Change

  /// ‖v‖: how far 1.0 of it moves a latent.
  public var length: Double { vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }

  /// √(Σ se²): the length that chance alone would give.
  public var standardError: Double { standardErrors.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  init(_ attribute: SyntheticAttribute, _ moments: DifferenceMoments, sharpness: Change, brightness: Change) {
    self.attribute = attribute
    count = moments.count
    vector = moments.mean.map { Float(attribute.isReversed ? -$0 : $0) }
    standardErrors = moments.standardErrors
    self.sharpness = sharpness
    self.brightness = brightness
  }

  /// How alike the vector and others are, v · w / ‖v‖ ‖w‖.
  ///
  /// - Parameter others: Vectors of the same dimension.
  /// - Returns: A number from -1 to 1 for each; 0 where a vector has no length.
  public func cosines(to others: VectorSet) -> [Double] {
    precondition(others.dimension == vector.count, "vectors must be equally long")
    return (0..<others.vectors.count).map { row in
      let other = others.vectors[row].values
      let product = zip(vector, other).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      let length = other.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() * length
      return length > 0 ? min(1, max(-1, product / length)) : 0
    }
  }

  /// The vector's entry in a ``VectorSet``.
  public var entry: AttributeVector {
    var entry = AttributeVector(name: attribute.name, method: .synthetic, length: length)
    (entry.positives, entry.negatives) = (count, count)
    entry.standardError = standardError
    entry.augmentation = attribute.change
    return entry
  }
}

extension VectorSet {
  /// Synthetic vectors.
  ///
  /// - Parameters:
  ///   - vectors: At least one, of one model.
  ///   - model: The model.
  ///   - source: The set whose pictures were used; nil for others.
  public init(_ vectors: [SyntheticVector], model: Model, source: Source? = nil) {
    self.init(
      entries: vectors.map(\.entry),
      vectors: LatentBatch(rows: vectors.map(\.vector)),
      model: model,
      source: source
    )
  }
}
