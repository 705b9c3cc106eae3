#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Random walks every latent of which is a draw of the prior.
///
///     let walk = PriorWalk(seed: 7, prior: model.prior, dimension: 100)
///     let drift = walk.steps(200, angle: 0.1)
///     let film = walk.path(wayPoints: 8, isClosed: true).latents(frames: 240)
///
/// Draws are the rows 0, 1, 2, … of ``LatentGenerator``: a walk begins at, or leads through, the latents that sampling with the
/// same seed shows. ``RandomLoop`` is the third kind of walk: without corners and without a beginning.
public struct PriorWalk: Sendable {
  /// Whose rows the draws are.
  public let seed: UInt64
  /// The law that every latent has.
  public let prior: Prior
  /// The width of the latents, d.
  public let dimension: Int
  /// The number of threads; nil for one on each core where the work is worth it.
  public let threads: Int?

  /// A walk in a prior.
  ///
  /// - Parameters:
  ///   - seed: Any number.
  ///   - prior: The law that every latent has.
  ///   - dimension: d ≥ 1.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  public init(seed: UInt64, prior: Prior, dimension: Int, threads: Int? = nil) {
    precondition(dimension >= 1, "a latent has at least one coordinate")
    self.seed = seed
    self.prior = prior
    self.dimension = dimension
    self.threads = threads
  }

  /// Steps in random directions, each a little turn towards a fresh draw.
  ///
  /// The preconditioned Crank-Nicolson proposal: x_(k+1) is the ``InterpolationMethod/matched`` combination of x_k and of
  /// draw k + 1 with the weights cos φ and sin φ. It keeps the prior's law at every step, whatever the angle; in many
  /// dimensions, where draws are nearly at right angles to each other, φ is about the angle of a step. Latents k apart are
  /// correlated by cos^k φ.
  ///
  /// The first latents do not depend on the count. Source: Cotter, Roberts, Stuart and White, "MCMC methods for functions",
  /// Statistical Science 28 (2013), equation 4.5.
  ///
  /// - Parameters:
  ///   - count: n ≥ 0.
  ///   - angle: φ in radians, finite: 0 stays where it is, π/2 makes every latent a fresh draw.
  /// - Returns: Shape [n, d]; the first row is draw 0.
  /// - Complexity: O(n d); each step waits for the one before it.
  public func steps(_ count: Int, angle: Double) -> LatentBatch {
    precondition(count >= 0, "a walk has no negative number of steps")
    return Self.steps(over: draws(count), prior: prior, angle: angle, threads: threads)
  }

  /// Steps in random directions, each a little turn towards the next of some draws; see ``steps(_:angle:)``.
  ///
  /// - Parameters:
  ///   - draws: n independent draws of the prior; the walk begins at the first.
  ///   - prior: The law of the draws, which the walk keeps.
  ///   - angle: φ in radians, finite.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d); each step waits for the one before it.
  public static func steps(
    over draws: LatentBatch,
    prior: Prior,
    angle: Double,
    threads: Int? = nil
  ) -> LatentBatch {
    precondition(angle.isFinite, "the angle must be finite")
    var latents = draws
    guard draws.count > 1 else { return latents }
    let interpolator = Interpolator(.matched, prior: prior, dimension: draws.dimension, threads: threads)
    let weights = WeightTable(rows: [[cos(angle), sin(angle)]])
    for row in 1..<draws.count {
      latents.setRow(row, to: interpolator.combine(latents[row - 1..<row + 1], weights).values)
    }
    return latents
  }

  /// A path from draw to draw.
  ///
  /// With ``InterpolationMethod/matchedSlerp`` under a Gaussian or spherical prior every frame is exactly a draw of it: the pace
  /// depends on the draws' directions alone, which do not tell of their lengths. With ``InterpolationMethod/matched``, and
  /// with both under other priors, that holds for ``PathPacing/evenly``, since a pace that follows the angles chooses frames
  /// by the draws; in many dimensions, where all draws are about 90° from each other, the difference is small. More frames are
  /// the same path sampled finer.
  ///
  /// - Parameters:
  ///   - wayPoints: n ≥ 1: the path leads through the draws 0 ..< n.
  ///   - method: How draws are joined.
  ///   - isClosed: Whether the path leads from the last draw back to the first.
  ///   - pacing: How time is divided among the segments.
  /// - Returns: The path.
  public func path(
    wayPoints: Int,
    method: InterpolationMethod = .matchedSlerp,
    isClosed: Bool = false,
    pacing: PathPacing = .byAngle
  ) -> AnchorPath {
    precondition(wayPoints >= 1, "a path needs at least one anchor")
    let interpolator = Interpolator(method, prior: prior, dimension: dimension, threads: threads)
    return AnchorPath(through: draws(wayPoints), interpolator, isClosed: isClosed, pacing: pacing)
  }

  /// The first draws of the seed.
  ///
  /// - Parameter count: n ≥ 0.
  /// - Returns: Shape [n, d], the rows 0 ..< n of ``LatentGenerator``.
  public func draws(_ count: Int) -> LatentBatch {
    LatentGenerator(seed: seed).sample(prior, count: count, dimension: dimension)
  }
}
