internal import EncodedSets
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
  let conditions: CarriedConditions?
  let request: AnimateRequest
  let studio: Studio

  /// The number of frames.
  public var frameCount: Int { latents.count / (request.rows * request.columns) }

  /// The size of a frame in pixels.
  ///
  /// - Throws: `ContactSheetError` where it cannot be drawn.
  func frameSize() throws -> (width: Int, height: Int) {
    let sheet = try request.frame(of: model)
    return (sheet.picture.width, sheet.picture.height)
  }

  /// The recipe that a single frame carries: the film's, with what was measured of this frame alone.
  ///
  /// - Parameter number: The frame, from 0.
  /// - Returns: A recipe that draws the whole film.
  func recipe(ofFrame number: Int) -> Recipe {
    let cells = request.rows * request.columns
    var recipe = recipe
    recipe.typicality = recipe.typicality?.map { $0[number * cells..<(number + 1) * cells] }
    return recipe
  }

  /// Decodes the frames, one after another: only the batch in flight is in memory.
  ///
  /// - Parameter body: Receives every frame's number and picture, in order.
  /// - Throws: The errors of the model and of `body`.
  public func frames(_ body: (Int, PlanarImage) throws -> Void) throws {
    let cells = request.rows * request.columns
    let empty = try request.frame(of: model)
    var sheet = empty
    try studio.decode(latents, conditions: conditions?.batch, with: model) { index, picture in
      let cell = index % cells
      if cell == 0 { sheet = empty }
      sheet.place(picture, row: cell / request.columns, column: cell % request.columns)
      if cell == cells - 1 { try body(index / cells, sheet.picture) }
    }
  }
}

extension AnimateRequest {
  /// A frame without its pictures; a single cell has no margin.
  func frame(of model: GenerativeModel) throws -> ContactSheet {
    let shape = model.imageShape
    return try ContactSheet(
      rows: rows,
      columns: columns,
      cellWidth: shape.width,
      cellHeight: shape.height,
      channels: shape.channels,
      style: ContactSheet.Style(gap: rows * columns == 1 ? 0 : sheet.gap, scale: sheet.scale)
    )
  }

  /// Finds all latents, so that what remains is to decode them.
  ///
  /// - Parameter studio: Opens the model and says how to run it.
  /// - Returns: The film.
  /// - Throws: ``RequestError`` and the errors of models and files.
  public func film(in studio: Studio) throws -> Film {
    try validate()
    let model = try open(models[0], in: studio)
    let offsets = try OffsetSum(offsets, for: [model])
    let fields = try FieldSum(self, for: [model])
    // Refuses frames of too many pixels before any latent is made for them.
    _ = try frame(of: model)
    let (found, anchors) = try latents(of: model, in: studio)
    let cells = rows * columns
    let cellsMoved = try fields.applied(
      to: found,
      cells: Array(0..<cells),
      rows: rows,
      columns: columns,
      times: fieldTimes
    )
    let latents = typical.applied(to: try offsets.applied(to: cellsMoved), prior: model.prior)
    let conditions = try carriedConditions(of: model, anchors, in: studio)
    let typicality = Typicality(of: latents, prior: model.prior)
    let hasAnchors = anchors.latents.count > 0
    let warning = typicality.warning(
      policy: typical,
      prior: model.prior,
      dimension: latents.dimension,
      model: nil,
      naming: { "frame \($0 / cells)" + (cells > 1 ? ", cell \($0 % cells + 1)" : "") },
      called: cells > 1 ? "cell" : "frame",
      anchors: try anchors.typicality(in: model.prior, adding: offsets),
      cure: motion.needsAnchors && interpolation != .matchedSlerp ? "--method matched-slerp" : nil,
      anchorCure: posterior == .mean && model.hasLogVariance && anchors.hasPictures ? "--posterior sample" : nil
    )
    return Film(
      recipe: Recipe(
        request: erased,
        models: [ModelStamp(model)],
        anchors: hasAnchors ? [anchors] : [],
        offsets: offsets,
        conditions: try OpenConditions(self.conditions, for: model).inputs,
        typicality: [typicality]
      )
      .adding(fields.inputs),
      measurements: FilmMeasurements(self, of: latents, prior: model.prior, typicality: typicality),
      notes: model.assumptions + [warning, conditions?.note(model: model.name)].compactMap(\.self),
      model: model,
      latents: latents,
      conditions: conditions,
      request: self,
      studio: studio
    )
  }
}
