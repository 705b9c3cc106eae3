internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

/// Puts one band for each model on a sheet, one below another, and makes the drawing of it.
struct SheetComposer {
  /// The models, open, in the request's order.
  let models: [GenerativeModel]

  /// What is added to latents before they are decoded.
  let offsets: OffsetSum

  /// The files that conditions were read from.
  private let conditionInputs: [InputStamp]
  /// What is added to cells before, another multiple to each, and at which time.
  private let fields: FieldSum
  private let time: Double
  private let options: SheetOptions
  private let policy: TypicalityPolicy
  /// An option of the verb that keeps its latents where the prior is.
  private let cure: String?
  /// Whether the mean of an encoding stands for a picture, which lies nearer to the centre than the prior's draws.
  private let isMeanTaken: Bool
  private let studio: Studio
  private var pictures: [PlanarImage] = []
  private var typicality: [Typicality] = []
  private var warnings: [String] = []

  /// Opens the models of a request.
  init(
    _ request: some DiagramRequest,
    sheet: SheetOptions,
    cure: String? = nil,
    posterior: PosteriorChoice = .sample,
    studio: Studio
  ) throws {
    models = try request.models.map { try request.open($0, in: studio) }
    conditionInputs = try models.flatMap { try OpenConditions(request.givenConditions, for: $0).inputs }
    offsets = try OffsetSum(request.offsets, for: models)
    fields = try FieldSum(request, for: models)
    time = (request as? any RequestAtTime)?.time ?? 0
    options = sheet
    policy = request.typical
    self.cure = cure
    isMeanTaken = posterior == .mean
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

  /// Puts a picture below what is there, such as originals that no model decodes.
  mutating func add(_ picture: PlanarImage) { pictures.append(picture) }

  /// Decodes a band's latents into their cells, with the request's fields and offsets and after its policy about those far from
  /// the prior, and puts its pictures beside them.
  ///
  /// - Parameters:
  ///   - band: What goes where.
  ///   - model: One of ``models``.
  ///   - anchors: The latents that the others were made from, where there are any.
  ///   - inspect: Sees each decoded picture with the number of its latent.
  /// - Returns: How far the latents that were decoded lie from the prior.
  /// - Throws: The errors of the model and of the sheet, and what `inspect` throws.
  @discardableResult
  mutating func add(
    _ band: Band,
    from model: GenerativeModel,
    anchors: ResolvedAnchors? = nil,
    inspect: (Int, PlanarImage) throws -> Void = { _, _ in }
  ) throws -> Typicality {
    let cells = try fields.applied(to: band, at: time)
    let latents = policy.applied(to: try offsets.applied(to: cells), prior: model.prior)
    let found = Typicality(of: latents, prior: model.prior)
    let shape = model.imageShape
    let style = ContactSheet.Style(gap: options.gap, scale: scale(of: model))
    let titles = [models.count > 1 ? model.name : nil, band.title].compactMap(\.self)
    var sheet = try ContactSheet(
      rows: band.rows,
      columns: band.columns,
      cellWidth: shape.width,
      cellHeight: shape.height,
      channels: shape.channels,
      rowLabels: options.labels ? band.rowLabels : [],
      columnLabels: options.labels ? band.columnLabels : [],
      title: options.labels && !titles.isEmpty ? titles.joined(separator: ": ") : nil,
      style: style
    )
    for (cell, picture) in band.pictures { sheet.place(picture, row: cell.row, column: cell.column) }
    try studio.decode(latents, conditions: band.conditions?.batch, with: model) { index, picture in
      let cell = band.latentCells[index]
      sheet.place(picture, row: cell.row, column: cell.column)
      try inspect(index, picture)
    }
    pictures.append(sheet.picture)
    typicality.append(found)
    let warning = found.warning(
      policy: policy,
      prior: model.prior,
      dimension: latents.dimension,
      model: models.count > 1 ? model.name : nil,
      naming: { "row \(band.latentCells[$0].row + 1), column \(band.latentCells[$0].column - band.leftMargin + 1)" },
      anchors: try anchors?.typicality(in: model.prior, adding: offsets),
      cure: cure,
      anchorCure: isMeanTaken && model.hasLogVariance && anchors?.hasPictures == true ? "--posterior sample" : nil
    )
    warnings += [warning, band.conditions?.note(model: model.name)].compactMap(\.self)
    return found
  }

  /// A sentence where offsets were given and only original pictures were drawn.
  private var unusedOffsetNote: String? {
    guard !offsets.isEmpty, !typicality.isEmpty, typicality.allSatisfy(\.lengths.isEmpty) else { return nil }
    return "--offset changed nothing, since all pictures are originals and none was decoded"
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
      recipe: Recipe(
        request: request,
        models: models.map(ModelStamp.init),
        anchors: anchors,
        offsets: offsets,
        conditions: conditionInputs,
        typicality: typicality
      )
      .adding(fields.inputs),
      measurements: measurements,
      notes: models.flatMap(\.assumptions) + warnings + [unusedOffsetNote].compactMap { $0 }
    )
  }
}
