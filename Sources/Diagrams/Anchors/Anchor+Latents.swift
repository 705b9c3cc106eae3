public import LatentGeometry

extension Anchor {
  /// A latent that is known already.
  ///
  /// - Parameter latent: One row, shape [1, d].
  public init(_ latent: LatentBatch) {
    precondition(latent.count == 1, "an anchor is one latent")
    self = .vector(latent.values)
  }
}
