public import LatentGeometry

/// How far the encodings' mass must be moved, seen along random directions, to lie as the prior's.
///
///     SW₂² = mean over directions θ of W₂²(θᵀX, θᵀY)
///
/// In one dimension W₂² is the mean square of the differences of sorted numbers. Projections of a Gaussian prior are
/// normal, and X is compared with its quantiles; that is exact:
///
///     W₂² = mean x² - 2 σ Σ x_(i) (φ(z_(i-1)) - φ(z_i)) + σ²,  z_i = Φ⁻¹(i/n)
///
/// for x measured from the prior's mean. Other priors are compared by a sample as large as X. Finite samples of one law
/// have a positive distance, too: ``nullValue``, that of a fresh sample of the prior in the place of the encodings, is
/// what 0 looks like.
///
/// Sources: Rabin, Peyré, Delon and Bernot (2011); Bonneel, Rabin, Peyré and Pfister, "Sliced and Radon Wasserstein
/// barycenters of measures", Journal of Mathematical Imaging and Vision 51 (2015); Deshpande et al. (2019) for the
/// maximum.
public struct SlicedWasserstein: Sendable, Equatable, Encodable {
  /// SW₂ ≥ 0, a length.
  public let value: Double
  /// SW₂ of draws from the prior in the place of the encodings.
  public let nullValue: Double
  /// The largest W₂ of a direction that was looked at.
  public let maximum: Double
  /// The same of draws from the prior.
  public let nullMaximum: Double
  /// The number of random directions.
  public let directionCount: Int
  /// Whether the coordinates' own axes count for the maxima.
  public let includesAxes: Bool
  /// Whether the prior's projections are known, and no sample was needed.
  public let isExact: Bool

  /// Compares encodings with the prior.
  ///
  /// - Parameters:
  ///   - encodings: X, shape [n, d], n ≥ 1; finite.
  ///   - prior: Of the encodings' width where it has one of its own.
  ///   - priorSample: n draws from the prior, apart from X.
  ///   - controlSample: n more draws, apart from both; they take the place of X in the null's values.
  ///   - seed: Of the directions.
  ///   - directionCount: At least 1.
  ///   - includesAxes: Whether to look along the d axes, too.
  /// - Throws: `LinearAlgebraError` where BLAS is missing.
  /// - Complexity: O(L n d) for L directions.
  public init(
    of encodings: LatentBatch,
    prior: Prior,
    priorSample: LatentBatch,
    controlSample: LatentBatch,
    seed: UInt64,
    directionCount: Int = 200,
    includesAxes: Bool = false
  ) throws(LinearAlgebraError) {
    precondition(encodings.count >= 1 && directionCount >= 1, "at least one encoding and one direction are needed")
    precondition(
      [priorSample, controlSample].allSatisfy { $0.count == encodings.count && $0.dimension == encodings.dimension },
      "the samples must be as large as the encodings"
    )
    try MatrixProduct.requireLibrary()
    let directions = ProjectionDirections(
      count: directionCount,
      includesAxes: includesAxes,
      dimension: encodings.dimension,
      seed: seed
    )
    let center = prior.centers(dimension: encodings.dimension).map(Double.init)
    let scale = CenteredRows.commonScale(of: [encodings, priorSample, controlSample], around: center)
    func rows(_ batch: LatentBatch) -> LatentBatch { CenteredRows(batch, around: center, scale: scale).rows }
    let deviations = directions.deviations(of: prior)
    let costs: [SIMD2<Double>]
    if let deviations {
      costs = SortedProjections.costs(
        of: rows(encodings),
        control: rows(controlSample),
        directions: directions,
        deviations: deviations.map { $0 / scale }
      )
    } else {
      costs = SortedProjections.costs(
        of: rows(encodings),
        control: rows(controlSample),
        directions: directions,
        sample: rows(priorSample)
      )
    }
    let sum = costs[..<directionCount].reduce(.zero, +)
    let means = sum / Double(directionCount)
    let largest = costs.reduce(.zero) { pointwiseMax($0, $1) }
    value = scale * means[0].squareRoot()
    nullValue = scale * means[1].squareRoot()
    maximum = scale * largest[0].squareRoot()
    nullMaximum = scale * largest[1].squareRoot()
    self.directionCount = directionCount
    self.includesAxes = includesAxes
    isExact = deviations != nil
  }
}
