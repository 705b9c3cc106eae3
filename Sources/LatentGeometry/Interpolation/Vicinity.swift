extension Interpolator {
  /// Latents near a point: matched combinations of it with fresh draws of the prior, √(1 - r²) and r.
  ///
  /// With ``InterpolationMethod/matched`` a point that is a draw of the prior has only draws of the prior around it, at any
  /// radius: r = 0 is the point itself, r = 1 independent of it. In coordinates where the prior is N(0, I) a neighbour's
  /// correlation with the point is √(1 - r²).
  ///
  /// - Parameters:
  ///   - point: A batch of one.
  ///   - draws: n latents of the prior.
  ///   - radius: r, 0 … 1.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d).
  public func vicinity(of point: LatentBatch, draws: LatentBatch, radius: Double) -> LatentBatch {
    precondition(point.count == 1, "the point is a batch of one")
    precondition((0...1).contains(radius), "a radius is 0 to 1")
    var weights = WeightTable(pointCount: draws.count + 1)
    for row in 0..<draws.count {
      weights.append([
        .init(point: 0, weight: (1 - radius * radius).squareRoot()), .init(point: row + 1, weight: radius),
      ])
    }
    return combine(.concatenating([point, draws]), weights)
  }
}
