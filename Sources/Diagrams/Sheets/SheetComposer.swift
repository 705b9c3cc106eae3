internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

/// Puts one band for each model on a sheet, one below another, and makes the drawing of it.
struct SheetComposer {
  /// The models, open, in the request's order.
  let models: [GenerativeModel]

  private let options: SheetOptions
  private let studio: Studio
  private var pictures: [PlanarImage] = []

  /// Opens the models.
  init(models references: [ModelReference], sheet: SheetOptions, studio: Studio) throws {
    models = try references.map { try $0.open(session: studio.session) }
    options = sheet
    self.studio = studio
  }

  /// Refuses a sheet of too many pixels before any latent is made for it.
  func check(rows: Int, columns: Int) throws {
    for model in models {
      let scale = scale(of: model)
      func length(_ count: Int, _ side: Int) -> Double {
        Double(count) * (max((Double(side) * scale).rounded(), 1) + Double(options.gap))
      }
      let width = length(columns, model.imageShape.width)
      let height = length(rows, model.imageShape.height)
      guard width * height <= Double(PlanarImage.pixelLimit) else {
        throw ContactSheetError.tooLarge(width: width, height: height)
      }
    }
  }

  /// Models of several sizes are drawn as large as the largest.
  private func scale(of model: GenerativeModel) -> Double {
    let height = model.imageShape.height
    let largest = models.map(\.imageShape.height).max() ?? height
    return options.scale * Double(largest) / Double(height)
  }

  /// Decodes a band's latents into their cells and puts its pictures beside them.
  ///
  /// - Parameters:
  ///   - band: What goes where.
  ///   - model: One of ``models``.
  ///   - inspect: Sees each decoded picture with the number of its latent.
  /// - Throws: The errors of the model and of the sheet.
  mutating func add(
    _ band: Band,
    from model: GenerativeModel,
    inspect: (Int, PlanarImage) -> Void = { _, _ in }
  ) throws {
    let shape = model.imageShape
    let style = ContactSheet.Style(gap: options.gap, scale: scale(of: model))
    var sheet = try ContactSheet(
      rows: band.rows,
      columns: band.columns,
      cellWidth: shape.width,
      cellHeight: shape.height,
      channels: shape.channels,
      rowLabels: options.labels ? band.rowLabels : [],
      title: options.labels && models.count > 1 ? model.name : nil,
      style: style
    )
    for (cell, picture) in band.pictures { sheet.place(picture, row: cell.row, column: cell.column) }
    try studio.decode(band.latents, with: model) { index, picture in
      let cell = band.latentCells[index]
      sheet.place(picture, row: cell.row, column: cell.column)
      inspect(index, picture)
    }
    pictures.append(sheet.picture)
  }

  /// The drawing of all bands.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - anchors: What the anchors stood for in each model; empty where there were none.
  ///   - measurements: What was measured.
  /// - Returns: The picture and all that goes with it.
  /// - Throws: `ContactSheetError` where the sheet is too large.
  func finish(
    request: AnyDiagramRequest,
    anchors: [ResolvedAnchors],
    measurements: any Measurements
  ) throws -> Drawing {
    Drawing(
      picture: try PlanarImage(stacking: pictures, gap: options.gap),
      recipe: Recipe(request: request, models: models.map(ModelStamp.init), anchors: anchors),
      measurements: measurements,
      notes: models.flatMap(\.assumptions)
    )
  }
}
