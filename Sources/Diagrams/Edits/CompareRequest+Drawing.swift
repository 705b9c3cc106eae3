internal import AttributeVectors
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

extension CompareRequest {
  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError``, `AttributeError` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, posterior: posterior, studio: studio)
    try composer.check(rows: edits.count + 1, columns: anchors.count)
    var comparisons: [CompareMeasurements.Comparison] = []
    var resolved: [ResolvedAnchors] = []
    var notes: [String] = []
    for model in composer.models {
      var vectors = EditVectors(for: model)
      let named = try edits.map { edit in
        NamedEdit(
          edit.resolved(to: probability),
          vectors: try edit.terms.map { try vectors.vector($0.vector) }
        )
      }
      var found = try AnchorResolver(model, for: self, in: studio, posterior: posterior).resolve(anchors)
      found.inputs += vectors.inputs
      let count = found.latents.count
      try validateSheet(columns: count)
      let classifier = try model.classifier(options: studio.session)
      let calibration = EditCalibration(
        model: model,
        classifier: classifier,
        policy: typical,
        offsets: composer.offsets,
        studio: studio
      )
      let rows = try named.map { try EditedRow($0, of: found.latents, by: by, calibration) }
      notes += rows.compactMap { $0.note(naming: found.names) }
      let band = band(rows, found)
      try composer.check(rows: band.rows, columns: count)
      var looks: [PictureLook] = []
      var probabilities = classifier.map(PictureProbabilities.init)
      var reconstructions: [PlanarImage] = []
      let typicality = try composer.add(band, from: model, anchors: found) { index, picture in
        if index < count { reconstructions.append(picture) }
        looks.append(PictureLook(of: picture, reconstruction: reconstructions[index % count]))
        try probabilities?.add(picture)
      }
      try probabilities?.flush()
      comparisons.append(
        .init(model: model.name, pictures: found.names, rows, looks, probabilities, typicality)
      )
      resolved.append(found)
    }
    var drawing = try composer.finish(
      request: erased,
      anchors: resolved,
      measurements: CompareMeasurements(comparisons: comparisons)
    )
    drawing.notes += notes
    return drawing
  }

  /// Originals, reconstructions, and a row for each edit.
  private func band(_ rows: [EditedRow], _ found: ResolvedAnchors) -> Band {
    let count = found.latents.count
    let showsOriginals = originals && found.originals.contains { $0 != nil }
    let first = showsOriginals ? 1 : 0
    let latents = LatentBatch.concatenating([found.latents] + rows.map(\.latents))
    var band = Band(
      rows: first + 1 + rows.count,
      columns: count,
      latents: latents,
      latentCells: (0..<latents.count).map { Cell(row: first + $0 / count, column: $0 % count) }
    )
    band.rowLabels = (showsOriginals ? ["original"] : []) + ["reconstruction"] + rows.map(\.label)
    guard showsOriginals else { return band }
    for (column, picture) in found.originals.enumerated() {
      if let picture { band.pictures.append((Cell(row: 0, column: column), picture)) }
    }
    return band
  }
}

/// An edit with its vectors.
struct NamedEdit {
  let edit: CompareEdit
  let vectors: [EditVectors.Vector]

  init(_ edit: CompareEdit, vectors: [EditVectors.Vector]) {
    self.edit = edit
    self.vectors = vectors
  }
}

/// What an edit made of the latents.
struct EditedRow {
  let label: String
  /// The vectors' names.
  let attributes: [String]
  /// How much of each vector every latent got: vector after vector.
  let amounts: [[Double]]
  /// How the amounts of a vector that went to a probability were found.
  let calibrated: (vector: Int, probability: Double, edits: [CalibratedEdit])?
  let latents: LatentBatch

  /// Fixed amounts first, so that a probability is reached with them in place.
  init(
    _ named: NamedEdit,
    of latents: LatentBatch,
    by score: EditScore,
    _ calibration: EditCalibration
  ) throws {
    let (terms, vectors) = (named.edit.terms, named.vectors)
    label = named.edit.shown(vectors.map(\.name))
    attributes = vectors.map(\.name)
    var amounts = terms.map { [Double](repeating: $0.amount ?? 0, count: latents.count) }
    var moved = latents
    for (vector, amounts) in zip(vectors, amounts) { moved = moved.moved(along: vector.values, by: amounts) }
    var calibrated: (vector: Int, probability: Double, edits: [CalibratedEdit])?
    for (index, term) in terms.enumerated() {
      guard let probability = term.probability else { continue }
      let edits = try calibration.edits(of: moved, along: vectors[index], to: probability, by: score)
      amounts[index] = edits.map(\.amount)
      moved = calibration.edge.moved(moved, along: vectors[index].values, by: amounts[index])
      calibrated = (index, probability, edits)
    }
    self.amounts = amounts
    self.calibrated = calibrated
    self.latents = moved
  }

  func note(naming anchors: [String]) -> String? {
    calibrated.flatMap { vector, probability, edits in
      EditCalibration.note(on: edits, of: attributes[vector], to: probability, naming: anchors)
        .map { "\(label): \($0)" }
    }
  }
}
