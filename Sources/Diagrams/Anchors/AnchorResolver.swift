internal import GenerativeModels
internal import Imaging
internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Turns anchors into latents of one model.
struct AnchorResolver {
  let model: GenerativeModel
  let batch: Int?
  let seed: UInt64?
  let generator: RandomAlgorithm
  var posterior: PosteriorChoice = .mean

  /// Latents, pictures and digests of the anchors, in order.
  func resolve(_ anchors: [Anchor], for verb: String) throws -> ResolvedAnchors {
    let pictures = try anchors.map { anchor throws -> PlanarImage? in
      guard case .image(let path) = anchor else { return nil }
      guard model.hasEncoder else { throw RequestError.needsEncoder(model: model.name, for: "\(verb) \(path)") }
      return try ImageBatch(contentsOf: [URL(fileURLWithPath: path)], for: model)[0]
    }
    let present = pictures.compactMap { $0 }
    let encoded = present.isEmpty ? nil : try encode(present)
    let randomCount = anchors.count { $0 == .random }
    let random = randomCount == 0 ? nil : try draw(randomCount)

    var parts: [LatentBatch] = []
    var originals: [PlanarImage?] = []
    var inputs: [InputStamp] = []
    var (nextImage, nextRandom) = (0, 0)
    for (anchor, picture) in zip(anchors, pictures) {
      switch anchor {
      case .image(let path):
        guard let encoded else { preconditionFailure("a picture was read and must have been encoded") }
        parts.append(encoded[nextImage])
        originals.append(picture)
        inputs.append(try InputStamp(ofFileAt: path))
        nextImage += 1
      case .random:
        guard let random else { preconditionFailure("random anchors must have been drawn") }
        parts.append(random[nextRandom])
        originals.append(nil)
        nextRandom += 1
      case .latents(let text):
        let reference = try LatentReference(parsing: text)
        let latents = try checked(try LatentFile.read(reference), name: text)
        parts.append(latents)
        originals += [PlanarImage?](repeating: nil, count: latents.count)
        inputs.append(try InputStamp(ofFileAt: reference.file.shownPath))
      case .vector(let numbers):
        guard !numbers.isEmpty else {
          throw RequestError.invalid(option: "the anchor [ ]", reason: "it has no numbers; take it out or fill it in")
        }
        parts.append(try checked(LatentBatch(rows: [numbers]), name: anchor.shown))
        originals.append(nil)
      }
    }
    return ResolvedAnchors(
      latents: LatentBatch.concatenating(parts),
      originals: originals,
      inputs: inputs,
      areRandom: randomCount > 0
    )
  }

  private func encode(_ pictures: [PlanarImage]) throws -> LatentBatch {
    try model.encode(ImageBatch(pictures), posterior: posterior.posterior(seed: seed ?? 0), batch: batch)
  }

  private func draw(_ count: Int) throws -> LatentBatch {
    guard let seed else { throw RequestError.missingSeed }
    return generator.sample(model.prior, count: count, dimension: model.latentDimension, seed: seed)
  }

  private func checked(_ latents: LatentBatch, name: String) throws -> LatentBatch {
    guard latents.dimension == model.latentDimension else {
      throw RequestError.latentWidth(
        name: name,
        found: latents.dimension,
        expected: model.latentDimension,
        model: model.name
      )
    }
    return latents
  }
}
