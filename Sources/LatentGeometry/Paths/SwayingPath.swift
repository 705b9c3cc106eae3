#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// One latent that a ``Wave`` turns towards an axis and back.
public struct SwayingPath: LatentPath {
  /// How it is turned.
  public let wave: Wave
  /// The latent at rest and the axis, shape [2, d].
  public let ends: LatentBatch
  /// ``InterpolationMethod/matched`` in the prior.
  public let interpolator: Interpolator

  init(wave: Wave, latent: LatentBatch, axis: LatentBatch, prior: Prior) {
    precondition(latent.count == 1 && axis.count == 1, "one latent is turned towards one axis")
    self.wave = wave
    ends = .concatenating([latent, axis])
    interpolator = Interpolator(.matched, prior: prior, dimension: latent.dimension)
  }

  /// The width of the latents, d.
  public var dimension: Int { ends.dimension }
  /// Always true.
  public var isClosed: Bool { true }

  /// The latents at chosen places.
  ///
  /// - Parameter places: k finite numbers; the path has the period 1.
  /// - Returns: Shape [k, d].
  /// - Complexity: O(k d).
  public func latents(at places: [Double]) -> LatentBatch {
    var weights = WeightTable(pointCount: 2)
    for place in places {
      let angle = wave.angle(column: 0, row: 0, at: place)
      weights.append([.init(point: 0, weight: cos(angle)), .init(point: 1, weight: sin(angle))])
    }
    return interpolator.combine(ends, weights)
  }
}
