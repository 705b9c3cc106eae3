public import LatentGeometry

/// How far a latent may be moved before it is longer than the prior's draws, and how it stays in the prior's support on the way.
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
///
/// Where the prior has a support, coordinates that come to its end stay there and the others go on: among 100 coordinates of a
/// uniform prior one is always so near to its end that all together could not move. Between two such stops the equation above
/// holds for the coordinates that still move, and where none does, the edge is reached. Coordinates that are outside
/// already move inward only.
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

  /// The largest a ≥ 0 at which z + a v, within the support, is still within the length.
  ///
  /// - Parameters:
  ///   - latent: z, d numbers.
  ///   - vector: v, d numbers, not all 0.
  /// - Returns: 0 … ∞; infinite on a sphere only.
  /// - Complexity: O(d), with a support O(d log d).
  public func largestAmount(from latent: [Float], along vector: [Float]) -> Double {
    let segments = segments(from: latent, along: vector)
    guard law.standardDeviation > 0 else { return segments.last?.end ?? 0 }
    // A little within, so that rounding to single precision does not leave a length beyond.
    let limit = law.mean + limit * law.standardDeviation * (1 - 1e-6)
    let bound = max(limit * limit, segments.first?.squared ?? 0)
    for segment in segments {
      let exit = segment.start + segment.advance(to: bound)
      if exit < segment.end { return exit }
    }
    return segments.last?.end ?? 0
  }

  /// The smallest a ≥ 0 at which (z(a) - z)·v is so much, where z(a) is z + a v within the support.
  ///
  /// - Returns: gain / ‖v‖² without a support; infinite where the support ends before.
  func amount(from latent: [Float], along vector: [Float], gaining gain: Double) -> Double {
    var rest = gain
    for segment in segments(from: latent, along: vector) {
      let amount = segment.start + rest / segment.step
      if amount <= segment.end { return amount }
      rest -= segment.step * (segment.end - segment.start)
    }
    return .infinity
  }

  /// Latents moved along a vector, each by an amount of its own and within the support.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - vector: v, d numbers.
  ///   - amounts: a, one for each latent.
  /// - Returns: Shape [n, d]; where there is no support, the same as `LatentBatch/moved(along:by:)`.
  /// - Complexity: O(n d).
  public func moved(_ latents: LatentBatch, along vector: [Float], by amounts: [Double]) -> LatentBatch {
    var result = latents.moved(along: vector, by: amounts)
    guard let support else { return result }
    let d = support.count
    latents.withUnsafeValues { own in
      result.withUnsafeMutableValues { values in
        for index in 0..<values.count where amounts[index / d] != 0 {
          let range = support[index % d]
          values[index] = min(
            max(values[index], min(range.lowerBound, own[index])),
            max(range.upperBound, own[index])
          )
        }
      }
    }
    return result
  }

  /// A stretch of the way on which the same coordinates move.
  private struct Segment {
    var start: Double
    var end: Double
    /// ‖x‖² at its start.
    var squared: Double
    /// x·v over the coordinates that move.
    var along: Double
    /// ‖v‖² over the coordinates that move, above 0.
    var step: Double

    /// How far from the start ‖x‖² = bound is passed, which is not below it there.
    func advance(to bound: Double) -> Double {
      let room = max(0, bound - squared)
      let root = (along * along + step * room).squareRoot()
      // Of both forms of the root the one that does not cancel.
      return along > 0 ? room / (root + along) : (root - along) / step
    }
  }

  /// The way of a latent, from stop to stop; none where nothing can move.
  private func segments(from latent: [Float], along vector: [Float]) -> [Segment] {
    precondition(latent.count == centers.count && vector.count == centers.count, "latents have one width")
    precondition(vector.contains { $0 != 0 }, "a vector of zeros leads nowhere")
    var stops: [(amount: Double, index: Int)] = []
    var segment = Segment(start: 0, end: .infinity, squared: 0, along: 0, step: 0)
    for index in latent.indices {
      let (x, v) = (Double(latent[index]) - Double(centers[index]), Double(vector[index]))
      segment.squared += x * x
      guard v != 0 else { continue }
      if let range = support?[index] {
        let room = Double(v > 0 ? range.upperBound : range.lowerBound) - Double(latent[index])
        guard room / v > 0 else { continue }
        stops.append((room / v, index))
      }
      segment.along += x * v
      segment.step += v * v
    }
    guard segment.step > 0 else { return [] }
    guard support != nil else { return [segment] }
    stops.sort { ($0.amount, $0.index) < ($1.amount, $1.index) }
    var segments: [Segment] = []
    for (place, stop) in stops.enumerated() {
      segment.end = stop.amount
      if segment.end > segment.start { segments.append(segment) }
      // From here on without the coordinate that stops.
      let way = segment.end - segment.start
      segment.squared += way * (2 * segment.along + way * segment.step)
      segment.along += way * segment.step
      let v = Double(vector[stop.index])
      segment.along -= (Double(latent[stop.index]) - Double(centers[stop.index]) + stop.amount * v) * v
      segment.step -= v * v
      segment.start = stop.amount
      // What is left of the sum when all that moved has been taken from it is rounding.
      guard place < stops.count - 1, segment.step > 0 else { break }
    }
    return segments
  }
}
