public import AttributeVectors
public import GenerativeModels

/// What came of a synthesis of vectors, for people and programs.
public struct SynthesisReport: Sendable, Encodable {
  /// One vector.
  public struct Vector: Sendable, Encodable {
    /// What it is called.
    public let name: String
    /// What was done to pictures, with a minus where the vector undoes it.
    public let augmentation: String
    /// The number of pictures.
    public let pictures: Int
    /// Its length.
    public let length: Double
    /// The length that chance alone would give.
    public let standardError: Double
    /// The mean sharpness of the pictures and of what the augmentation made of them.
    public let sharpness: SyntheticVector.Change
    /// Their mean brightness.
    public let brightness: SyntheticVector.Change
    /// How alike it is to other vectors, in their order.
    public let cosines: [Cosine]
  }

  /// How alike a vector is to another.
  public struct Cosine: Sendable, Encodable {
    /// The folder or file of the other vector.
    public let vectors: String
    /// What the other vector is called.
    public let name: String
    /// From -1 to 1.
    public let cosine: Double
  }

  /// Where the vectors were written.
  public let out: String
  /// The sheet that was drawn; nil for none.
  public let sheet: String?
  /// The set whose originals were used; nil for other pictures.
  public let set: String?
  /// What random numbers started from; nil where none were needed.
  public let seed: UInt64?
  /// The model.
  public let model: ModelStamp
  /// The vectors in order.
  public let vectors: [Vector]

  /// A report.
  ///
  /// - Parameters:
  ///   - found: The vectors.
  ///   - others: Vectors to compare with, by what they are called.
  ///   - model: Their model.
  ///   - out: Where they were written.
  ///   - sheet: The sheet that was drawn.
  ///   - set: The set whose originals were used.
  ///   - seed: What random numbers started from.
  public init(
    _ found: [SyntheticVector],
    comparedWith others: [(name: String, vectors: VectorSet)] = [],
    model: GenerativeModel,
    out: String,
    sheet: String? = nil,
    set: String? = nil,
    seed: UInt64? = nil
  ) {
    self.out = out
    self.sheet = sheet
    self.set = set
    self.seed = seed
    self.model = ModelStamp(model)
    vectors = found.map { vector in
      Vector(
        name: vector.attribute.name,
        augmentation: vector.attribute.change,
        pictures: vector.count,
        length: vector.length,
        standardError: vector.standardError,
        sharpness: vector.sharpness,
        brightness: vector.brightness,
        cosines: others.flatMap { other in
          zip(other.vectors.names, vector.cosines(to: other.vectors)).map { name, cosine in
            Cosine(vectors: other.name, name: name, cosine: cosine)
          }
        }
      )
    }
  }

  /// A table: a line for each vector.
  public var lines: [String] {
    let isCompared = vectors.contains { !$0.cosines.isEmpty }
    let heads = ["vector", "of", "pictures", "length", "standard error", "sharpness", "brightness"]
    return TextTable.lines(
      [heads + (isCompared ? ["cosine"] : [])]
        + vectors.map { vector in
          [
            vector.name, vector.augmentation, "\(vector.pictures)", vector.length.fixed(4),
            vector.standardError.fixed(4),
            vector.sharpness.ratio, vector.brightness.difference,
          ] + (isCompared ? [vector.nearest] : [])
        }
    )
  }
}

extension SynthesisReport.Vector {
  /// The cosine with vectors of the same name, in any capitals; without such the three farthest from zero.
  fileprivate var nearest: String {
    let same = cosines.filter { $0.name.lowercased() == name.lowercased() }
    // Of equal ones the first comes first.
    let ranked = cosines.enumerated().sorted {
      (-abs($0.element.cosine), $0.offset) < (-abs($1.element.cosine), $1.offset)
    }
    return (same.isEmpty ? ranked.prefix(3).map(\.element) : same)
      .map { "\($0.cosine.fixed(2)) \($0.name)" }.joined(separator: ", ")
  }
}

extension SyntheticVector.Change {
  /// "-62.1 %"; "-" where there was nothing before.
  fileprivate var ratio: String {
    guard before > 0 else { return "-" }
    return Self.signed(100 * (after / before - 1), 1) + " %"
  }

  /// "+0.0012".
  fileprivate var difference: String { Self.signed(after - before, 4) }

  private static func signed(_ number: Double, _ places: Int) -> String {
    let text = number.fixed(places)
    return text.hasPrefix("-") ? text : "+" + text
  }
}
