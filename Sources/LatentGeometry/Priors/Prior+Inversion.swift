extension Prior {
  /// The other side of the prior for every latent: as likely as the latent, with the centre between both.
  ///
  /// With the centre μ it is 2μ - z, for N(0, I) and the sphere -z, for a uniform coordinate low + high - z. The law of draws
  /// stays the same, and inverted twice a latent is itself to rounding. A learned prior, which need not be symmetric, is
  /// inverted in its normal scores, so that the quantile p of a coordinate becomes 1 - p.
  ///
  /// - Parameter latents: Shape [n, d], d the prior's own where it has one.
  /// - Returns: The same shape; numbers beyond single precision become the largest that it holds.
  /// - Complexity: O(n d); O(n d²) for a learned prior.
  public func inverted(_ latents: LatentBatch) -> LatentBatch {
    if case .empirical = self {
      guard latents.count > 0 else { return latents }
      var weights = WeightTable(pointCount: latents.count)
      for row in 0..<latents.count { weights.append([.init(point: row, weight: -1)]) }
      return Interpolator(.matched, prior: self, dimension: latents.dimension).combine(latents, weights)
    }
    let ends = centers(dimension: latents.dimension).map { 2 * Double($0) }
    var result = latents
    result.withUnsafeMutableValues { values in
      for start in stride(from: 0, to: values.count, by: ends.count) {
        for column in ends.indices {
          values[start + column] = Float(saturating: ends[column] - Double(values[start + column]))
        }
      }
    }
    return result
  }
}
