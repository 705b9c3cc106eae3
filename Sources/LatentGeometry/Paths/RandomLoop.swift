#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A random closed path every latent of which is a draw of the prior.
///
///     let loop = RandomLoop(seed: 7, prior: model.prior, dimension: 100)
///     let frames = loop.latents(frames: 240)
///
/// A periodic Gaussian process as weights over 2K independent draws ξ and η:
///
///     z(t) = Σ a_k (cos(2πkt) ξ_k + sin(2πkt) η_k),   k = 1 … K,   Σ a_k² = 1,   a_k ∝ roughness^(k-1)
///
/// The squares of the weights add up to 1 at every t, so that ``InterpolationMethod/matched`` makes of them a draw of the
/// prior, exactly, whatever the prior. The path is analytic and has no beginning: there is no seam. A single harmonic is an
/// ellipse through two draws; more of them wander. Of one seed more frames are the same path sampled finer, and every
/// harmonic keeps its draws when others are added.
///
/// Source: the spectral representation of stationary processes; Bodin et al. 2024 (arXiv 2408.08558) for the combination.
public struct RandomLoop: LatentPath {
  /// The draws ξ_1, η_1, ξ_2, η_2, …, shape [2K, d].
  public let draws: LatentBatch
  /// ``InterpolationMethod/matched`` in the prior.
  public let interpolator: Interpolator
  /// How strong each harmonic is beside the one before it, from 0 to 1.
  public let roughness: Double

  /// A loop over draws that are there already.
  ///
  /// - Parameters:
  ///   - draws: 2K ≥ 2 independent draws of the prior.
  ///   - prior: The law of the draws, which the loop keeps.
  ///   - roughness: 0 ... 1: 0 leaves only the first harmonic, 1 makes all equally strong.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  public init(over draws: LatentBatch, prior: Prior, roughness: Double = 0.5, threads: Int? = nil) {
    precondition(draws.count >= 2 && draws.count.isMultiple(of: 2), "two draws are needed for every harmonic")
    precondition((0...1).contains(roughness), "roughness lies within 0 ... 1")
    self.draws = draws
    self.roughness = roughness
    interpolator = Interpolator(.matched, prior: prior, dimension: draws.dimension, threads: threads)
  }

  /// A loop of a seed.
  ///
  /// - Parameters:
  ///   - seed: Any number; the draws are the rows 0 ..< 2K of ``LatentGenerator``.
  ///   - prior: The law that every latent has.
  ///   - dimension: d ≥ 1.
  ///   - harmonics: K ≥ 1.
  ///   - roughness: 0 ... 1: 0 leaves only the first harmonic, 1 makes all equally strong.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  public init(
    seed: UInt64,
    prior: Prior,
    dimension: Int,
    harmonics: Int = 3,
    roughness: Double = 0.5,
    threads: Int? = nil
  ) {
    precondition(harmonics >= 1, "a loop needs at least one harmonic")
    let draws = LatentGenerator(seed: seed).sample(prior, count: 2 * harmonics, dimension: dimension)
    self.init(over: draws, prior: prior, roughness: roughness, threads: threads)
  }

  /// The width of the latents, d.
  public var dimension: Int { draws.dimension }
  /// Always true.
  public var isClosed: Bool { true }
  /// The number of harmonics, K.
  public var harmonics: Int { draws.count / 2 }

  /// The strength a_k of every harmonic; their squares add up to 1.
  public var amplitudes: [Double] {
    var powers = [1.0]
    for _ in 1..<max(harmonics, 1) { powers.append((powers.last ?? 1) * roughness) }
    let size = powers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return powers.map { $0 / size }
  }

  /// How far a round leads in many dimensions, 2π √(Σ a_k² k²) radians: 2π for one harmonic.
  ///
  /// Divided by the number of frames it is about the angle between two of them.
  public var turn: Double {
    let square = amplitudes.enumerated().reduce(0.0) { sum, item in
      let part = Double(item.offset + 1) * item.element
      return sum + part * part
    }
    return 2 * .pi * square.squareRoot()
  }

  /// The latents at chosen places.
  ///
  /// - Parameter places: k finite numbers; the path has the period 1.
  /// - Returns: Shape [k, d].
  /// - Complexity: O(k K d).
  public func latents(at places: [Double]) -> LatentBatch {
    let amplitudes = amplitudes
    var weights = WeightTable(pointCount: draws.count)
    for place in places {
      let place = normalized(place)
      weights.append(
        amplitudes.enumerated().flatMap { index, amplitude -> [WeightTable.Entry] in
          let angle = 2 * Double.pi * Double(index + 1) * place
          return [
            .init(point: 2 * index, weight: amplitude * cos(angle)),
            .init(point: 2 * index + 1, weight: amplitude * sin(angle)),
          ]
        }
      )
    }
    return interpolator.combine(draws, weights)
  }
}
