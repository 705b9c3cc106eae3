internal import Imaging
internal import LatentGeometry

/// What a list of anchors stands for in one model.
struct ResolvedAnchors {
  /// The latents in the order named, shape [n, d]; a file of latents gives as many as it has rows.
  let latents: LatentBatch
  /// The picture of each latent as the encoder saw it, or nil where the anchor was not a picture.
  let originals: [PlanarImage?]
  /// The files that were read, with their digests.
  let inputs: [InputStamp]
  /// How many of the latents were drawn from the prior.
  var randomCount = 0

  /// Whether some were encoded.
  var hasPictures: Bool { originals.contains { $0 != nil } }

  /// How far the anchors lie from a prior; nil where there are none.
  func typicality(in prior: Prior) -> Typicality? {
    latents.count > 0 ? Typicality(of: latents, prior: prior) : nil
  }
}
