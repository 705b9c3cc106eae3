public import LatentGeometry

/// How far latents lie from the prior by their length.
public struct Typicality: Encodable, Sendable, Equatable {
  /// ‖z - c‖ of each latent, measured from the prior's centre.
  public let lengths: [Double]
  /// How many sd of the prior's law of lengths each lies above or below its mean; nil where the law has no spread and the
  /// length is another.
  public let deviations: [Double?]

  /// Measures latents.
  ///
  /// - Parameters:
  ///   - latents: At least one.
  ///   - prior: The model's prior.
  public init(of latents: LatentBatch, prior: Prior) {
    let statistics = PriorStatistics(of: latents, prior: prior)
    lengths = statistics.lengths
    deviations = statistics.deviations.map { $0.isFinite ? $0 : nil }
  }
}
