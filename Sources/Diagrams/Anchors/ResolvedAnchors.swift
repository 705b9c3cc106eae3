internal import Imaging
internal import LatentGeometry

/// What a list of anchors stands for in one model.
struct ResolvedAnchors {
  /// The latents in the order named, shape [n, d]; a file of latents gives as many as it has rows.
  let latents: LatentBatch
  /// The picture of each latent as the encoder saw it, or nil where the anchor was not a picture.
  let originals: [PlanarImage?]
  /// The files that were read, with their digests.
  var inputs: [InputStamp]
  /// Where each latent comes from: how it was named, and its item where it is one of an encoded set.
  var sources: [Source]
  /// How many of the latents were drawn from the prior.
  var randomCount = 0

  /// Where a latent comes from.
  struct Source {
    /// How it was named.
    var name: String
    /// The name of the set and the row in it, where the latent is one of a set.
    var item: (set: String, row: Int)?
  }

  /// How each latent was named.
  var names: [String] { sources.map(\.name) }

  /// For each latent its row in a set; nil where it is none of it.
  func itemRows(of set: String) -> [Int?] { sources.map { $0.item?.set == set ? $0.item?.row : nil } }

  /// Whether some were encoded now; items of a set were encoded before.
  var hasPictures: Bool { zip(originals, sources).contains { $0 != nil && $1.item == nil } }

  /// How far the anchors lie from a prior; nil where there are none.
  func typicality(in prior: Prior) -> Typicality? {
    latents.count > 0 ? Typicality(of: latents, prior: prior) : nil
  }
}
