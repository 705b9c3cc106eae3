internal import AttributeVectors
internal import Imaging
internal import Manifold

/// Figure 8: pictures and their blurred twins.
enum BlurFigure: PaperFigure {
  static let item = PaperItem.figure8
  static let claim =
    "An attribute that a filter can make needs no labels: pictures and their blurred twins differ in nothing but blur, and so does the "
    + "vector between their encodings."

  private static let measuredCount = 200
  private static let shownCount = 8

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    let faces = try LabelledFaces(materials, labels: [])
    let pairs = try BlurPairs(faces)
    let vector = try pairs.vector()
    result.pictures.append(try picture(pairs, vector.kept, faces, &result.notes))
    result.findings = try looks(pairs, faces)
    let found = vector.found
    result.findings.append(
      // Half of all chance vectors are longer than what chance makes of them; none is twice as long.
      FigureFinding(
        "length of the vector by what chance would make it (\(found.count) pairs)",
        found.standardError > 0 ? min(found.length / found.standardError, 1e6) : 0,
        places: 1,
        expected: "above 2.0",
        holds: found.length > 2 * found.standardError
      )
    )
  }

  private static func picture(
    _ pairs: BlurPairs,
    _ vector: FigureVector,
    _ faces: LabelledFaces,
    _ notes: inout [String]
  ) throws -> FigurePicture {
    var request: SynthesisSheetRequest = faces.request(faces.heldOut(shownCount))
    request.rows = [.init(pairs.attribute, vector: vector.reference)]
    let drawing = try request.draw(in: faces.materials.studio)
    notes += drawing.notes
    // No verb draws a sheet of vectors that were found before: the recipe does.
    return try faces.materials.picture(
      drawing,
      named: item.rawValue,
      caption:
        "Held-out pictures, their reconstructions, the blurred twins, the twins' reconstructions, and what the vector makes of the "
        + "reconstructions.",
      command: "sextant replay \(item.rawValue).png --out again.png"
    )
  }

  /// How pairs of held-out pictures differ.
  private static func looks(_ pairs: BlurPairs, _ faces: LabelledFaces) throws -> [FigureFinding] {
    let rows = faces.heldOut(measuredCount)
    let pictures = try pairs.pictures(rows)
    var (sharpness, blurred, brightness): ([Double], [Double], [Double]) = ([], [], [])
    for number in 0..<pictures.count {
      let picture = try pictures.picture(number)
      let twin = try pairs.attribute.augmentation.applied(to: picture, number: number, seed: faces.seed)
      sharpness.append(picture.sharpness)
      blurred.append(twin.sharpness)
      brightness.append(twin.brightness - picture.brightness)
    }
    var findings: [FigureFinding] = []
    if sharpness.contains(where: { $0 > 0 }) {
      findings.append(
        FigureFinding(
          "sharpness of the blurred twins, of the pictures'",
          BootstrapInterval(ofMean: blurred, over: sharpness, seed: faces.seed),
          times: 100,
          unit: "%",
          places: 1,
          expected: .below(50)
        )
      )
    }
    // One of 255 grey levels is the least that a file of 8 bits can tell.
    findings.append(
      FigureFinding(
        "brightness of the blurred twins less the pictures'",
        BootstrapInterval(ofMean: brightness, seed: faces.seed),
        times: 255,
        unit: "grey levels",
        expected: .between(-1...1)
      )
    )
    return findings
  }
}
