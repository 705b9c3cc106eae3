public import Imaging
public import LatentGeometry

/// What a list of anchors stands for in one model.
public struct ResolvedAnchors: Sendable {
  /// The latents in the order named, shape [n, d]; a file of latents gives as many as it has rows.
  public let latents: LatentBatch
  /// The picture of each latent as the encoder saw it, or nil where the anchor was not a picture.
  public let originals: [PlanarImage?]
  /// The files that were read, with their digests.
  public let inputs: [InputStamp]
  /// Whether any anchor was drawn at random, so that the seed matters.
  public let areRandom: Bool
}
