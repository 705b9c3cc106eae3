internal import AttributeVectors
internal import GenerativeModels
internal import Manifold

/// Figure 6: what a smile vector brings along, and what one of balanced data does.
enum BalanceFigure: PaperFigure {
  static let item = PaperItem.figure6
  static let claim =
    "A smile vector from unbalanced data makes faces more female as they smile and more male as they stop; with the cells of both labels "
    + "made equally full by replication it does not."

  /// The confound's change is then known within some 0.01.
  private static let measuredCount = 200
  /// How many times what reaches the gain pictures are moved, so that it can be seen.
  private static let shownGains = 4.0
  /// The amounts where no classifier tells the gain.
  private static let plainAmount = 1.5

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let (attribute, confound) = (materials.request.attribute, materials.request.confound)
    let faces = try LabelledFaces(materials, labels: [attribute, confound])
    let vectors = [
      (kind: "biased", vector: try faces.vector(attribute)),
      (kind: "balanced", vector: try faces.vector(attribute, balancedOver: [confound])),
    ]
    var edits: EqualEdits?
    if let classifier = try faces.classifier(telling: attribute, confound) {
      let measured = try EqualEdits(
        vectors.map { $0.vector.candidate($0.kind) },
        gain: .probability(LeakGain.standard),
        on: faces.heldOut(measuredCount),
        of: faces,
        classifier: classifier
      )
      result.findings = LeakComparison(of: attribute, onto: confound, before: "biased", after: "balanced")
        .findings(measured, seed: faces.seed, expected: .between(-0.5...0.5), &result.notes)
      edits = measured
    } else {
      result.notes.append("No classifier tells \(attribute) and \(confound), so that nothing is measured.")
    }
    result.pictures.append(try picture(vectors, edits, confound, faces, &result.notes))
  }

  private static func picture(
    _ vectors: [(kind: String, vector: FigureVector)],
    _ edits: EqualEdits?,
    _ confound: String,
    _ faces: LabelledFaces,
    _ notes: inout [String]
  ) throws -> FigurePicture {
    let attribute = vectors[0].vector.entry.name
    let shown = vectors.flatMap { kind, vector in
      [("+", EditEffect.Direction.more, plainAmount), ("-", .less, -plainAmount)].map { sign, direction, plain in
        let found = edits?.amount(kind, attribute, direction).map { shownGains * $0 }
        return (label: "\(sign) \(kind)", vector: vector, amount: found ?? plain)
      }
    }
    return try faces.compared(
      shown,
      faces.shown(8, by: [attribute, confound]),
      drawing: item,
      caption:
        "Held-out faces, their reconstructions, and \(attribute) added and taken away by the biased vector and by the one "
        + "balanced over \(confound), all equally strong.",
      &notes
    )
  }
}
