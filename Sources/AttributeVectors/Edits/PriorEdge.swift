public import LatentGeometry

/// How far a latent may be moved before it is longer than the prior's draws, or outside the prior's support.
///
/// With x = z - c from the prior's centre and U = mean + max(limit, δ) · sd of the prior's law of lengths, where δ is the latent's own
/// deviation, the edge along v is the larger root of ‖x + a v‖ = U:
///
///     a = (√((x·v)² + ‖v‖² (U² - ‖x‖²)) - x·v) / ‖v‖²
///
/// A latent that is longer than the limit already thus never gets longer, though it may pass through the prior. Short lengths set no
/// edge. Taking an attribute away takes away what the latent has of it, so that a ray first leads inward, but never below the part
/// across v; means of encodings are mostly too short already (the median of portraits-vae is 3.9 sd), and with a limit on that
/// side half of the faces there could not be made to smile at all.
///
/// On a sphere, which every step leaves, lengths set no edge.
public struct PriorEdge: Sendable {
  /// In sd of the prior's law of lengths.
  public let limit: Double

  private let law: LengthLaw
  private let centers: [Float]
  private let support: [ClosedRange<Float>]?

  /// Four sd: one draw of N(0, I) in 16,000 lies further out (White 2016, section 2).
  public static let standardLimit = 4.0

  /// The edge of a prior.
  ///
  /// - Parameters:
  ///   - prior: What the model was trained to decode.
  ///   - dimension: d ≥ 1, the prior's own where it has one.
  ///   - limit: In sd of the prior's law of lengths, ≥ 0.
  public init(of prior: Prior, dimension: Int, limit: Double = standardLimit) {
    precondition(limit >= 0, "a limit is at least 0")
    self.limit = limit
    law = prior.lengthLaw(dimension: dimension)
    centers = prior.centers(dimension: dimension)
    support = if case .sphere = prior { nil } else { prior.support(dimension: dimension) }
  }

  /// Twice the length of the edge itself: no draw is farther from another.
  var diameter: Double { 2 * (law.mean + limit * law.standardDeviation) }

  /// The largest a ≥ 0 at which z + a v is still within.
  ///
  /// Coordinates outside the support already set no edge as long as they move inward, and stop it at once where they move outward.
  ///
  /// - Parameters:
  ///   - latent: z, d numbers.
  ///   - vector: v, d numbers, not all 0.
  /// - Returns: 0 … ∞; infinite on a sphere only.
  /// - Complexity: O(d).
  public func largestAmount(from latent: some Collection<Float>, along vector: some Collection<Float>) -> Double {
    precondition(latent.count == centers.count && vector.count == centers.count, "latents have one width")
    var (squared, along, length) = (0.0, 0.0, 0.0)
    for ((z, v), c) in zip(zip(latent, vector), centers) {
      let (x, v) = (Double(z) - Double(c), Double(v))
      squared += x * x
      along += x * v
      length += v * v
    }
    precondition(length > 0, "a vector of zeros leads nowhere")
    let within = lengthEdge(squared: squared, along: along, step: length)
    return min(within, supportEdge(from: latent, along: vector))
  }

  private func lengthEdge(squared: Double, along: Double, step: Double) -> Double {
    guard law.standardDeviation > 0 else { return .infinity }
    let own = squared.squareRoot()
    // A little within, so that rounding to single precision does not leave a length beyond.
    let limit = law.mean + limit * law.standardDeviation * (1 - 1e-6)
    guard own < limit else { return max(0, -2 * along / step) }
    let room = (limit - own) * (limit + own)
    let root = (along * along + step * room).squareRoot()
    // Of both forms of the root the one that does not cancel.
    return along > 0 ? room / (root + along) : (root - along) / step
  }

  private func supportEdge(from latent: some Collection<Float>, along vector: some Collection<Float>) -> Double {
    guard let support else { return .infinity }
    var edge = Double.infinity
    for ((z, v), range) in zip(zip(latent, vector), support) where v != 0 {
      let room = v > 0 ? Double(range.upperBound) - Double(z) : Double(range.lowerBound) - Double(z)
      edge = min(edge, max(0, room / Double(v)))
    }
    return edge
  }
}
