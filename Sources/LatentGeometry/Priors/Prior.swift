/// The distribution from which a model was trained to decode, or one that was learned from its encodings.
///
/// The prior belongs to the model and is declared in its package; operations take it from there. d is the number of
/// coordinates of a latent.
public enum Prior: Sendable, Equatable {
  /// Every coordinate normal: N(mean, sd²), sd > 0. The prior of most VAEs and of ALI.
  case gaussian(mean: Float, standardDeviation: Float)
  /// Every coordinate uniform on [low, high], low < high. The prior of DCGAN is uniform on [-1, 1].
  case uniform(low: Float, high: Float)
  /// Uniform on the sphere of the given radius > 0 around the origin.
  case sphere(radius: Float)
  /// Every coordinate normal and cut off: N(mean, sd²) given |x - mean| ≤ bound · sd, bound > 0. BigGAN's
  /// truncation trick samples so.
  case truncatedGaussian(mean: Float, standardDeviation: Float, bound: Float)
  /// N(μ, Σ): coordinates that may differ and depend on each other, for latents of d coordinates only.
  case correlatedGaussian(CorrelatedGaussian)
  /// Learned from a set of latents: each coordinate's own law, joined by their normal scores' correlations.
  case empirical(EmpiricalPrior)

  /// N(0, 1) in every coordinate.
  public static let standardGaussian = Prior.gaussian(mean: 0, standardDeviation: 1)

  /// The number of coordinates that the prior is made for, or nil where it is for any.
  public var dimension: Int? {
    switch self {
    case .gaussian, .uniform, .sphere, .truncatedGaussian: nil
    case .correlatedGaussian(let law): law.dimension
    case .empirical(let law): law.dimension
    }
  }

  /// The middle of the prior; lengths are measured from it.
  ///
  /// - Parameter dimension: d ≥ 1, the prior's own ``dimension`` where it has one.
  /// - Returns: d numbers.
  public func centers(dimension: Int) -> [Float] {
    requireDimension(dimension)
    return switch self {
    case .gaussian(let mean, _), .truncatedGaussian(let mean, _, _): [Float](repeating: mean, count: dimension)
    case .uniform(let low, let high): [Float](repeating: low + (high - low) / 2, count: dimension)
    case .sphere: [Float](repeating: 0, count: dimension)
    case .correlatedGaussian(let law): law.mean
    case .empirical(let law): law.mean
    }
  }

  /// The values that each coordinate can take, or nil where every number is possible everywhere.
  ///
  /// A correlated Gaussian has limits only where a coordinate does not vary.
  ///
  /// - Parameter dimension: d ≥ 1, the prior's own ``dimension`` where it has one.
  /// - Returns: d closed ranges, or nil.
  public func support(dimension: Int) -> [ClosedRange<Float>]? {
    requireDimension(dimension)
    switch self {
    case .gaussian: return nil
    case .uniform(let low, let high): return [ClosedRange<Float>](repeating: low...high, count: dimension)
    case .sphere(let radius): return [ClosedRange<Float>](repeating: -radius...radius, count: dimension)
    case .truncatedGaussian(let mean, let sd, let bound):
      return [ClosedRange<Float>](repeating: (mean - bound * sd)...(mean + bound * sd), count: dimension)
    case .correlatedGaussian(let law):
      let variances = law.variances
      guard variances.contains(0) else { return nil }
      let unlimited = -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
      return zip(law.mean, variances).map { $1 == 0 ? $0...$0 : unlimited }
    case .empirical(let law): return (0..<dimension).map(law.range(of:))
    }
  }

  /// Stops a caller who uses a prior of some width with latents of another.
  package func requireDimension(_ dimension: Int) {
    precondition(dimension >= 1, "a latent has at least one coordinate")
    if let own = self.dimension {
      precondition(dimension == own, "the prior is made for latents of \(own) numbers, not \(dimension)")
    }
  }

  /// Checks the parameters: finite, spreads and radii positive, low below high.
  ///
  /// Correlated and empirical priors were checked when they were made.
  ///
  /// - Throws: ``PriorError`` with the parameter at fault.
  public func validate() throws(PriorError) {
    func require(_ isValid: Bool, _ parameter: String, _ rule: String) throws(PriorError) {
      guard isValid else { throw PriorError.invalidParameter(name: parameter, rule: rule) }
    }
    switch self {
    case .gaussian(let mean, let sd):
      try require(mean.isFinite, "mean", "a finite number")
      try require(sd.isFinite && sd > 0, "sd", "a finite number above 0")
    case .uniform(let low, let high):
      try require(low.isFinite && high.isFinite && (high - low).isFinite, "low and high", "finite numbers")
      try require(low < high, "low", "below high")
    case .sphere(let radius):
      try require(radius.isFinite && radius > 0, "radius", "a finite number above 0")
    case .truncatedGaussian(let mean, let sd, let bound):
      try require(mean.isFinite, "mean", "a finite number")
      try require(sd.isFinite && sd > 0, "sd", "a finite number above 0")
      try require(bound.isFinite && bound > 0, "bound", "a finite number above 0")
    case .correlatedGaussian, .empirical:
      break
    }
  }
}

/// What can be wrong with the description of a prior.
public enum PriorError: Error, Equatable, CustomStringConvertible {
  /// The kind is not one that exists.
  case unknownKind(String)
  /// A parameter breaks its rule.
  case invalidParameter(name: String, rule: String)

  /// The mistake and the cure in one clause.
  public var description: String {
    switch self {
    case .unknownKind(let kind):
      "'\(kind)' is not a prior; use gaussian, uniform, sphere or truncated-gaussian"
    case .invalidParameter(let name, let rule):
      "\(name) must be \(rule)"
    }
  }
}
