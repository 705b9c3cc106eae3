internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension CanvasRequest {
  /// Draws the picture.
  ///
  /// Only a batch of decoded tiles is in memory beside the canvas, however many there are.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError``, ``CanvasLayoutError`` and the errors of pictures, sets, vectors, models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    // What is read is read before the model is opened.
    let files = try CanvasFiles(self)
    let model = try open(models[0], in: studio)
    guard reencodedShare == 0 || model.hasEncoder else {
      throw RequestError.needsEncoder(model: model.name, for: "what lies under tiles (--reencode)")
    }
    let shape = model.imageShape
    let layout = try arrangement.layout(
      tile: (Double(shape.width), Double(shape.height)),
      form: canvas.mask ?? arrangement.mask,
      picture: files.size,
      mask: files.within,
      seed: seed
    )
    let offsets = try OffsetSum(self.offsets, for: [model])
    let start = try CanvasLatents(self, on: layout, in: model, studio)
    // Said before the first tile, where an encoder wants a condition and has none.
    if reencodedShare > 0, start.conditions.encoding == nil { try model.requireEncoderCondition() }
    var painter = CanvasPainter(
      self,
      on: layout,
      from: start,
      adding: offsets,
      stencil: files.stencil,
      canvas: try PictureCanvas(width: layout.width, height: layout.height, background: files.background),
      studio: studio
    )
    var decoded = LatentBatch(count: 0, dimension: model.latentDimension)
    if originals {
      try painter.layOriginals()
    } else {
      decoded = try painter.paint()
    }
    let typicality = Typicality(of: decoded, prior: model.prior)
    return Drawing(
      picture: canvas.background == .none ? painter.canvas.pictureWithAlpha : painter.canvas.picture,
      recipe: try recipe(of: start, offsets, files, typicality),
      measurements: try CanvasMeasurements(self, layout, start, typicality),
      notes: model.assumptions
        + [
          try warning(of: typicality, layout, start, offsets), typicality.atypical.isEmpty ? nil : start.farNote,
          unusedNote(painter, offsets),
        ].compactMap { $0 }
        + start.notes + start.conditions.notes(model: model.name)
    )
  }

  private func recipe(
    of start: CanvasLatents,
    _ offsets: OffsetSum,
    _ files: CanvasFiles,
    _ typicality: Typicality
  ) throws -> Recipe {
    Recipe(
      request: erased,
      models: [ModelStamp(start.model)],
      anchors: start.recorded.map { [$0] } ?? [],
      offsets: offsets,
      conditions: try OpenConditions(conditions, for: start.model).inputs,
      typicality: [typicality]
    )
    .adding(files.inputs)
  }

  private func warning(
    of typicality: Typicality,
    _ layout: CanvasLayout,
    _ start: CanvasLatents,
    _ offsets: OffsetSum
  ) throws -> String? {
    typicality.warning(
      policy: typical,
      prior: start.model.prior,
      dimension: start.model.latentDimension,
      model: nil,
      naming: { tile in
        let place = layout.places[tile]
        return "tile \(tile) at (\(Int(place.x.rounded())), \(Int(place.y.rounded())))"
      },
      called: "tile",
      anchors: try start.anchors?.typicality(in: start.model.prior, adding: offsets),
      cure: Cure.options(methods: [interpolation], analogy: nil),
      anchorCure: posterior == .mean && start.model.hasLogVariance
        && (start.anchors?.hasPictures == true || reencodedShare > 0) ? "--posterior sample" : nil
    )
  }

  /// A sentence about what was asked for and could not change anything.
  private func unusedNote(_ painter: CanvasPainter, _ offsets: OffsetSum) -> String? {
    let unused = [offsets.isEmpty ? nil : "--offset", conditions.isEmpty ? nil : "--condition"].compactMap { $0 }
    if originals, !unused.isEmpty {
      return "\(unused.joined(separator: " and ")) changed nothing, since all tiles are originals and none was decoded"
    }
    guard reencodedShare > 0, painter.reencodedCount == 0 else { return nil }
    return "--reencode changed nothing, since no tile lies on a picture or on larger tiles; give --background a picture"
  }
}

/// The pictures that a canvas is drawn from beside its anchors, read once.
struct CanvasFiles {
  /// The tiles' form.
  let stencil: TileStencil
  /// What lies under them.
  let background: PictureCanvas.Background
  /// The background's width and height, where it is a picture.
  private(set) var size: (width: Int, height: Int)?
  /// The picture of the part that tiles are laid in, where it is one.
  private(set) var within: PlanarImage?
  /// What was read, with digests.
  let inputs: [InputStamp]

  init(_ request: CanvasRequest) throws {
    var inputs: [InputStamp] = []
    func read(_ path: String) throws -> (url: URL, bytes: Data) {
      let url = URL(fileURLWithPath: path)
      let bytes = try FileContents.read(url)
      let stamp = InputStamp(path: path, sha256: FileDigest.sha256(bytes))
      if !inputs.contains(stamp) { inputs.append(stamp) }
      return (url, bytes)
    }
    let mask = request.canvas.mask ?? request.arrangement.mask
    stencil = try TileStencil(mask)
    if case .picture(let path) = mask.shape { _ = try read(path) }
    if case .picture(let path)? = request.arrangement.within {
      let (url, bytes) = try read(path)
      within = try PlanarImage(decoding: bytes, name: url, channels: 1)
    }
    switch request.canvas.background {
    case .none: background = .transparent
    case .color(let red, let green, let blue):
      background = .color(red: Float(red) / 255, green: Float(green) / 255, blue: Float(blue) / 255)
    case .picture(let path):
      let (url, bytes) = try read(path)
      let picture = try PlanarImage(decoding: bytes, name: url)
      background = .picture(picture)
      size = (picture.width, picture.height)
    }
    self.inputs = inputs
  }
}

extension CanvasMeasurements {
  fileprivate init(
    _ request: CanvasRequest,
    _ layout: CanvasLayout,
    _ start: CanvasLatents,
    _ typicality: Typicality
  ) throws {
    // Originals are decoded under nothing.
    let conditions =
      request.originals ? nil : try start.conditions.shown(tiles: layout.places.count, in: start.model)
    (model, from, reencoded) = (start.model.name, request.source, request.reencodedShare)
    (neighbors, self.typicality) = (start.neighbors, typicality)
    tiles = layout.places.enumerated().map { index, place in
      let position = layout.position(of: place)
      let anchor = start.anchorOfTile?[index]
      return Tile(
        x: place.x - place.width / 2,
        y: place.y - place.height / 2,
        width: place.width,
        height: place.height,
        u: position.u,
        v: position.v,
        anchor: anchor,
        name: anchor.flatMap { start.anchors?.names[$0] },
        condition: conditions?[index]
      )
    }
  }
}
