public import LatentGeometry

/// How far the encodings of a data set lie from the prior that their decoder was trained with, by several measures.
///
/// A decoder is only trustworthy where encodings lie; random latents are drawn from the prior. Each measure sees
/// another side: single coordinates, lengths, covariances, and three distances of the whole laws. All depend on the
/// seed alone.
public struct PriorComparison: Sendable, Equatable, Encodable {
  /// What may be chosen.
  public struct Options: Sendable, Equatable {
    /// Rows of each kind in the permutation test of the energy distance.
    public var energySubsampleCount = 1000
    /// Permutations of that test.
    public var permutationCount = 999
    /// Random directions of the sliced Wasserstein distance.
    public var directionCount = 200
    /// Whether its maximum looks along the axes, too.
    public var includesAxes = true
    /// The greatest number of rows of each kind that the classifier sees.
    public var classifierCount = 10_000
    /// The number of bins of the lengths' histogram.
    public var binCount = 64

    /// The defaults.
    public init() {}
  }

  /// n.
  public let count: Int
  /// d.
  public let dimension: Int
  /// The seed of all draws.
  public let seed: UInt64
  /// Each coordinate by itself.
  public let coordinates: CoordinateComparison
  /// The lengths.
  public let lengths: LengthComparison
  /// The covariance; nil for one encoding, and where the prior does not vary.
  public let spectrum: CovarianceSpectrum?
  /// The energy distance; nil for one encoding.
  public let energy: EnergyDistance?
  /// The sliced Wasserstein distance.
  public let slicedWasserstein: SlicedWasserstein
  /// The classifier; nil for one encoding.
  public let classifier: ClassifierTest?

  /// Compares encodings with a prior.
  ///
  /// - Parameters:
  ///   - encodings: Shape [n, d], n ≥ 1; finite.
  ///   - prior: Of the encodings' width where it has one of its own.
  ///   - samples: Draws of the prior, as many as there are encodings.
  ///   - seed: Of all other random choices.
  ///   - options: What may be chosen.
  ///   - progress: Told what begins, and the share 0 … 1 of the work that is done.
  /// - Throws: `LinearAlgebraError` where BLAS or LAPACK is missing or fails.
  /// - Complexity: O(n² d) for the energy distance; some seconds for 20,000 encodings of 128 numbers.
  public init(
    of encodings: LatentBatch,
    prior: Prior,
    samples: PriorSamples,
    seed: UInt64,
    options: Options = Options(),
    progress: (String, Double) -> Void = { _, _ in }
  ) throws(LinearAlgebraError) {
    let (n, d) = (encodings.count, encodings.dimension)
    precondition(n >= 1, "at least one encoding is needed")
    precondition(
      samples.sample.count == n && samples.sample.dimension == d,
      "the samples must be as large as the encodings"
    )
    count = n
    dimension = d
    self.seed = seed
    progress("coordinates", 0)
    coordinates = CoordinateComparison(of: encodings, prior: prior)
    progress("lengths", 0.01)
    lengths = LengthComparison(of: encodings, prior: prior, binCount: options.binCount)
    progress("covariance", 0.015)
    spectrum = n >= 2 ? try CovarianceSpectrum(of: encodings, prior: prior, seed: seed) : nil
    progress("sliced Wasserstein distance", 0.03)
    slicedWasserstein = try SlicedWasserstein(
      of: encodings,
      prior: prior,
      priorSample: samples.sample,
      controlSample: samples.control,
      seed: seed,
      directionCount: options.directionCount,
      includesAxes: options.includesAxes
    )
    progress("classifier", 0.08)
    classifier =
      n >= 2
      ? try ClassifierTest(
        of: encodings,
        prior: prior,
        against: samples.sample,
        seed: seed,
        largestCount: options.classifierCount
      ) : nil
    progress("energy distance", 0.2)
    energy =
      n >= 2
      ? try EnergyDistance(
        between: encodings,
        and: samples.sample,
        seed: seed,
        subsampleCount: options.energySubsampleCount,
        permutationCount: options.permutationCount
      ) : nil
    progress("done", 1)
  }
}
