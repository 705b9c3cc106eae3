/// How to complete A : B :: C : ?.
public enum AnalogyMethod: String, Sendable, Codable, CaseIterable {
  /// B + C - A, symmetric in B and C (White 2016, section 3.1).
  ///
  /// Three independent draws of N(0, σ²I) give a result of N(0, 3σ²I): at d = 100 its length is about 17.3 instead of 10,
  /// ten standard deviations from the prior.
  case raw

  /// The weights (-1, 1, 1) by ``InterpolationMethod/matched``: keeps the prior's law exactly.
  ///
  /// For N(0, I) it is (B + C - A) / √3: the same direction as ``raw``, at a length that the prior has. Symmetric in B and C.
  case matched

  /// Parallel transport of B - A along the great circle from A to C: C + R (B - A).
  ///
  /// R is the rotation in the plane of A and C that takes A's direction to C's. Nothing happens where nothing changed:
  /// A = B gives C, A = C gives B. For A and C of equal length the result is R B and has B's length, so that it stays about
  /// where the prior is; it may leave the support of a uniform prior. Not symmetric in B and C, since the sphere is curved: where A, B and C
  /// are unrelated, B has little part in the plane of A and C, and stays almost what it was.
  /// Around the prior's centre. A or C at the centre, and one dimension: ``raw``; opposite A and C: through the same half
  /// circle as ``InterpolationMethod/slerp``. Source: Shao et al. 2017 (arXiv 1711.08014), section 4, here on the sphere, where
  /// transport has this closed form.
  case transport

  /// Completes analogies row by row.
  ///
  /// - Parameters:
  ///   - a: n latents, the source.
  ///   - b: n latents, what the source became.
  ///   - c: n latents, what is to change in the same way.
  ///   - prior: The law that `matched` keeps, and the centre of `transport`.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d).
  public func complete(
    _ a: LatentBatch,
    _ b: LatentBatch,
    _ c: LatentBatch,
    prior: Prior = .standardGaussian
  ) -> LatentBatch {
    precondition(
      a.count == b.count && a.count == c.count && a.dimension == b.dimension && a.dimension == c.dimension,
      "A, B and C must have the same shape"
    )
    switch self {
    case .raw:
      let values = zip(a.values, zip(b.values, c.values)).map { a, pair in
        let value = (pair.0 + pair.1) - a
        return value.isFinite ? value : Float(saturating: Double(pair.0) + Double(pair.1) - Double(a))
      }
      return LatentBatch(count: a.count, dimension: a.dimension, values: values)
    case .matched:
      guard a.count > 0 else { return a }
      var weights = WeightTable(pointCount: 3 * a.count)
      for row in 0..<a.count {
        weights.append(zip([-1, 1, 1], 0..<3).map { .init(point: row + $1 * a.count, weight: $0) })
      }
      return Interpolator(.matched, prior: prior, dimension: a.dimension)
        .combine(.concatenating([a, b, c]), weights)
    case .transport:
      let center = prior.centers(dimension: a.dimension)
      var result = LatentBatch(count: a.count, dimension: a.dimension)
      for row in 0..<a.count {
        result.setRow(row, to: Self.transported(a[row].values, b[row].values, c[row].values, center: center))
      }
      return result
    }
  }

  /// C + R (B - A) of one triple.
  private static func transported(_ a: [Float], _ b: [Float], _ c: [Float], center: [Float]) -> [Float] {
    func centered(_ row: [Float]) -> [Double] { zip(row, center).map { Double($0) - Double($1) } }
    func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
    let (start, end) = (centered(a), centered(c))
    let step = zip(b, a).map { Double($0) - Double($1) }
    let (startLength, endLength) = (dot(start, start).squareRoot(), dot(end, end).squareRoot())
    guard startLength > 0, endLength > 0, a.count > 1 else {
      return zip(c, step).map { Float(saturating: Double($0) + $1) }
    }
    let (u, v) = (start.map { $0 / startLength }, end.map { $0 / endLength })
    // In the plane of u and v, with w at right angles to u: R = I + (cos - 1)(u uᵀ + w wᵀ) + sin (w uᵀ - u wᵀ).
    let cosine = min(1, max(-1, dot(u, v)))
    var w = zip(v, u).map { $0 - cosine * $1 }
    let sine = dot(w, w).squareRoot()
    if sine > 1e-6 {
      w = w.map { $0 / sine }
    } else if cosine > 0 {
      return zip(c, step).map { Float(saturating: Double($0) + $1) }
    } else {
      w = Detour.direction(between: zip(a, center).map { $0 - $1 }, and: zip(c, center).map { $0 - $1 })
    }
    let (along, aside) = (dot(step, u), dot(step, w))
    let (p, q) = ((cosine - 1) * along - sine * aside, (cosine - 1) * aside + sine * along)
    return c.indices.map { Float(saturating: Double(c[$0]) + step[$0] + p * u[$0] + q * w[$0]) }
  }
}
