extension PlanarImage {
  /// The mean squared difference to a picture of the same shape, Σ (x - y)² / (c h w).
  ///
  /// Samples count as they are drawn: clamped to [0, 1].
  ///
  /// - Parameter other: A picture of the same channels, height and width.
  /// - Returns: A number from 0 to 1.
  public func meanSquaredError(to other: PlanarImage) -> Double {
    precondition(
      channels == other.channels && height == other.height && width == other.width,
      "pictures must have the same shape"
    )
    let sum = zip(samples, other.samples).reduce(0.0) { sum, pair in
      let difference = Double(min(max(pair.0, 0), 1)) - Double(min(max(pair.1, 0), 1))
      return sum + difference * difference
    }
    return sum / Double(samples.count)
  }
}
