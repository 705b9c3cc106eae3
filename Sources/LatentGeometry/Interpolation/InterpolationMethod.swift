/// How latents are combined: between two, among several, and beyond them.
///
/// A method turns weights w over points x into one latent; α = Σ w and β = Σ w². Between two points the weights are 1 - t and
/// t. For every method
/// - a row with the single weight 1 is that point, bit for bit: ends are exact;
/// - weights may be zero, negative or above 1 (extrapolation); spherical methods need α > 0;
/// - swapping points together with their weights changes nothing but rounding;
/// - a point that is not finite spoils the rows that it has a weight in, and no other;
/// - cost is O(m k d) for m rows of k weights, one pass over memory, plus what is said at the method.
///
/// Methods act around the centre c of the ``Prior`` that an ``Interpolator`` is made with, the origin for N(0, I). Which
/// keep the prior's law, for independent draws x of it: ``matched`` and ``matchedSlerp`` exactly, ``slerp`` and ``nlerp`` about,
/// ``lerp`` not at all.
public enum InterpolationMethod: String, Sendable, Codable, CaseIterable {
  /// Linear: Σ w x.
  ///
  /// Halfway between two draws of N(0, I) it is shorter by √2, the tentpole effect: over 4 sd from the prior at d = 100;
  /// the mean of n draws by √n.
  case lerp

  /// Spherical: along the great circle, and the length travels too (White 2016).
  ///
  /// Two points: sin((1 - t) θ) / sin θ · a + sin(t θ) / sin θ · b with θ the angle between the ends as they are. For ends of
  /// equal length the length stays; for θ ≤ 90° it stays between the two ends'. Several points: the same weights
  /// generalised, Σ s x with s the coefficients of the spherical weighted average of the directions (``SphericalAverage``).
  /// Negative weights: the average of the points with positive weights, moved away from that of the others along their
  /// great circle; over (-1, 1, 1) this is one rung of the pole ladder.
  ///
  /// Parallel and zero points give ``lerp``. Antipodal ends (within 1e-6) have no shortest arc: a fixed half circle is
  /// taken, the same one for a, b as for b, a, with length (1 - t) ‖a‖ + t ‖b‖. In one dimension ``lerp``. Sources: Shoemake
  /// 1985; White 2016 (arXiv 1609.04468), section 2; Buss and Fillmore 2001.
  case slerp

  /// Normalised linear: the direction of ``lerp`` with the length Σ w ‖x‖, not below 0.
  ///
  /// Cheaper than ``slerp`` and almost the same path, but not at constant angular speed. Where Σ w x vanishes, halfway between
  /// antipodes, the direction is that of slerp's half circle; in one dimension, where there is none, it is positive.
  case nlerp

  /// Linear in the normal law's cumulative probabilities: m + s Φ⁻¹(½ + Σ w (Φ((x - m) / s) - ½)), coordinate by coordinate.
  ///
  /// m and s are the mean and sd of a Gaussian prior, 0 and 1 under other priors. Probabilities are clipped to
  /// [0.001, 0.999], or as far as the points themselves go. As in plat (`lerp_gaussian`), whose ends are clipped too.
  case gaussianLerp = "gaussian-lerp"

  /// ``slerp`` of the cumulative probabilities less ½, and back as ``gaussianLerp``.
  ///
  /// As in plat (`slerp_gaussian`, "generally not useful").
  case gaussianSlerp = "gaussian-slerp"

  /// Keeps the prior's law exactly: for independent draws x of it the result is a draw of it, whatever the weights.
  ///
  /// - N(μ, Σ): (1 - α/√β) μ + Σ w x / √β.
  /// - Uniform, truncated, empirical: the same for the normal scores z = Φ⁻¹(F(x)) with μ = 0, then F⁻¹(Φ(·)): never outside
  ///   the support. Coordinates outside the support count as at 7 sd of their scores, those outside what was learned as at its end.
  /// - Sphere: Σ w x, scaled to the radius.
  ///
  /// Not homogeneous: equal points do not give the point, since equal points are no independent draws. No weights at all
  /// (β = 0) give the prior's centre, under an empirical prior the medians. Sources: Agustsson et al. 2019 (arXiv 1711.01970); Bodin et al. 2024 (arXiv
  /// 2408.08558), whose route through normal scores holds for any number of points in one formula.
  case matched

  /// Great circle with the prior's own law of lengths; keeps the prior's law exactly, as ``matched`` does.
  ///
  /// In coordinates g in which the prior is N(0, I) (x less the mean, whitened; normal scores under other priors): the
  /// direction of ``slerp`` of the unit vectors, and the length F_χ⁻¹(Φ(Σ w q / √β)) with q = Φ⁻¹(F_χ(‖g‖)). On a sphere the
  /// length is the radius. In one dimension, where there are no arcs, ``matched``. A point at the centre has no direction
  /// and takes that of the others. Unlike matched, the path turns at constant angular speed. Costs about 1 µs more a row.
  case matchedSlerp = "matched-slerp"

  /// Evenly spaced places from 0 to 1, ends included; a single one lies in the middle.
  ///
  /// - Parameter count: k ≥ 1.
  /// - Returns: k numbers.
  public static func places(_ count: Int) -> [Double] {
    precondition(count >= 1, "at least one place is needed")
    guard count > 1 else { return [0.5] }
    return (0..<count).map { Double($0) / Double(count - 1) }
  }

  /// Whether rows need weights with a positive sum.
  public var needsPositiveSum: Bool {
    switch self {
    case .slerp, .gaussianSlerp, .matchedSlerp: true
    case .lerp, .nlerp, .gaussianLerp, .matched: false
    }
  }
}

extension InterpolationMethod {
  /// Interpolates row by row; see ``Interpolator``.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents of the same width, at t = 1.
  ///   - t: Any finite number.
  ///   - prior: The law that the method keeps.
  /// - Returns: Shape [n, d].
  public func interpolate(
    from: LatentBatch,
    to: LatentBatch,
    at t: Double,
    prior: Prior = .standardGaussian
  ) -> LatentBatch {
    interpolate(from: from, to: to, at: [t], prior: prior)
  }

  /// Interpolates row by row at several places; see ``Interpolator``.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents of the same width, at t = 1.
  ///   - places: k finite numbers.
  ///   - prior: The law that the method keeps.
  /// - Returns: Shape [n k, d]; row i k + j is pair i at `places[j]`.
  public func interpolate(
    from: LatentBatch,
    to: LatentBatch,
    at places: [Double],
    prior: Prior = .standardGaussian
  ) -> LatentBatch {
    Interpolator(self, prior: prior, dimension: from.dimension).interpolate(from: from, to: to, at: places)
  }
}

/// Linear interpolation, (1 - t) a + t b, row by row.
///
/// - Parameters:
///   - from: n latents, at t = 0.
///   - to: n latents of the same width, at t = 1.
///   - t: Any finite number.
/// - Returns: Shape [n, d].
public func lerp(from: LatentBatch, to: LatentBatch, at t: Double) -> LatentBatch {
  InterpolationMethod.lerp.interpolate(from: from, to: to, at: t)
}

/// Spherical linear interpolation, row by row; see ``InterpolationMethod/slerp``.
///
/// - Parameters:
///   - from: n latents, at t = 0.
///   - to: n latents of the same width, at t = 1.
///   - t: Any finite number.
/// - Returns: Shape [n, d].
public func slerp(from: LatentBatch, to: LatentBatch, at t: Double) -> LatentBatch {
  InterpolationMethod.slerp.interpolate(from: from, to: to, at: t)
}
