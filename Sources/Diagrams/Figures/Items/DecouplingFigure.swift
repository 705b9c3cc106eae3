internal import AttributeVectors
internal import EncodedSets
internal import GenerativeModels
internal import Manifold

/// Figure 7: a plane of two attributes that mostly come together, from vectors that are decoupled.
enum DecouplingFigure: PaperFigure {
  static let item = PaperItem.figure7
  static let claim =
    "Vectors of smile and open mouth that are each balanced over the other move one without the other, so that a face reaches every "
    + "combination of both."

  private static let range = EditRange(-2, 2)
  private static let steps = 7
  private static let measuredCount = 120

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let (attribute, partner) = (materials.request.attribute, materials.request.partner)
    // Men's beards hide mouths: where it is known who is none, such a face is shown.
    let known = try EncodedSet(named: materials.main.means).attributes
    let hiding = [materials.request.confound].filter(known.contains)
    let faces = try LabelledFaces(materials, labels: [attribute, partner] + hiding)
    let coupled = [try faces.vector(attribute), try faces.vector(partner)]
    let decoupled = [
      try faces.vector(attribute, balancedOver: [partner]), try faces.vector(partner, balancedOver: [attribute]),
    ]
    result.pictures.append(try picture(decoupled, faces, &result.notes))
    result.findings += try cosines(of: attribute, partner, faces)
    guard let classifier = try faces.classifier(telling: attribute, partner) else {
      result.notes.append("No classifier tells \(attribute) and \(partner), so that edits are not measured.")
      return
    }
    let edits = try EqualEdits(
      coupled.map { $0.candidate("plain") } + decoupled.map { $0.candidate("decoupled") },
      gain: .probability(LeakGain.standard),
      on: faces.heldOut(measuredCount),
      of: faces,
      classifier: classifier
    )
    // The paper claims less coupling than before, and not how much less.
    for (own, other) in [(attribute, partner), (partner, attribute)] {
      result.findings += LeakComparison(of: own, onto: other, before: "plain", after: "decoupled")
        .findings(edits, seed: faces.seed, expected: .between(-1...1), &result.notes)
    }
    result.findings += try corners(coupled, decoupled, classifier, faces)
  }

  /// How many faces get one attribute without the other where the plane is farthest from both and neither.
  private static func corners(
    _ coupled: [FigureVector],
    _ decoupled: [FigureVector],
    _ classifier: AttributeClassifier,
    _ faces: LabelledFaces
  ) throws -> [FigureFinding] {
    let names = coupled.map(\.entry.name)
    let rows = faces.heldOut(measuredCount)
    let reader = PictureReader(model: faces.model, classifier: classifier, batch: faces.materials.studio.batch)
    func share(_ vectors: [FigureVector]) throws -> BootstrapInterval {
      var reached = [Double](repeating: 0, count: rows.count)
      for (right, down) in [(range.high, range.low), (range.low, range.high)] {
        var latents = faces.latents(rows)
        for (vector, amount) in zip(vectors, [right, down]) {
          latents = latents.moved(along: vector.values, by: [Double](repeating: amount, count: rows.count))
        }
        let told = try reader.readings(of: latents, encodesAgain: false).probabilities
        guard let first = told?[names[0]], let second = told?[names[1]] else {
          preconditionFailure("the classifier tells both")
        }
        for index in rows.indices where (first[index] > 0.5) == (right > 0) && (second[index] > 0.5) == (down > 0) {
          reached[index] += 0.5
        }
      }
      return BootstrapInterval(ofMean: reached, seed: faces.seed)
    }
    func finding(_ kind: String, _ interval: BootstrapInterval, _ expected: ExpectedRange?) -> FigureFinding {
      FigureFinding(
        "\(names[0]) without \(names[1]), and the reverse, at the plane's corners by the \(kind) vectors",
        interval,
        times: 100,
        unit: "%",
        places: 0,
        expected: expected
      )
    }
    // A plane that has both combinations for most faces is one of two attributes.
    return [
      finding("plain", try share(coupled), nil), finding("decoupled", try share(decoupled), .above(50)),
    ]
  }

  /// How alike the vectors are before and after, both learned again and again of items drawn anew.
  private static func cosines(
    of attribute: String,
    _ partner: String,
    _ faces: LabelledFaces
  ) throws -> [FigureFinding] {
    let cosines = try PairCosines(
      of: attribute,
      partner,
      latents: faces.items.set.vectors,
      labels: faces.items.labels,
      rows: faces.items.learned,
      seed: faces.seed,
      threads: faces.materials.studio.session.threads
    )
    return [
      FigureFinding("cosine of the plain vectors", cosines.plain, places: 3),
      FigureFinding(
        "cosine of the decoupled vectors",
        cosines.balanced.estimate,
        interval: cosines.balanced.lower...cosines.balanced.upper,
        places: 3,
        expected: "nearer to 0 than that of the plain ones",
        // Both are of the same items, so that their difference is known better than either.
        holds: cosines.change.upper < 0
      ),
    ]
  }

  private static func picture(
    _ vectors: [FigureVector],
    _ faces: LabelledFaces,
    _ notes: inout [String]
  ) throws -> FigurePicture {
    let names = vectors.map(\.entry.name)
    // Somebody who neither smiles nor opens the mouth has both before them.
    let labels = faces.items.labels.attributes
    return try faces.traversed(
      along: vectors,
      range,
      steps: steps,
      originals: true,
      Array(faces.shown(1 << labels.count, by: labels).suffix(1)),
      drawing: item,
      caption:
        "A held-out face and its reconstruction at the left; to the right it gets more \(names[0]), downward more "
        + "\(names[1]), each from \(range.low.fixed(0)) to \(range.high.fixed(0)) times the decoupled vector.",
      &notes
    )
  }
}
