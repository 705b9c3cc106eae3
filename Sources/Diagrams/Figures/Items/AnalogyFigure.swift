internal import Datasets
internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// A J-diagram of the first model with an encoder: White's figure 2.
enum AnalogyFigure: PaperFigure {
  static let item = PaperItem.figure2
  static let claim =
    "Three pictures, their reconstructions, the analogy B + C - A of them in the fourth corner, and everything in between: one "
    + "picture shows what a model makes of its inputs."

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    try JDiagramFigure.draw(materials.main, named: "figure2", with: materials, into: &result)
    _ = try JDiagramFigure.measure(materials.main, materials, &result)
  }
}

/// The same corners through the other models: White's figure 3.
enum OtherModelsFigure: PaperFigure {
  static let item = PaperItem.figure3
  static let claim =
    "The same J-diagram through another kind of model makes models comparable; its inputs are the first pictures of the validation set, "
    + "so that nobody chose them."

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let others = materials.encodings.dropFirst()
    guard !others.isEmpty else {
      throw FigureObstacle(reason: "a second model with an encoder is needed")
    }
    let first = try materials.main
    let reference = try JDiagramFigure.reconstructions(first, materials)
    for other in others {
      let name = other.model.name
      try JDiagramFigure.draw(other, named: "figure3-\(name.namePart)", with: materials, into: &result)
      let own = try JDiagramFigure.measure(other, materials, &result)
      guard let ratio = own.relativeError(by: reference, seed: materials.request.seed), ratio.upper.isFinite else {
        continue
      }
      // Which model is better is not the paper's claim; that the diagrams tell them apart is.
      result.findings.append(
        FigureFinding(
          "\(name): error beside \(first.model.name)'s",
          ratio.estimate,
          interval: ratio.lower...ratio.upper,
          unit: "times",
          expected: "all above or all below 1",
          holds: ratio.lower > 1 || ratio.upper < 1
        )
      )
    }
  }
}

/// What both figures draw and measure.
private enum JDiagramFigure {
  /// The first pictures of the validation set.
  private static func corners(of set: EncodedSet) throws -> [Int] {
    let valid = try set.rows(where: nil, split: .valid, limit: 3)
    guard set.count >= 3 else { throw FigureObstacle(reason: "three pictures are needed") }
    return valid.count == 3 ? valid : [0, 1, 2]
  }

  static func draw(
    _ encodings: FigureMaterials.Encodings,
    named name: String,
    with materials: FigureMaterials,
    into result: inout FigureResult
  ) throws {
    let (set, prior) = (try EncodedSet(named: encodings.means), encodings.model.prior)
    let corners = try corners(of: set)
    var request = JDiagramRequest()
    request.models = [encodings.reference]
    request.anchors = corners.map { .item($0, set: encodings.means) }
    request.typical = .off
    result.pictures.append(
      try materials.picture(
        request.draw(in: materials.studio),
        named: name,
        caption:
          "\(encodings.model.name): the inputs at three corners outside, their reconstructions beside them, the analogy at the "
          + "bottom right"
      )
    )
    let latents = set.vectors.gathered(corners)
    let deviations = [AnalogyMethod.raw, .matched].compactMap { analogy in
      let corner = analogy.complete(latents[0], latents[1], latents[2], prior: prior)
      return Typicality(of: corner, prior: prior).deviations[0].map { "\($0.signed(1)) sd by \(analogy.rawValue)" }
    }
    result.notes.append(
      "\(encodings.model.name): the corner of this very diagram lies \(deviations.joined(separator: ", ")) from the prior. Means of "
        + "encodings are shorter than the prior's draws, and so is what is made of them."
    )
  }

  static func reconstructions(_ encodings: FigureMaterials.Encodings, _ materials: FigureMaterials) throws
    -> ReconstructionMeasures
  {
    let set = try EncodedSet(named: encodings.means)
    return try ReconstructionMeasures(
      of: materials.heldOut(of: set, atMost: 300),
      in: set,
      by: encodings.model,
      in: materials.studio
    )
  }

  /// Adds what was found.
  ///
  /// - Returns: How well the model gives pictures back.
  static func measure(
    _ encodings: FigureMaterials.Encodings,
    _ materials: FigureMaterials,
    _ result: inout FigureResult
  ) throws -> ReconstructionMeasures {
    let (seed, name) = (materials.request.seed, encodings.model.name)
    let measures = try reconstructions(encodings, materials)
    if let error = measures.relativeError(seed: seed) {
      result.findings.append(
        FigureFinding(
          "\(name): error of reconstructions, by that of the mean picture",
          error,
          places: 3,
          expected: .below(1)
        )
      )
    }
    if let sharpness = measures.relativeSharpness(seed: seed) {
      result.findings.append(FigureFinding("\(name): sharpness of reconstructions, by that of the pictures", sharpness))
    }
    let latents = try EncodedSet(named: encodings.samples ?? encodings.means)
    let kind = encodings.samples == nil ? "means" : "draws"
    for analogy in [AnalogyMethod.raw, .matched] {
      let triples = AnalogyMeasures(
        analogy,
        of: latents.vectors,
        triples: 500,
        prior: encodings.model.prior,
        seed: seed
      )
      guard let deviation = triples.deviation(seed: seed) else { continue }
      result.findings.append(
        FigureFinding(
          "\(name): \(analogy.rawValue) analogy of \(kind) of encodings, from the prior",
          deviation,
          unit: "sd",
          places: 1
        )
      )
    }
    return measures
  }
}
