extension Prior {
  /// The share of each latent's coordinates that the prior cannot produce.
  ///
  /// - Parameter latents: Shape [n, d].
  /// - Returns: n numbers, 0 … 1; nil where every number is possible, and for a sphere, whose lengths say it better.
  /// - Complexity: O(n d).
  public func sharesOutsideSupport(of latents: LatentBatch) -> [Double]? {
    if case .sphere = self { return nil }
    let dimension = latents.dimension
    guard let support = support(dimension: dimension) else { return nil }
    return latents.withUnsafeValues { values in
      (0..<latents.count).map { row in
        let outside = (0..<dimension).count { !support[$0].contains(values[row * dimension + $0]) }
        return Double(outside) / Double(dimension)
      }
    }
  }
}

extension LatentBatch {
  /// The same latents with lengths at most so many sd of the prior's law from its mean, and coordinates in its support.
  ///
  /// Coordinates outside the support go to its edge first. A length beyond the limit is then scaled, about the prior's centre,
  /// to the limit; on a sphere every length becomes the radius. Scaling to a greater length may lead outside a support
  /// again, where coordinates end at the edge. Latents within both limits stay as they are, bit for bit. A latent at the centre
  /// has no direction and stays.
  ///
  /// - Parameters:
  ///   - limit: In sd of the prior's law of lengths, ≥ 0.
  ///   - prior: What the latents should look like.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d).
  public func rescaled(within limit: Double, of prior: Prior) -> LatentBatch {
    precondition(limit >= 0, "a limit is at least 0")
    let law = prior.lengthLaw(dimension: dimension)
    let centers = prior.centers(dimension: dimension)
    let support: [ClosedRange<Float>]? = if case .sphere = prior { nil } else { prior.support(dimension: dimension) }
    // A little within, so that rounding does not leave a length beyond.
    let reach = limit * law.standardDeviation * (1 - 1e-6)
    var result = self
    for row in 0..<count {
      var coordinates = self[row].values
      if let support {
        for index in coordinates.indices {
          coordinates[index] = support[index].nearest(to: coordinates[index])
        }
      }
      let length = zip(coordinates, centers)
        .reduce(0.0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }.squareRoot()
      let deviation = law.deviation(ofLength: length)
      if abs(deviation) > limit, length > 0 {
        let target = max(0, law.mean + (deviation > 0 ? reach : -reach))
        for index in coordinates.indices {
          let center = Double(centers[index])
          let moved = Float(center + (Double(coordinates[index]) - center) * target / length)
          coordinates[index] = support.map { $0[index].nearest(to: moved) } ?? moved
        }
      }
      result.setRow(row, to: coordinates)
    }
    return result
  }
}

extension ClosedRange<Float> {
  fileprivate func nearest(to number: Float) -> Float { Swift.min(upperBound, Swift.max(lowerBound, number)) }
}
