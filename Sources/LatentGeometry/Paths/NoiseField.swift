/// Latents over column, row and time that change smoothly in all three, each a draw of the prior.
///
///     let field = NoiseField(seed: 7, prior: model.prior, dimension: 100)
///     let frame = field.latents(columns: 7, rows: 3, at: 0.25)
///
/// K independent channels of ``PerlinNoise`` are the weights of K independent draws in the
/// ``InterpolationMethod/matched`` combination:
///
///     z(column, row, t) = matched Σ n_k(frequency · column + p_k, frequency · row + q_k, cycles · t + r_k) x_k
///
/// Since matched divides by the length of the weights, the prior's law is kept at every point. Noise has the period `cycles` in its
/// third variable, so that t = 1 is t = 0.
///
/// Every channel vanishes at the points of its lattice, and where all did at once no weight would be left. The offsets p, q
/// and r are random and different for each channel, so that lattices do not coincide; functions of three variables vanish
/// together along curves where there are two of them, at points where there are three, and nowhere where there are four or
/// more: hence at least four draws. Should all weights be below 1e-9, the first draw is taken.
public struct NoiseField: Sendable {
  /// The fewest draws.
  public static let fewestDraws = 4

  /// The draws that are combined, shape [K, d].
  public let draws: LatentBatch
  /// ``InterpolationMethod/matched`` in the prior.
  public let interpolator: Interpolator
  /// Cells of noise per cell of the grid: the smaller, the more alike neighbours are.
  public let frequency: Double
  /// Cells of noise that pass while t goes from 0 to 1.
  public let cycles: Int

  private let channels: [NoiseChannel]

  /// A field over draws that are there already.
  ///
  /// - Parameters:
  ///   - draws: K ≥ 4 independent draws of the prior.
  ///   - seed: The noise's, any number.
  ///   - prior: The law of the draws, which the field keeps.
  ///   - frequency: Cells of noise per cell of the grid, above 0.
  ///   - cycles: Cells of noise that pass while t goes from 0 to 1, 1 ... 2²⁰; 1 is the calmest motion.
  ///   - octaves: 1 ... 16; more are rougher.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  public init(
    over draws: LatentBatch,
    seed: UInt64,
    prior: Prior,
    frequency: Double = 0.2,
    cycles: Int = 2,
    octaves: Int = 1,
    threads: Int? = nil
  ) {
    precondition(draws.count >= Self.fewestDraws, "at least \(Self.fewestDraws) draws are needed")
    precondition(frequency.isFinite && frequency > 0, "the frequency must be a finite number above 0")
    self.draws = draws
    self.frequency = frequency
    self.cycles = cycles
    interpolator = Interpolator(.matched, prior: prior, dimension: draws.dimension, threads: threads)
    channels = (0..<draws.count).map {
      NoiseChannel(seed: seed, channel: UInt32($0), frequency: frequency, cycles: cycles, octaves: octaves)
    }
  }

  /// A field of a seed.
  ///
  /// - Parameters:
  ///   - seed: Any number; the draws are the rows 0 ..< K of ``LatentGenerator``.
  ///   - prior: The law that every latent has.
  ///   - dimension: d ≥ 1.
  ///   - draws: K ≥ 4.
  ///   - frequency: Cells of noise per cell of the grid, above 0.
  ///   - cycles: Cells of noise that pass while t goes from 0 to 1, 1 ... 2²⁰; 1 is the calmest motion.
  ///   - octaves: 1 ... 16; more are rougher.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  public init(
    seed: UInt64,
    prior: Prior,
    dimension: Int,
    draws: Int = 8,
    frequency: Double = 0.2,
    cycles: Int = 2,
    octaves: Int = 1,
    threads: Int? = nil
  ) {
    self.init(
      over: LatentGenerator(seed: seed).sample(prior, count: draws, dimension: dimension),
      seed: seed,
      prior: prior,
      frequency: frequency,
      cycles: cycles,
      octaves: octaves,
      threads: threads
    )
  }

  /// The weights of the draws at a point, before they are divided by their length.
  ///
  /// - Parameters:
  ///   - column: Any finite number.
  ///   - row: Any finite number.
  ///   - t: Any finite number; the period is 1.
  /// - Returns: K numbers within -1 ... 1, never all 0.
  public func weights(column: Double, row: Double, at t: Double) -> [Double] {
    let weights = channels.map { $0.value(column: column, row: row, at: t) }
    guard weights.contains(where: { abs($0) >= 1e-9 }) else { return [1] + weights.dropFirst().map { _ in 0 } }
    return weights
  }

  /// A grid of latents at a time.
  ///
  /// - Parameters:
  ///   - columns: At least 1.
  ///   - rows: At least 1.
  ///   - t: Any finite number; the period is 1.
  /// - Returns: Shape [rows × columns, d], row after row.
  /// - Complexity: O(rows × columns × K d).
  public func latents(columns: Int, rows: Int, at t: Double) -> LatentBatch {
    precondition(columns >= 1 && rows >= 1, "a grid has at least one cell")
    var table = WeightTable(pointCount: draws.count)
    for cell in 0..<columns * rows {
      let weights = weights(column: Double(cell % columns), row: Double(cell / columns), at: t)
      table.append(weights.enumerated().map { .init(point: $0.offset, weight: $0.element) })
    }
    return interpolator.combine(draws, table)
  }
}
