internal import GenerativeModels
public import Imaging
internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// An animation before its frames are decoded: where everything goes is known, and how it will be played.
public struct Film: Sendable {
  /// How it was made.
  public let recipe: Recipe
  /// What was measured.
  public let measurements: FilmMeasurements
  /// Sentences that the person should read.
  public let notes: [String]

  let model: GenerativeModel
  let latents: LatentBatch
  let request: AnimateRequest
  let studio: Studio

  /// The number of frames.
  public var frameCount: Int { latents.count / (request.rows * request.columns) }

  /// The size of a frame in pixels.
  ///
  /// - Throws: `ContactSheetError` where it cannot be drawn.
  func frameSize() throws -> (width: Int, height: Int) {
    let sheet = try sheet()
    return (sheet.picture.width, sheet.picture.height)
  }

  /// Decodes the frames, one after another: only the batch in flight is in memory.
  ///
  /// - Parameter body: Receives every frame's number and picture, in order.
  /// - Throws: The errors of the model and of `body`.
  public func frames(_ body: (Int, PlanarImage) throws -> Void) throws {
    let cells = request.rows * request.columns
    let empty = try sheet()
    var sheet = empty
    try studio.decode(latents, with: model) { index, picture in
      let cell = index % cells
      if cell == 0 { sheet = empty }
      sheet.place(picture, row: cell / request.columns, column: cell % request.columns)
      if cell == cells - 1 { try body(index / cells, sheet.picture) }
    }
  }

  private func sheet() throws -> ContactSheet {
    let shape = model.imageShape
    let isSingle = request.rows * request.columns == 1
    return try ContactSheet(
      rows: request.rows,
      columns: request.columns,
      cellWidth: shape.width,
      cellHeight: shape.height,
      channels: shape.channels,
      style: ContactSheet.Style(gap: isSingle ? 0 : request.sheet.gap, scale: request.sheet.scale)
    )
  }
}

extension AnimateRequest {
  /// Finds all latents, so that what remains is to decode them.
  ///
  /// - Parameter studio: Opens the model and says how to run it.
  /// - Returns: The film.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func film(in studio: Studio) throws -> Film {
    try validate()
    let model = try models[0].open(session: studio.session)
    let (found, anchors) = try latents(of: model, in: studio)
    let latents = typical.applied(to: found, prior: model.prior)
    let typicality = Typicality(of: latents, prior: model.prior)
    let cells = rows * columns
    let warning = typicality.warning(
      policy: typical,
      prior: model.prior,
      dimension: latents.dimension,
      model: nil,
      naming: { "frame \($0 / cells)" + (cells > 1 ? ", cell \($0 % cells + 1)" : "") },
      anchors: anchors.latents.count > 0 ? Typicality(of: anchors.latents, prior: model.prior) : nil,
      cure: motion.needsAnchors && interpolation != .matchedSlerp ? "--method matched-slerp" : nil
    )
    return Film(
      recipe: Recipe(request: erased, models: [ModelStamp(model)], anchors: [anchors], typicality: [typicality]),
      measurements: FilmMeasurements(self, of: latents, prior: model.prior, typicality: typicality),
      notes: model.assumptions + (warning.map { [$0] } ?? []),
      model: model,
      latents: latents,
      request: self,
      studio: studio
    )
  }
}
