public import LatentGeometry

/// What edits really change, vector after vector: the matrix of mean changes.
public struct LeakTable: Sendable, Equatable, Codable {
  /// How many pictures were edited.
  public var pictures: Int
  /// The classifier; nil without one.
  public var classifier: String?
  /// Its labels, the columns of the matrix.
  public var labels: [String]
  /// How strong every edit is.
  public var gain: EditGain
  /// How many sd of the prior's law of lengths the latents lie from its mean before, on average; nil where the law has no spread.
  public var deviation: Double?
  /// The rows: for each vector one for each direction.
  public var effects: [EditEffect]
  /// Vectors, by how they are called, that no edit along them brought to the gain; they have no row.
  public var unreached: [String]
  /// The cosines of all vectors.
  public var cosines: CosineMatrix
}

/// The cosines between vectors, shape [m, m]: 1 on the diagonal, and how much of one an edit along another brings along.
public struct CosineMatrix: Sendable, Equatable, Codable {
  /// What the vectors are called.
  public var names: [String]
  /// m × m cosines, row-major.
  public var values: [Double]

  /// The cosines of vectors, in O(m² d).
  ///
  /// - Parameters:
  ///   - names: What the vectors are called; m of them.
  ///   - vectors: Shape [m, d]; a vector of length 0 has a cosine of 0 with all.
  public init(names: [String], of vectors: LatentBatch) {
    precondition(names.count == vectors.count, "every vector needs a name")
    self.names = names
    let (m, d) = (vectors.count, vectors.dimension)
    var values = [Double](repeating: 0, count: m * m)
    vectors.withUnsafeValues { v in
      func product(_ i: Int, _ j: Int) -> Double {
        (0..<d).reduce(0) { $0 + Double(v[i * d + $1]) * Double(v[j * d + $1]) }
      }
      let lengths = (0..<m).map { product($0, $0).squareRoot() }
      for i in 0..<m {
        for j in i..<m {
          let scale = lengths[i] * lengths[j]
          let cosine = scale > 0 ? max(-1, min(1, product(i, j) / scale)) : 0
          (values[i * m + j], values[j * m + i]) = (cosine, cosine)
        }
      }
    }
    self.values = values
  }

  /// The cosine of two vectors.
  ///
  /// - Parameters:
  ///   - first: 0 ..< m.
  ///   - second: 0 ..< m.
  public subscript(first: Int, second: Int) -> Double {
    precondition(names.indices.contains(first) && names.indices.contains(second), "outside the vectors")
    return values[first * names.count + second]
  }
}
