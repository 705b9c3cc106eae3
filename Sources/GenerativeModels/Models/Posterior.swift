/// Which latent stands for a picture, where an encoder gives a distribution q(z | x) = N(μ, σ²).
public enum Posterior: Sendable, Hashable {
  /// Its mean μ.
  case mean
  /// A draw from it, μ + exp(logvar / 2) · ε with ε from N(0, I); row i of ε depends only on the seed and i.
  case sample(seed: UInt64)
}
