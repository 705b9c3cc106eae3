internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Encoded sets that anchors name, each opened once.
struct OpenSets {
  let model: GenerativeModel
  /// Where the original pictures lie now; nil for where they were encoded from.
  let originals: URL?

  private var found: [String: EncodedSet] = [:]

  init(model: GenerativeModel, originals: URL?) {
    self.model = model
    self.originals = originals
  }

  /// A set, and whether its latents are this model's.
  mutating func opened(_ name: String) throws -> (set: EncodedSet, isOwn: Bool) {
    let set = try found[name] ?? EncodedSet(SetFolder(naming: name), originals: originals)
    found[name] = set
    return (set, set.description.model.hash == model.encodingHash)
  }

  /// The latent of an item, which must be finite as those of files must.
  func latent(of item: EncodedItem, in set: EncodedSet) throws -> LatentBatch {
    let latent = set.latent(item.row)
    if let column = latent.values.firstIndex(where: { !$0.isFinite }) {
      throw EncodedSetError.damaged(
        set.folder.vectors,
        reason: "row \(item.row), column \(column) is \(latent.values[column]), which is not finite"
      )
    }
    return latent
  }

  /// The picture of an item as this model's encoder sees it.
  ///
  /// - Parameters:
  ///   - item: An item of the set.
  ///   - set: The set.
  ///   - width: Another width than the model's, for showing it larger; nil for the model's.
  ///   - height: Another height than the model's; nil for the model's.
  /// - Returns: The picture.
  /// - Throws: `EncodedSetError.originalMissing(path:set:)`, and the errors of pictures.
  func original(
    of item: EncodedItem,
    in set: EncodedSet,
    width: Int? = nil,
    height: Int? = nil
  ) throws -> PlanarImage {
    let shape = model.imageShape
    return try set.original(
      of: item,
      preparation: model.preparation,
      channels: shape.channels,
      width: width ?? shape.width,
      height: height ?? shape.height
    )
  }

  /// The same, or nil where the picture is gone: the latent is there without it.
  func originalIfThere(
    of item: EncodedItem,
    in set: EncodedSet,
    width: Int? = nil,
    height: Int? = nil
  ) throws -> PlanarImage? {
    do {
      return try original(of: item, in: set, width: width, height: height)
    } catch EncodedSetError.originalMissing {
      return nil
    }
  }
}
