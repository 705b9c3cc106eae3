/// An interpolation method together with the prior that it acts in.
///
///     let interpolator = Interpolator(.matched, prior: model.prior, dimension: 100)
///     let strip = interpolator.interpolate(from: a, to: b, at: InterpolationMethod.places(9))
///     let middle = interpolator.combine(points, .centroid(of: points.count))
///
/// Rows do not depend on each other: the number of threads and of rows does not change a bit of the result.
public struct Interpolator: Sendable {
  /// How latents are combined.
  public let method: InterpolationMethod
  /// The law that the method keeps, and the centre that it turns about.
  public let prior: Prior
  /// The width of the latents, d.
  public let dimension: Int
  /// The number of threads; nil for one on each core where the work is worth it.
  public let threads: Int?

  /// What is done, and in which coordinates.
  let plan: Plan

  enum Plan: Sendable {
    case rows(WorkingSpace, CombinationRule)
    case probabilities(NormalProbabilities, isSpherical: Bool)
  }

  /// A method in a prior.
  ///
  /// - Parameters:
  ///   - method: How latents are combined.
  ///   - prior: The law that the method keeps; a prior of vectors must have d coordinates.
  ///   - dimension: The width of the latents, d ≥ 1.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  public init(
    _ method: InterpolationMethod,
    prior: Prior = .standardGaussian,
    dimension: Int,
    threads: Int? = nil
  ) {
    precondition(dimension >= 1, "a latent has at least one coordinate")
    precondition(threads.map { $0 >= 1 } ?? true, "at least one thread is needed")
    self.method = method
    self.prior = prior
    self.dimension = dimension
    self.threads = threads
    plan = Self.plan(method, prior, dimension)
  }

  private static func plan(_ method: InterpolationMethod, _ prior: Prior, _ dimension: Int) -> Plan {
    let center = prior.centers(dimension: dimension)
    let aroundCenter: WorkingSpace = center.allSatisfy { $0 == 0 } ? .latents : .centered(center)
    switch method {
    case .lerp: return .rows(.latents, .linear)
    case .slerp: return .rows(aroundCenter, .spherical)
    case .nlerp: return .rows(aroundCenter, .normalized)
    case .gaussianLerp, .gaussianSlerp:
      let law: NormalProbabilities =
        if case .gaussian(let mean, let sd) = prior {
          NormalProbabilities(mean: Double(mean), standardDeviation: Double(sd))
        } else {
          NormalProbabilities(mean: 0, standardDeviation: 1)
        }
      return .probabilities(law, isSpherical: method == .gaussianSlerp)
    case .matched:
      switch prior {
      case .gaussian, .correlatedGaussian: return .rows(aroundCenter, .preserving)
      case .sphere(let radius): return .rows(.latents, .onSphere(radius: Double(radius)))
      case .uniform(let low, let high): return .rows(.scores(.uniform(low: low, high: high)), .preserving)
      case .truncatedGaussian(let mean, let sd, let bound):
        return .rows(.scores(.truncated(mean: mean, sd, bound: bound)), .preserving)
      case .empirical(let law): return .rows(.learned(law), .preserving)
      }
    case .matchedSlerp:
      // In one direction there are no arcs.
      let directions = prior.directionCount(dimension: dimension)
      guard directions > 1 else { return plan(.matched, prior, dimension) }
      let law = CombinationRule.sphericalKeepingLaw(ChiLaw(dimension: directions), scale: 1)
      switch prior {
      case .gaussian(_, let sd):
        return .rows(aroundCenter, .sphericalKeepingLaw(ChiLaw(dimension: dimension), scale: Double(sd)))
      case .sphere(let radius): return .rows(.latents, .sphericalOnSphere(radius: Double(radius)))
      case .uniform(let low, let high): return .rows(.scores(.uniform(low: low, high: high)), law)
      case .truncatedGaussian(let mean, let sd, let bound):
        return .rows(.scores(.truncated(mean: mean, sd, bound: bound)), law)
      case .correlatedGaussian(let gaussian): return .rows(.whitened(gaussian), law)
      case .empirical(let set): return .rows(.learnedWhitened(set), law)
      }
    }
  }

  /// Interpolates row by row.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents, at t = 1.
  ///   - t: Any finite number.
  /// - Returns: Shape [n, d].
  public func interpolate(from: LatentBatch, to: LatentBatch, at t: Double) -> LatentBatch {
    interpolate(from: from, to: to, at: [t])
  }

  /// Interpolates row by row at several places: n × k rows, each pair's in a run.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents, at t = 1.
  ///   - places: k finite numbers.
  /// - Returns: Shape [n k, d]; row i k + j is pair i at `places[j]`.
  /// - Complexity: O(n k d); the angle of a pair is computed once.
  public func interpolate(from: LatentBatch, to: LatentBatch, at places: [Double]) -> LatentBatch {
    precondition(from.count == to.count && from.dimension == to.dimension, "ends must have the same shape")
    return LatentBatch(count: from.count * places.count, dimension: dimension) {
      interpolate(from: from, to: to, at: places, into: $0)
    }
  }

  /// The threads for a result of this many numbers.
  func threads(for size: Int) -> Int { threads ?? ParallelRows.threads(for: size) }

  /// From this many numbers on (32 MiB) a result counts as larger than the caches and is written past them.
  static let streamingCount = 1 << 23
}

extension Prior {
  /// The number of directions in which the prior varies: d, less those of zero variance.
  fileprivate func directionCount(dimension: Int) -> Int {
    switch self {
    case .gaussian, .uniform, .sphere, .truncatedGaussian: dimension
    case .correlatedGaussian(let law): law.eigenvalues.count { $0 > 0 }
    case .empirical(let law):
      // A coordinate that never varies is a direction of the copula's own, along which nothing ever lies.
      law.copula.eigenvalues.count { $0 > 0 }
        - (0..<dimension).count { law.range(of: $0).lowerBound == law.range(of: $0).upperBound }
    }
  }
}
