/// Takes directions out of vectors: v - P v with P the projection on the span of the directions.
///
/// An edit along what is left does not change the linear score of any of them. The directions are made orthonormal by modified
/// Gram–Schmidt in `Double` with a second pass and pivoting, a rank-revealing QR: what has the largest share left comes first,
/// and directions that depend on those taken add nothing. Source: Shen, Gu, Tang and Zhou, "Interpreting the latent space of GANs for
/// semantic face editing" (CVPR 2020), section 3.3, conditional manipulation with several conditions.
public struct DirectionRemoval: Sendable {
  /// An orthonormal basis of the span, one direction after another.
  private let basis: [[Double]]

  /// What counts as nothing left, as a share of the length before.
  public static let tolerance = 1e-6

  /// The dimension of the span, at most the number of directions.
  public var rank: Int { basis.count }

  /// The removal of directions.
  ///
  /// - Parameter directions: Each of d finite numbers; none is allowed, zeros are passed over.
  /// - Complexity: O(k² d) for k directions.
  public init(of directions: [[Float]]) {
    var rest = directions.map { $0.map(Double.init) }
    let lengths = rest.map(Self.length)
    var basis: [[Double]] = []
    while let (pivot, share) = Self.largestShare(of: rest, lengths), share > Self.tolerance {
      // Again, since rounding left something of those before.
      let direction = Self.without(basis, rest[pivot])
      let length = Self.length(direction)
      basis.append(direction.map { $0 / length })
      for index in rest.indices { rest[index] = Self.without(basis.suffix(1), rest[index]) }
    }
    self.basis = basis
  }

  /// v - P v.
  ///
  /// - Parameter vector: v, d numbers.
  /// - Returns: What is left; nil where v lies in the span, within a millionth of its length.
  /// - Complexity: O(r d) for a span of r dimensions.
  public func applied(to vector: [Float]) -> [Float]? {
    let own = vector.map(Double.init)
    let rest = Self.without(basis, Self.without(basis, own))
    let length = Self.length(own)
    guard length > 0, Self.length(rest) > Self.tolerance * length else { return nil }
    return rest.map { Float($0) }
  }

  /// The vector whose remainder is the largest share of its length, the first of equals, so that units do not matter.
  private static func largestShare(of rest: [[Double]], _ lengths: [Double]) -> (index: Int, share: Double)? {
    var best: (index: Int, share: Double)?
    for (index, vector) in rest.enumerated() where lengths[index] > 0 {
      let share = length(vector) / lengths[index]
      if share > best?.share ?? 0 { best = (index, share) }
    }
    return best
  }

  private static func without(_ basis: some Sequence<[Double]>, _ vector: [Double]) -> [Double] {
    basis.reduce(vector) { vector, direction in
      let part = zip(vector, direction).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(vector, direction).map { $0 - part * $1 }
    }
  }

  private static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
