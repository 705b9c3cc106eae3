internal import AttributeVectors
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

extension TraverseRequest {
  /// Draws the picture.
  ///
  /// - Parameter studio: Opens models and says how to run them.
  /// - Returns: The picture, its recipe and what was measured on the way.
  /// - Throws: ``RequestError``, `AttributeError` and the errors of models and files.
  public func draw(in studio: Studio) throws -> Drawing {
    try validate()
    var composer = try SheetComposer(self, sheet: sheet, posterior: posterior, studio: studio)
    try composer.check(rows: anchors.count * anchorRows, columns: steps + margin)
    var walks: [TraverseMeasurements.Walk] = []
    var resolved: [ResolvedAnchors] = []
    var notes: [String] = []
    for model in composer.models {
      var vectors = EditVectors(for: model)
      let axes = try attributes.map { try vectors.vector($0) }
      var found = try AnchorResolver(model, for: self, in: studio, posterior: posterior).resolve(anchors)
      try validateSheet(anchorCount: found.latents.count)
      try composer.check(rows: found.latents.count * anchorRows, columns: steps + margin)
      found.inputs += vectors.inputs
      let classifier = try model.classifier(options: studio.session)
      let calibration = EditCalibration(
        model: model,
        classifier: classifier,
        policy: typical,
        offsets: composer.offsets,
        studio: studio
      )
      var paths = try zip(axes, [range, rangeY ?? range]).enumerated().map { index, axis in
        try AxisPath(
          axis.0,
          amounts: axis.1,
          ends: ends.map { ($0, by) },
          steps: index == 0 ? steps : anchorRows,
          of: found.latents,
          calibration
        )
      }
      notes += paths.flatMap { $0.notes(naming: found.names) }
      let columns = paths.removeFirst()
      var band = band(columns, paths.first, found)
      band.conditions = try conditionsOfCells(found, in: model, studio)
      var probabilities = classifier.map(PictureProbabilities.init)
      let typicality = try composer.add(band, from: model, anchors: found) { index, picture in
        // Reconstructions in the margin come last and are not part of any strip.
        if index < found.latents.count * anchorRows * steps { try probabilities?.add(picture) }
      }
      try probabilities?.flush()
      let size = anchorRows * steps
      for anchor in 0..<found.latents.count {
        let cells = anchor * size..<(anchor + 1) * size
        var shares: [String: [Double]] = [:]
        for axis in axes { shares[axis.name] = probabilities?[axis.name].map { Array($0[cells]) } }
        walks.append(
          .init(
            model: model.name,
            anchor: found.names[anchor],
            axes: ([columns] + paths).map { $0.measured(anchor) },
            probabilities: shares,
            typicality: typicality[cells]
          )
        )
      }
      resolved.append(found)
    }
    var drawing = try composer.finish(
      request: erased,
      anchors: resolved,
      measurements: TraverseMeasurements(walks: walks)
    )
    drawing.notes += notes
    return drawing
  }

  /// The condition of each anchor in all its cells, in the order of the band's latents.
  private func conditionsOfCells(
    _ found: ResolvedAnchors,
    in model: GenerativeModel,
    _ studio: Studio
  ) throws -> CarriedConditions? {
    guard let own = try AnchorConditions(self, found, in: model, studio) else { return nil }
    guard ends == nil else {
      throw RequestError.invalid(
        option: "--condition",
        reason: "--to is calibrated under one condition for all anchors; give one, or --range instead"
      )
    }
    let anchors = 0..<found.latents.count
    let cells = anchors.flatMap { [Int](repeating: $0, count: anchorRows * steps) }
    return own.of(cells + (originals ? Array(anchors) : []))
  }

  private func band(_ x: AxisPath, _ y: AxisPath?, _ found: ResolvedAnchors) -> Band {
    let count = found.latents.count
    var parts: [LatentBatch] = []
    var cells: [Cell] = []
    for anchor in 0..<count {
      for row in 0..<anchorRows {
        let start = found.latents.rows([Int](repeating: anchor, count: steps))
        var latents = x.moved(start, by: x.amounts[anchor])
        if let y { latents = y.moved(latents, by: [Double](repeating: y.amounts[anchor][row], count: steps)) }
        parts.append(latents)
        cells += (0..<steps).map { Cell(row: anchor * anchorRows + row, column: margin + $0) }
      }
    }
    if originals {
      parts.append(found.latents)
      cells += (0..<count).map { Cell(row: $0 * anchorRows, column: 1) }
    }
    var band = Band(
      rows: count * anchorRows,
      columns: margin + steps,
      latents: .concatenating(parts),
      latentCells: cells
    )
    band.columnLabels = (originals ? ["original", "decoded"] : []) + x.labels
    if let y { band.rowLabels = (0..<count).flatMap { _ in y.labels } }
    band.title = y.map { "\(x.vector.name) to the right, \($0.vector.name) down" } ?? x.vector.name
    guard originals else { return band }
    for (anchor, picture) in found.originals.enumerated() {
      if let picture { band.pictures.append((Cell(row: anchor * anchorRows, column: 0), picture)) }
    }
    return band
  }
}

/// How much of one vector each anchor gets, step after step.
private struct AxisPath {
  let vector: EditVectors.Vector
  /// For each anchor its amounts.
  let amounts: [[Double]]
  /// What the calibration of the ends found; nil where amounts were given.
  let ends: (range: EditRange, low: [CalibratedEdit], high: [CalibratedEdit])?
  /// Keeps what is calibrated in the prior's support.
  private let edge: PriorEdge

  init(
    _ vector: EditVectors.Vector,
    amounts: EditRange,
    ends: (range: EditRange, score: EditScore)?,
    steps: Int,
    of latents: LatentBatch,
    _ calibration: EditCalibration
  ) throws {
    self.vector = vector
    edge = calibration.edge
    guard let ends else {
      self.amounts = [[Double]](repeating: amounts.steps(steps), count: latents.count)
      self.ends = nil
      return
    }
    let low = try calibration.edits(of: latents, along: vector, to: ends.range.low, by: ends.score)
    let high = try calibration.edits(of: latents, along: vector, to: ends.range.high, by: ends.score)
    self.amounts = zip(low, high).map { EditRange($0.amount, $1.amount).steps(steps) }
    self.ends = (ends.range, low, high)
  }

  /// Amounts that were given are taken at their word, also where they leave the prior.
  func moved(_ latents: LatentBatch, by amounts: [Double]) -> LatentBatch {
    ends == nil
      ? latents.moved(along: vector.values, by: amounts) : edge.moved(latents, along: vector.values, by: amounts)
  }

  /// Amounts where all anchors share them, else the probabilities at both ends.
  var labels: [String] {
    guard let ends else { return amounts.first?.map { $0.rounded(toPlaces: 2) } ?? [] }
    let count = amounts.first?.count ?? 2
    return ["P = \(ends.range.low.rounded(toPlaces: 3))"] + [String](repeating: "", count: count - 2)
      + ["P = \(ends.range.high.rounded(toPlaces: 3))"]
  }

  func notes(naming anchors: [String]) -> [String] {
    guard let ends else { return [] }
    return [(ends.low, ends.range.low), (ends.high, ends.range.high)].compactMap { edits, probability in
      EditCalibration.note(on: edits, of: vector.name, to: probability, naming: anchors)
    }
  }

  func measured(_ anchor: Int) -> TraverseMeasurements.Axis {
    .init(
      attribute: vector.name,
      amounts: amounts[anchor],
      low: ends?.low[anchor],
      high: ends?.high[anchor]
    )
  }
}
