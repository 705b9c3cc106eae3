public import LatentGeometry

/// Two independent samples of a prior, each as large as the encodings that they are compared with.
///
/// They come from a stream that draws of the same seed do not use, so that encodings which were drawn from the prior
/// with this very seed are still independent of them.
public struct PriorSamples: Sendable, Equatable {
  /// What encodings are compared with: shape [n, d].
  public let sample: LatentBatch
  /// What takes the place of the encodings, to see what no difference looks like: shape [n, d].
  public let control: LatentBatch

  /// Draws both samples.
  ///
  /// - Parameters:
  ///   - prior: Of width d where it has one of its own.
  ///   - count: n ≥ 1.
  ///   - dimension: d ≥ 1.
  ///   - seed: Any number.
  public init(of prior: Prior, count: Int, dimension: Int, seed: UInt64) {
    precondition(count >= 1, "at least one latent is needed")
    let generator = LatentGenerator(seed: seed)
    sample = generator.sample(prior, count: count, dimension: dimension, stream: .additions)
    control = generator.sample(prior, count: count, dimension: dimension, startingAt: count, stream: .additions)
  }
}
