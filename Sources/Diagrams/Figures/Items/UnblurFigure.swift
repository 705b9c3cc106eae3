internal import AttributeVectors
internal import Imaging
internal import LatentGeometry
internal import Manifold

/// Figure 9: held-out pictures sharpened by the vector of a label, and by that of pairs.
enum UnblurFigure: PaperFigure {
  static let item = PaperItem.figure9
  static let claim =
    "The vector of the label Blurry also changes how bright pictures are, since people call dark ones blurry; that of pictures and their "
    + "blurred twins sharpens and leaves the rest alone."

  /// How much sharper both make pictures before their brightness is compared.
  private static let gain = 0.25
  private static let measuredCount = 200
  private static let shownCount = 8

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let label = materials.request.blurLabel
    let faces = try LabelledFaces(materials, labels: [label])
    let labelled = try faces.vector(label)
    let synthetic = try BlurPairs(faces).vector().kept
    guard synthetic.entry.length > 0 else { throw FigureObstacle(reason: "blur does not change the encodings") }
    let rows = faces.heldOut(measuredCount)
    let edits = try EqualEdits(
      [labelled.candidate(Kind.labels), synthetic.candidate(Kind.pairs)],
      gain: .sharpness(gain),
      on: rows,
      of: faces,
      classifier: nil
    )
    result.findings = try sharpness(synthetic, edits, rows, faces)
    result.findings += brightness(edits, labelled.entry.name, synthetic.entry.name, faces.seed, &result.notes)
    result.pictures.append(try picture(labelled, synthetic, edits, faces, &result.notes))
  }

  private enum Kind {
    static let labels = "labels"
    static let pairs = "pairs"
  }

  /// What the synthetic vector does as it is: a step from a blurred twin to its picture.
  private static func sharpness(
    _ synthetic: FigureVector,
    _ edits: EqualEdits,
    _ rows: [Int],
    _ faces: LabelledFaces
  ) throws -> [FigureFinding] {
    let reader = PictureReader(model: faces.model, classifier: nil, batch: faces.materials.studio.batch)
    let before = edits.before
    let moved = faces.latents(rows).moved(along: synthetic.values, by: [Double](repeating: 1, count: rows.count))
    let after = try reader.readings(of: moved, encodesAgain: false)
    guard before.sharpness.contains(where: { $0 > 0 }) else { return [] }
    let gains = zip(after.sharpness, before.sharpness).map { $0 - $1 }
    return [
      FigureFinding(
        "sharpness gained by the synthetic vector as it is",
        BootstrapInterval(ofMean: gains, over: before.sharpness, seed: faces.seed),
        times: 100,
        unit: "%",
        places: 1,
        // How much of a step a decoder passes on is its own affair: those that draw softly gain less.
        expected: .above(0)
      )
    ]
  }

  /// What both change in brightness when they are equally sharp.
  private static func brightness(
    _ edits: EqualEdits,
    _ label: String,
    _ synthetic: String,
    _ seed: UInt64,
    _ notes: inout [String]
  ) -> [FigureFinding] {
    guard let byLabel = edits.looks(Kind.labels, label), let byPairs = edits.looks(Kind.pairs, synthetic) else {
      notes += edits.table.unreached.map { "\($0): it does not reach \(edits.table.gain.words) at any amount." }
      return []
    }
    func shifts(_ looks: (before: PictureReadings, after: PictureReadings)) -> [Double] {
      zip(looks.after.brightness, looks.before.brightness).map { $0 - $1 }
    }
    let (old, new) = (shifts(byLabel), shifts(byPairs))
    let first = BootstrapInterval(ofMean: old, seed: seed)
    func finding(_ name: String, _ interval: BootstrapInterval) -> FigureFinding {
      FigureFinding(
        "\(name) shifts brightness, at a gain of 25 % in sharpness, by",
        interval,
        times: 255,
        unit: "grey levels"
      )
    }
    var findings = [
      FigureFinding(
        "times the synthetic vector that gain 25 % in sharpness",
        edits.amount(Kind.pairs, synthetic) ?? 0
      ),
      finding("the vector of the label", first),
      finding("the synthetic vector", BootstrapInterval(ofMean: new, seed: seed)),
    ]
    guard first.isCertain else {
      notes.append("What the vector of the label does to brightness may be chance, so that no share of it is told.")
      return findings
    }
    findings.append(
      FigureFinding(
        "the synthetic vector's shift by that of the label's",
        BootstrapInterval(ofMean: new, over: old, seed: seed),
        // A fifth of a change that can just be seen cannot.
        expected: .between(-0.2...0.2)
      )
    )
    return findings
  }

  private static func picture(
    _ labelled: FigureVector,
    _ synthetic: FigureVector,
    _ edits: EqualEdits,
    _ faces: LabelledFaces,
    _ notes: inout [String]
  ) throws -> FigurePicture {
    let shown = [(Kind.labels, labelled, -1.0), (Kind.pairs, synthetic, 1)].map { kind, vector, plain in
      (label: "by \(kind)", vector: vector, amount: edits.amount(kind, vector.entry.name) ?? plain)
    }
    return try faces.compared(
      shown,
      faces.heldOut(shownCount),
      drawing: item,
      caption:
        "Held-out pictures, their reconstructions, unblurred by the vector of the label \(labelled.entry.name), and by that of "
        + "blurred twins; both make them equally sharp.",
      &notes
    )
  }
}
