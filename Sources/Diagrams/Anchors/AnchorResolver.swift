internal import Datasets
internal import EncodedSets
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
  let posterior: PosteriorChoice
  /// Where the original pictures of encoded sets lie now; nil for where they were encoded from.
  let originals: URL?
  /// What models that take conditions encode under.
  let conditions: [Condition]
  /// Whether two conditions serve every pair of anchors.
  let repeatsPairs: Bool
  /// What needs the anchors, for messages.
  let verb: String

  /// The resolver of a request's anchors in one of its models.
  init<Request: StudioRequest>(
    _ model: GenerativeModel,
    for request: Request,
    in studio: Studio,
    posterior: PosteriorChoice = .mean
  ) {
    self.model = model
    batch = studio.batch
    seed = request.seed
    generator = request.generator
    self.posterior = posterior
    originals = studio.originals
    conditions = request.givenConditions
    repeatsPairs = (Request.self as? any ConditionedRequest.Type)?.repeatsPairs ?? false
    verb = Request.verb
  }

  /// Latents, pictures and digests of the anchors, in order.
  ///
  /// - Parameter anchors: Any number of them.
  /// - Returns: What they stand for.
  /// - Throws: ``RequestError``, and the errors of pictures, latents and models.
  func resolve(_ anchors: [Anchor]) throws -> ResolvedAnchors {
    // The draws and the pictures of all sums are numbered together with the others'.
    let owners = anchors.enumerated().flatMap { index, anchor in anchor.parts.map { _ in index } }
    let (found, counts) = try resolveParts(anchors.flatMap(\.parts), owners: owners, anchorCount: anchors.count)
    var summed = try found.summed(as: anchors, counts: counts, in: model)
    summed.owners = zip(owners, counts).reduce(into: []) { latents, part in
      let count = if case .sum = anchors[part.0] { latents.last == part.0 ? 0 : 1 } else { part.1 }
      latents += [Int](repeating: part.0, count: count)
    }
    return summed
  }

  /// The same of anchors that are no sums, and how many latents each has.
  private func resolveParts(
    _ anchors: [Anchor],
    owners: [Int],
    anchorCount: Int
  ) throws -> (ResolvedAnchors, counts: [Int]) {
    var (parts, originals, inputs): ([LatentBatch], [PlanarImage?], [InputStamp]) = ([], [], [])
    var sources: [ResolvedAnchors.Source] = []
    var counts: [Int] = []
    // Pictures wait here until a batch of them is full.
    var pending: [PlanarImage] = []
    var encodedCount = 0
    let conditions = try EncoderConditions(conditions, repeatsPairs: repeatsPairs, for: model)
    var pendingConditions: [[Float]] = []
    let random = try draw(anchors.randomCount)
    var nextRandom = 0
    let size = batch ?? model.defaultBatch
    var sets = OpenSets(model: model, originals: self.originals)
    var sheets = OpenSheets(model: model)
    var files = OpenLatents(of: anchors)
    // Pictures within a file of many.
    let inside = PictureSource(root: URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true))

    func encodePending() throws {
      guard !pending.isEmpty else { return }
      let choice = posterior.posterior(seed: seed ?? 0)
      parts.append(
        try model.encode(
          ImageBatch(pending),
          conditions: pendingConditions.isEmpty ? nil : ConditionBatch(LatentBatch(rows: pendingConditions)),
          posterior: choice,
          startingAt: encodedCount,
          batch: batch
        )
      )
      encodedCount += pending.count
      (pending, pendingConditions) = ([], [])
    }

    func encodeLater(_ picture: PlanarImage, named name: String) throws {
      guard model.hasEncoder else { throw RequestError.needsEncoder(model: model.name, for: "\(verb) \(name)") }
      let owner = owners[counts.count]
      if let conditions {
        pendingConditions.append(
          try conditions.row(ofPicture: originals.count, owner: owner, anchorCount: anchorCount)
        )
      }
      originals.append(picture)
      sources.append(ResolvedAnchors.Source(name: name, isEncoded: true))
      pending.append(picture)
      if pending.count == size { try encodePending() }
    }

    for anchor in anchors {
      let count = originals.count
      defer { counts.append(originals.count - count) }
      if case .image(let path) = anchor {
        guard model.hasEncoder else { throw RequestError.needsEncoder(model: model.name, for: "\(verb) \(path)") }
        if let file = inside.container(of: path) {
          if !inputs.contains(where: { $0.path == file.shownPath }) {
            inputs.append(InputStamp(path: file.shownPath, sha256: try FileDigest.sha256(of: file)))
          }
          let shape = model.imageShape
          let picture = try inside.picture(
            at: path,
            preparation: model.preparation,
            channels: shape.channels,
            width: shape.width,
            height: shape.height
          )
          try encodeLater(picture.image, named: path)
          continue
        }
        // Read once: what is digested is what is drawn.
        let url = URL(fileURLWithPath: path)
        let bytes = try FileContents.read(url)
        inputs.append(InputStamp(path: path, sha256: FileDigest.sha256(bytes)))
        try encodeLater(try PlanarImage(decoding: bytes, name: url, for: model), named: path)
        continue
      }
      if case .tiles(let sheet) = anchor {
        guard model.hasEncoder else {
          throw RequestError.needsEncoder(model: model.name, for: "\(verb) \(sheet.shown)")
        }
        let (tiles, stamp) = try sheets.tiles(of: sheet)
        if !inputs.contains(stamp) { inputs.append(stamp) }
        for place in tiles {
          try encodeLater(try sheets.picture(at: place, of: sheet), named: sheet.shown(tile: place.number))
        }
        continue
      }
      if case .item(let number, let name) = anchor {
        let (set, isOwn) = try sets.opened(name)
        let item = try set.item(number)
        guard isOwn else {
          // Another model's latents mean nothing here: its picture is encoded anew.
          try encodeLater(try sets.original(of: item, in: set), named: anchor.shown)
          continue
        }
        try encodePending()
        let latent = try sets.latent(of: item, in: set)
        inputs.append(InputStamp(path: "\(anchor.shown) of \(name)", sha256: latent.sha256))
        parts.append(latent)
        sources.append(ResolvedAnchors.Source(name: anchor.shown, item: (name, item.row)))
        originals.append(try sets.originalIfThere(of: item, in: set))
        continue
      }
      try encodePending()
      let latents = try latents(of: anchor, random: random, next: &nextRandom, among: &files, inputs: &inputs)
      parts.append(latents)
      sources += (0..<latents.count).map { row in
        ResolvedAnchors.Source(name: latents.count > 1 ? "\(anchor.shown):\(row)" : anchor.shown)
      }
      originals += [PlanarImage?](repeating: nil, count: latents.count)
    }
    try encodePending()
    let latents = parts.isEmpty ? LatentBatch(count: 0, dimension: model.latentDimension) : .concatenating(parts)
    let found = ResolvedAnchors(
      latents: latents,
      originals: originals,
      inputs: inputs,
      sources: sources,
      randomCount: anchors.randomCount,
      areDraws: anchors.allSatisfy { $0 == .random }
    )
    return (found, counts)
  }

  /// The same anchors with more behind them, drawn from the prior.
  ///
  /// Where no anchor was given but draws, these are the next rows of the seed's table; else they come from a stream of their
  /// own, since what was given may be those very rows.
  ///
  /// - Parameters:
  ///   - found: Anchors of this resolver.
  ///   - count: How many are added.
  /// - Returns: All of them.
  /// - Throws: ``RequestError`` where there is no seed.
  func filling(_ found: ResolvedAnchors, with count: Int) throws -> ResolvedAnchors {
    let drawn: LatentBatch
    if found.areDraws {
      drawn = try draw(found.randomCount + count)[found.randomCount..<found.randomCount + count]
    } else {
      guard let seed else { throw RequestError.missingSeed }
      drawn = generator.sample(
        beside: found.latents.count,
        model.prior,
        count: count,
        dimension: model.latentDimension,
        seed: seed
      )
    }
    return ResolvedAnchors(
      latents: .concatenating([found.latents, drawn]),
      originals: found.originals + [PlanarImage?](repeating: nil, count: count),
      inputs: found.inputs,
      sources: found.sources + [ResolvedAnchors.Source](repeating: .init(name: Anchor.random.shown), count: count),
      owners: found.owners,
      randomCount: found.randomCount + count,
      areDraws: found.areDraws
    )
  }

  /// The latents of an anchor that is no picture.
  private func latents(
    of anchor: Anchor,
    random: LatentBatch,
    next: inout Int,
    among files: inout OpenLatents,
    inputs: inout [InputStamp]
  ) throws -> LatentBatch {
    switch anchor {
    case .image, .tiles, .item, .sum:
      preconditionFailure("pictures, tiles, items and sums are taken care of before")
    case .random:
      next += 1
      return random[next - 1]
    case .latents(let text):
      let (latents, digest) = try files.latents(text)
      inputs.append(InputStamp(path: text, sha256: digest))
      try model.requireWidth(of: latents, named: text)
      return latents
    case .vector(let numbers):
      guard !numbers.isEmpty else {
        throw RequestError.invalid(option: "the anchor [ ]", reason: "it has no numbers; take it out or fill it in")
      }
      let latents = LatentBatch(count: 1, dimension: numbers.count, values: numbers)
      try model.requireWidth(of: latents, named: anchor.shown)
      return latents
    }
  }

  /// The draws of one of several walks, each of which goes on with more frames and is the same whatever walks beside it.
  ///
  /// Walk i has the rows of the seed's table from i · 2²⁰ on; of NumPy's, which has no way to jump ahead, those after all
  /// walks before it.
  ///
  /// - Parameters:
  ///   - count: The number of draws, at most 2²⁰.
  ///   - walker: i, from 0.
  /// - Returns: Shape [count, d].
  /// - Throws: ``RequestError/missingSeed``.
  func draws(_ count: Int, ofWalker walker: Int) throws -> LatentBatch {
    guard let seed else { throw RequestError.missingSeed }
    switch generator {
    case .sextant:
      return LatentGenerator(seed: seed)
        .sample(model.prior, count: count, dimension: model.latentDimension, startingAt: walker << 20)
    case .numpy:
      return try draw((walker + 1) * count)[walker * count..<(walker + 1) * count]
    }
  }

  private func draw(_ count: Int) throws -> LatentBatch {
    guard count > 0 else { return LatentBatch(count: 0, dimension: model.latentDimension) }
    guard let seed else { throw RequestError.missingSeed }
    return generator.sample(model.prior, count: count, dimension: model.latentDimension, seed: seed)
  }
}

extension [Anchor] {
  /// How many are draws.
  fileprivate var randomCount: Int { count { $0 == .random } }
}

extension GenerativeModel {
  /// Refuses latents of another width than the model's.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - name: What they are called in the message.
  /// - Throws: ``RequestError/latentWidth(name:found:expected:model:)``.
  func requireWidth(of latents: LatentBatch, named name: String) throws {
    guard latents.dimension == latentDimension else {
      throw RequestError.latentWidth(
        name: name,
        found: latents.dimension,
        expected: latentDimension,
        model: self.name
      )
    }
  }
}
