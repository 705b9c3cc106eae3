public import GenerativeModels

/// What stands for a picture in latent space.
public enum PosteriorChoice: String, Sendable, Codable, CaseIterable {
  /// The mean of the encoder's distribution.
  case mean
  /// A draw from it, by the request's seed.
  case sample

  /// The same with the seed that a draw starts from.
  ///
  /// - Parameter seed: Used for ``sample`` only.
  /// - Returns: What a model's `encode` takes.
  public func posterior(seed: UInt64) -> Posterior {
    switch self {
    case .mean: .mean
    case .sample: .sample(seed: seed)
    }
  }
}
