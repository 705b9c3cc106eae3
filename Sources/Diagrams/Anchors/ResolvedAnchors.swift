internal import Imaging
internal import LatentGeometry

/// What a list of anchors stands for in one model.
struct ResolvedAnchors {
  /// The latents in the order named, shape [n, d]; a file of latents gives as many as it has rows.
  let latents: LatentBatch
  /// The picture of each latent as the encoder saw it, or nil where the anchor was not a picture, as a sum is none.
  let originals: [PlanarImage?]
  /// The files that were read, with their digests.
  var inputs: [InputStamp]
  /// Where each latent comes from: how it was named, and its item where it is one of an encoded set.
  var sources: [Source]
  /// For each latent the number of its anchor; shorter where some were added that no anchor names.
  var owners: [Int] = []
  /// How many draws from the prior were needed.
  var randomCount = 0
  /// Whether each latent is a draw as it is.
  var areDraws = false

  /// Where a latent comes from.
  struct Source {
    /// How it was named.
    var name: String
    /// What a small place calls it; nil for the end of its name.
    var shortName: String?
    /// The name of the set and the row in it, where the latent is one of a set.
    var item: (set: String, row: Int)?
    /// Whether a picture was encoded for it now; items of a set were encoded before.
    var isEncoded = false

    /// What is written beside it.
    var label: String { shortName ?? name.pathEnd }
  }

  /// How each latent was named.
  var names: [String] { sources.map(\.name) }

  /// For each latent its row in a set; nil where it is none of it.
  func itemRows(of set: String) -> [Int?] { sources.map { $0.item?.set == set ? $0.item?.row : nil } }

  /// Whether pictures were encoded for some of them now.
  var hasPictures: Bool { sources.contains(where: \.isEncoded) }

  /// The pictures of all latents.
  ///
  /// - Throws: ``RequestError/recipeInput(path:reason:)`` where one that a set was made from is not there.
  func requiredOriginals() throws -> [PlanarImage] {
    try zip(originals, names).map { original, name in
      guard let original else {
        throw RequestError.recipeInput(
          path: name,
          reason:
            "the picture that the set was made from is not there; put it back, or name its folder with --originals-in"
        )
      }
      return original
    }
  }

  /// How far the anchors lie from a prior, with what is added to all that is decoded; nil where there are none.
  func typicality(in prior: Prior, adding offsets: OffsetSum) throws -> Typicality? {
    latents.count > 0 ? Typicality(of: try offsets.applied(to: latents), prior: prior) : nil
  }
}
