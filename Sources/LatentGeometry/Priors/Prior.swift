/// The distribution from which a model was trained to decode: independent, equal coordinates, or a sphere.
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

  /// N(0, 1) in every coordinate.
  public static let standardGaussian = Prior.gaussian(mean: 0, standardDeviation: 1)

  /// The middle of the prior in every coordinate; lengths are measured from it.
  public var center: Float {
    switch self {
    case .gaussian(let mean, _), .truncatedGaussian(let mean, _, _): mean
    case .uniform(let low, let high): low + (high - low) / 2
    case .sphere: 0
    }
  }

  /// The values that one coordinate can take, or nil where every number is possible.
  public var support: ClosedRange<Float>? {
    switch self {
    case .gaussian: nil
    case .uniform(let low, let high): low...high
    case .sphere(let radius): -radius...radius
    case .truncatedGaussian(let mean, let sd, let bound): (mean - bound * sd)...(mean + bound * sd)
    }
  }

  /// Checks the parameters: finite, spreads and radii positive, low below high.
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
