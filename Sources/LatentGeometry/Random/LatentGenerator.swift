#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Seeded random latents in which coordinate j of row i depends only on (seed, stream, i, j).
///
/// Rows can therefore be drawn in any batches, order and number of threads with the same result. Numbers come from
/// Philox4x32-10 with the key `seed` and the counter (j / 2, low half of i, high half of i, stream); each pair of words
/// gives a 52-bit uniform number, and the prior's quantile function makes of it a coordinate:
///
///     gaussian            mean + sd · Φ⁻¹(u)
///     uniform             low + (high - low) · u
///     truncated gaussian  mean + sd · Φ⁻¹(Φ(-bound) + u (Φ(bound) - Φ(-bound)))
///     sphere              radius · g / ‖g‖ with g from N(0, I)
///     correlated          μ + V Λ^½ g, see ``CorrelatedGaussian``
///     empirical           each coordinate's value of a normal score, the scores from the copula
public struct LatentGenerator: Sendable {
  /// What the numbers are for.
  ///
  /// Draws of one stream never repeat those of another.
  public enum Stream: UInt32, Sendable {
    /// Latents drawn from a prior.
    case latents = 0
    /// The noise of an encoder's posterior.
    case posterior = 1
    /// The factors of generated portraits.
    case portraits = 2
    /// The permutations and offsets of noise.
    case noise = 3
    /// Latents that are drawn beside others that were given, and that the same seed may have given.
    case additions = 4
    /// The noise that is laid over pictures.
    case augmentations = 5
  }

  private let philox: Philox

  /// A generator.
  ///
  /// - Parameter seed: Any number, 0 included.
  public init(seed: UInt64) { philox = Philox(seed: seed) }

  /// Latents of a prior.
  ///
  /// - Parameters:
  ///   - prior: The distribution.
  ///   - count: The number of rows, n ≥ 0.
  ///   - dimension: The number of columns, d ≥ 1; the prior's own where it has one.
  ///   - row: The number of the first row; rows of one seed form one unending table.
  ///   - stream: What the numbers are for.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d), about 20 ns a Gaussian coordinate; O(n d²) for correlated coordinates.
  public func sample(
    _ prior: Prior,
    count: Int,
    dimension: Int,
    startingAt row: Int = 0,
    stream: Stream = .latents
  ) -> LatentBatch {
    precondition(row >= 0, "rows are counted from 0")
    prior.requireDimension(dimension)
    let quantile = prior.coordinateQuantile
    var batch = LatentBatch(count: count, dimension: dimension)
    batch.withUnsafeMutableValues { values in
      for index in 0..<count {
        fill(
          UnsafeMutableBufferPointer(rebasing: values[index * dimension..<(index + 1) * dimension]),
          row: UInt64(row + index),
          stream: stream,
          quantile: quantile
        )
      }
    }
    prior.finish(&batch)
    return batch
  }

  private func fill(
    _ coordinates: UnsafeMutableBufferPointer<Float>,
    row: UInt64,
    stream: Stream,
    quantile: (Double) -> Double
  ) {
    var counter = SIMD4<UInt32>(
      0,
      UInt32(truncatingIfNeeded: row),
      UInt32(truncatingIfNeeded: row >> 32),
      stream.rawValue
    )
    for column in stride(from: 0, to: coordinates.count, by: 2) {
      counter[0] = UInt32(truncatingIfNeeded: column / 2)
      let (first, second) = philox.uniformPair(counter)
      coordinates[column] = Float(quantile(first))
      if column + 1 < coordinates.count { coordinates[column + 1] = Float(quantile(second)) }
    }
  }
}

extension Prior {
  /// The quantile function of one coordinate; where coordinates depend on each other, of the normal numbers that
  /// ``finish(_:)`` turns into them.
  var coordinateQuantile: (Double) -> Double {
    switch self {
    case .gaussian(let mean, let sd):
      let (mean, sd) = (Double(mean), Double(sd))
      return { mean + sd * normalQuantile($0) }
    case .uniform(let low, let high):
      let (low, width) = (Double(low), Double(high) - Double(low))
      return { low + width * $0 }
    case .sphere, .correlatedGaussian, .empirical:
      return { normalQuantile($0) }
    case .truncatedGaussian(let mean, let sd, let bound):
      let (mean, sd) = (Double(mean), Double(sd))
      let mass = erf(Double(bound) / 2.0.squareRoot())
      let below = erfc(Double(bound) / 2.0.squareRoot()) / 2
      return { mean + sd * normalQuantile(below + $0 * mass) }
    }
  }
  /// Makes latents of rows of independent coordinates, in place.
  func finish(_ batch: inout LatentBatch) {
    switch self {
    case .gaussian, .uniform, .truncatedGaussian: break
    case .sphere(let radius): batch.scaleRows(toLength: radius)
    case .correlatedGaussian(let law):
      batch.withEachMutableRow { law.color(UnsafeBufferPointer($0), into: $0) }
    case .empirical(let law):
      batch.withEachMutableRow { row in
        law.copula.color(UnsafeBufferPointer(row), into: row)
        for column in row.indices { row[column] = law.value(ofScore: Double(row[column]), coordinate: column) }
      }
    }
  }
}
