internal import AttributeVectors
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// Figure 5: faces moved along the vector of an attribute, from less to more of it.
enum TraversalFigure: PaperFigure {
  static let item = PaperItem.figure5
  static let claim =
    "The mean of smiling faces less that of others is a direction: moved along it, any face goes from no smile to a smile."

  /// From how much of the vector to how much.
  private static let range = EditRange(-2, 2)
  /// With an odd number the middle is the reconstruction.
  private static let steps = 9
  /// The classifier's mean is then known within some 0.05.
  private static let measuredCount = 150

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let attribute = materials.request.attribute
    let faces = try LabelledFaces(materials, labels: [attribute])
    let vector = try faces.vector(attribute)
    result.pictures.append(
      try faces.traversed(
        along: [vector],
        range,
        steps: steps,
        faces.shown(4, by: [attribute]),
        drawing: item,
        caption:
          "Held-out faces, from \(range.low.fixed(0)) to \(range.high.fixed(0)) times the vector of \(attribute); "
          + "the middle column is the reconstruction.",
        &result.notes
      )
    )
    if let area = vector.entry.heldOut?.areaUnderCurve {
      // A guess orders one pair of two rightly; a direction of the attribute should order four of five.
      result.findings.append(
        FigureFinding(
          "area under the ROC curve of held-out faces ordered by the vector of \(attribute)",
          area,
          places: 3,
          expected: .above(0.8)
        )
      )
    }
    try result.findings += traversal(vector, faces, &result.notes)
  }

  private static func traversal(
    _ vector: FigureVector,
    _ faces: LabelledFaces,
    _ notes: inout [String]
  ) throws -> [FigureFinding] {
    let attribute = vector.entry.name
    guard let classifier = try faces.classifier(telling: attribute),
      let label = classifier.labels.firstIndex(of: attribute)
    else {
      notes.append("No classifier tells \(attribute), so that its course along the vector is not measured.")
      return []
    }
    let rows = faces.heldOut(measuredCount)
    let latents = faces.latents(rows)
    let reader = PictureReader(model: faces.model, classifier: classifier, batch: faces.materials.studio.batch)
    let course = try range.steps(steps).map { amount in
      try reader.probabilities(
        of: label,
        latents.moved(along: vector.values, by: [Double](repeating: amount, count: rows.count))
      )
    }
    let means = course.map { BootstrapInterval(ofMean: $0, seed: faces.seed) }
    let rises = zip(course, course.dropFirst()).map { here, next in
      BootstrapInterval(ofMean: zip(here, next).map { $1 - $0 }, seed: faces.seed)
    }
    notes.append(
      "Mean probability of \(attribute), step after step: " + means.map { $0.estimate.fixed(2) }.joined(separator: ", ")
        + " (\(rows.count) held-out faces, \(classifier.name))."
    )
    let name = "mean probability of \(attribute)"
    let smallest = rises.min { $0.estimate < $1.estimate } ?? rises[0]
    // Fewer than one in five, more than four in five: nobody would call the ends alike.
    return [
      FigureFinding("\(name) at \(range.low.fixed(0)) times the vector", means[0], expected: .below(0.2)),
      FigureFinding("\(name) at \(range.high.fixed(0)) times the vector", means[steps - 1], expected: .above(0.8)),
      FigureFinding("its smallest rise from one step to the next", smallest, places: 4, expected: .above(0)),
    ]
  }
}
