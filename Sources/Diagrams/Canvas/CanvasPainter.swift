internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

/// Decodes the tiles of a canvas and lays them where they belong, a batch at a time.
///
/// Without ``CanvasRequest/reencoding`` tiles are laid in the layout's order. With it the largest come first: all tiles of a
/// size are encoded from the canvas as it is before the first of them, so that they do not depend on each other, nor on the
/// batch.
struct CanvasPainter {
  let request: CanvasRequest
  let layout: CanvasLayout
  let start: CanvasLatents
  let offsets: OffsetSum
  let studio: Studio
  let stencil: TileStencil
  /// The picture so far.
  var canvas: PictureCanvas
  /// How many tiles were encoded from what lay under them.
  private(set) var reencodedCount = 0

  private var model: GenerativeModel { start.model }

  /// The number from which draws of encodings count, away from those of anchors.
  private static let firstDraw = 1 << 30

  init(
    _ request: CanvasRequest,
    on layout: CanvasLayout,
    from start: CanvasLatents,
    adding offsets: OffsetSum,
    stencil: TileStencil,
    canvas: PictureCanvas,
    studio: Studio
  ) {
    (self.request, self.layout, self.start, self.offsets) = (request, layout, start, offsets)
    (self.stencil, self.canvas, self.studio) = (stencil, canvas, studio)
  }

  /// Lays all tiles.
  ///
  /// - Returns: The latents that were decoded, in the layout's order.
  /// - Throws: The errors of the model, and ``RequestError`` where latents become too large.
  mutating func paint() throws -> LatentBatch {
    guard request.reencodedShare > 0 else {
      guard let latents = start.latents else { preconditionFailure("only what is encoded has no latents") }
      let decoded = prepared(try offsets.applied(to: latents))
      try lay(decoded, at: Array(layout.places.indices), after: 0)
      return decoded
    }
    var decoded = LatentBatch(count: layout.places.count, dimension: model.latentDimension)
    var done = 0
    for octave in layout.octaves {
      let latents = prepared(try offsets.applied(to: try mixed(octave, after: done)))
      for (index, tile) in octave.enumerated() { decoded.setRow(tile, to: latents[index].values) }
      try lay(latents, at: octave, after: done)
      done += octave.count
    }
    return decoded
  }

  /// Lays the anchors' own pictures.
  ///
  /// - Throws: ``RequestError`` where an anchor has none.
  mutating func layOriginals() throws {
    guard let anchors = start.anchors, let anchorOfTile = start.anchorOfTile else {
      preconditionFailure("only tiles that are anchors have original pictures")
    }
    for (tile, anchor) in anchorOfTile.enumerated() {
      guard let picture = anchors.originals[anchor] else {
        throw RequestError.invalid(
          option: "--originals",
          reason:
            "\(anchors.names[anchor]) has no picture that can be shown; name a picture, or decode it without --originals"
        )
      }
      lay(picture, at: tile)
    }
  }

  private func prepared(_ latents: LatentBatch) -> LatentBatch {
    request.typical.applied(to: latents, prior: model.prior)
  }

  /// Decodes latents and lays their pictures.
  private mutating func lay(_ latents: LatentBatch, at tiles: [Int], after done: Int) throws {
    let (all, whole) = (studio, layout.places.count)
    var counting = studio
    counting.progress = { count, _ in all.progress(done + count, whole) }
    let conditions = start.conditions.decoding?.rows(tiles)
    try counting.decode(latents, conditions: conditions, with: model) { lay($1, at: tiles[$0]) }
  }

  private mutating func lay(_ picture: PlanarImage, at tile: Int) {
    let place = layout.places[tile]
    canvas.place(
      picture,
      through: stencil,
      x: place.x,
      y: place.y,
      width: place.width,
      height: place.height,
      blending: request.canvas.blending ?? request.arrangement.blending,
      opacity: request.canvas.opacity
    )
  }

  // MARK: What lies under tiles

  /// The latents of tiles of one size: their own, mixed with the encodings of what lies under them.
  private mutating func mixed(_ tiles: [Int], after done: Int) throws -> LatentBatch {
    let (indices, encoded) = try encodings(of: tiles, after: done)
    reencodedCount += indices.count
    guard let own = start.latents?.rows(tiles) else { return encoded }
    guard !indices.isEmpty else { return own }
    let mixed = studio.interpolator(request.interpolation, in: model)
      .interpolate(from: own.rows(indices), to: encoded, at: request.reencodedShare)
    var latents = own
    for (row, index) in indices.enumerated() { latents.setRow(index, to: mixed[row].values) }
    return latents
  }

  /// The encodings of what lies under tiles, and under which of them anything lies: on a plain background only where other
  /// tiles cover more than half.
  private func encodings(of tiles: [Int], after done: Int) throws -> (indices: [Int], latents: LatentBatch) {
    let shape = model.imageShape
    var indices: [Int] = []
    var parts: [LatentBatch] = []
    var pending: [PlanarImage] = []
    var pendingTiles: [Int] = []
    let size = studio.batch ?? model.defaultBatch
    func encodePending() throws {
      guard !pending.isEmpty else { return }
      let choice = request.posterior.posterior(seed: request.seed ?? 0)
      let first = Self.firstDraw + done + indices.count - pending.count
      parts.append(
        try model.encode(
          ImageBatch(pending),
          conditions: start.conditions.encoding?.rows(pendingTiles),
          posterior: choice,
          startingAt: first,
          batch: studio.batch
        )
      )
      (pending, pendingTiles) = ([], [])
    }
    for (index, tile) in tiles.enumerated() {
      let place = layout.places[tile]
      let region = canvas.region(x: place.x, y: place.y, width: place.width, height: place.height)
      guard request.canvas.background.isPicture || region.coverage > 0.5 else { continue }
      indices.append(index)
      pendingTiles.append(tile)
      pending.append(
        region.picture.converted(toChannels: shape.channels)
          .resized(width: shape.width, height: shape.height, filter: model.preparation.filter)
      )
      if pending.count == size { try encodePending() }
    }
    try encodePending()
    return (indices, parts.isEmpty ? LatentBatch(count: 0, dimension: model.latentDimension) : .concatenating(parts))
  }
}

extension CanvasLayout {
  /// The tiles of each size, the largest area first; those of one size in the layout's order.
  var octaves: [[Int]] {
    let sorted = places.indices.sorted { a, b in
      let (one, other) = (places[a], places[b])
      let areas = (one.width * one.height, other.width * other.height)
      // Of equal areas the wider are together, and the order is the layout's.
      return areas.0 != areas.1
        ? areas.0 > areas.1 : one.width != other.width ? one.width > other.width : a < b
    }
    var octaves: [[Int]] = []
    for tile in sorted {
      if let last = octaves.last?.last, places[last].width == places[tile].width,
        places[last].height == places[tile].height
      {
        octaves[octaves.count - 1].append(tile)
      } else {
        octaves.append([tile])
      }
    }
    return octaves
  }
}
