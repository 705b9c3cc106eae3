import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct CompareTests {
  private let tiny: TinyEdits
  private let model: GenerativeModel

  init() throws {
    tiny = try TinyEdits()
    model = try GenerativeModel(package: Repository.tinyModel)
  }

  private func cell(_ picture: PlanarImage, row: Int, column: Int) throws -> PlanarImage {
    try picture.cropped(x: 2 + column * 34, y: 2 + row * 34, width: 32, height: 32)
  }

  @Test func everyEditHasARowBelowOriginalsAndReconstructions() throws {
    var request = tiny.compare
    request.sheet.labels = false
    let (smile, male) = (tiny.reference("Smiling"), tiny.reference("Male"))
    request.edits.append(CompareEdit([.init(smile, amount: 1), .init(male, amount: -0.5)]))
    request.edits.append(CompareEdit([.init(male)]))
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 3 * 34 + 2 && drawing.picture.height == 5 * 34 + 2)
    let pictures = try ImageBatch(contentsOf: Tiny.corners.map { URL(fileURLWithPath: $0.shown) }, for: model)
    let z = try model.encode(pictures)
    let (v, w) = (tiny.vectors[0].values, tiny.vectors[1].values)
    let three = { (amount: Double) in [Double](repeating: amount, count: 3) }
    let rows = [
      z, z.moved(along: v, by: three(1.5)), z.moved(along: v, by: three(1)).moved(along: w, by: three(-0.5)),
      z.moved(along: w, by: three(1)),
    ]
    for column in 0..<3 {
      #expect(try cell(drawing.picture, row: 0, column: column).meanSquaredError(to: pictures[column]) < 1e-12)
      for (row, latents) in rows.enumerated() {
        let found = try cell(drawing.picture, row: row + 1, column: column)
        #expect(try found.meanSquaredError(to: model.decode(latents[column])[0]) < 1e-12, "\(row), \(column)")
      }
    }
    let measured = try #require(drawing.measurements as? CompareMeasurements).comparisons[0]
    #expect(measured.edits.map(\.label) == ["more", "Smiling 1 + Male -0.5", "Male 1"])
    #expect(measured.edits[1].vectors.map(\.amounts) == [three(1), three(-0.5)])
    let decoded = try (model.decode(rows[0]), model.decode(rows[3]))
    for column in 0..<3 {
      let look = measured.edits[2].pictures[column]
      #expect(abs(look.distance - decoded.0[column].meanSquaredError(to: decoded.1[column])) < 1e-12)
      #expect(abs(look.sharpness - decoded.1[column].sharpness) < 1e-12)
      #expect(measured.reconstructions[column].distance == 0)
    }
    #expect(measured.edits[0].meanChanges.isEmpty && measured.typicality.lengths.count == 12)
  }

  @Test func originalsAreLeftOutWhereThereAreNone() throws {
    var request = tiny.compare
    request.sheet.labels = false
    request.originals = false
    #expect(try request.draw(in: Studio()).picture.height == 2 * 34 + 2)
    (request.anchors, request.seed, request.originals) = ([.random, .random], 4, true)
    #expect(try request.draw(in: Studio()).picture.height == 2 * 34 + 2)
    request.anchors.append(Tiny.image("a"))
    #expect(try request.draw(in: Studio()).picture.height == 3 * 34 + 2)
  }

  /// What is calibrated goes to the probability with the fixed amounts in place.
  @Test func calibratedTermsCountWhatElseIsDone() throws {
    var request = tiny.compare
    let (smile, male) = (tiny.reference("Smiling"), tiny.reference("Male"))
    request.edits = [CompareEdit([.init(smile), .init(male, amount: 2)])]
    (request.probability, request.by) = (0.6, .score)
    let drawing = try request.draw(in: Studio())
    let row = try #require(drawing.measurements as? CompareMeasurements).comparisons[0].edits[0]
    #expect(row.label == "Smiling to 0.6 + Male 2" && row.vectors[1].calibration == nil)
    let z = LatentBatch(rows: drawing.recipe.anchors[0])
    let moved = z.moved(along: tiny.vectors[1].values, by: [2, 2, 2])
      .moved(along: tiny.vectors[0].values, by: row.vectors[0].amounts)
    let calibration = AttributeVector.Calibration(slope: 2, intercept: 0.5)
    for column in 0..<3 {
      let s = zip(moved[column].values, tiny.vectors[0].values).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      let p = calibration.probability(atProjection: s / tiny.vectors[0].lengths()[0])
      #expect(abs(p - 0.6) < 1e-6)
    }
    #expect(row.vectors[0].calibration?.map(\.outcome) == [.reached, .reached, .reached])
  }

  @Test func recipesDrawThemAgain() throws {
    var request = tiny.compare
    request.edits.append(CompareEdit([.init(tiny.reference("Smiling"), probability: 0.4)]))
    request.by = .score
    let drawing = try request.draw(in: Studio())
    let url = tiny.place.file("c.png")
    try drawing.write(to: url)
    let recipe = try Recipe(inPictureAt: url)
    #expect(recipe.request == request.erased)
    #expect(try request.draw(in: Studio(batch: 2)).picture == drawing.picture)
  }

  @Test func editsAreReadAsTheyAreTyped() throws {
    let (smile, male) = (tiny.reference("Smiling"), tiny.reference("Male"))
    let plain: [(String, CompareEdit)] = [
      ("Smiling:1.5", CompareEdit([.init(smile, amount: 1.5)])),
      ("Smiling", CompareEdit([.init(smile)])),
      ("Smiling:to=0.9", CompareEdit([.init(smile, probability: 0.9)])),
      ("less=Smiling:-2", CompareEdit([.init(smile, amount: -2)], label: "less")),
      ("a b=Smiling:to=0.1", CompareEdit([.init(smile, probability: 0.1)], label: "a b")),
      (
        "Smiling:1 + Male:-0.5",
        CompareEdit([.init(smile, amount: 1), .init(male, amount: -0.5)])
      ),
      ("x=\(tiny.path):Male:3", CompareEdit([.init(male, amount: 3)], label: "x")),
    ]
    for (text, expected) in plain { #expect(try CompareEdit(parsing: text, among: [tiny.path]) == expected, "\(text)") }
    // The number after a file of several latents is a row, after that an amount.
    let json = tiny.place.file("z.json")
    try Data("[[1, 2], [3, 4]]".utf8).write(to: json)
    #expect(
      try CompareEdit(parsing: "\(json.path):1", among: [])
        == CompareEdit([.init(VectorReference(vectors: json.path, name: "1"))])
    )
    #expect(
      try CompareEdit(parsing: "\(json.path):1:2", among: [])
        == CompareEdit([.init(VectorReference(vectors: json.path, name: "1"), amount: 2)])
    )
  }

  @Test(arguments: ["", "=Smiling:1", "Smiling:1 +", "Smiling:to=much", "Smilign:1", "Smiling:1 + Ma:2"])
  func wrongEditsAreExplained(text: String) {
    let error = #expect(throws: (any Error).self) { try CompareEdit(parsing: text, among: [tiny.path]) }
    #expect((error as? any ExplainedError)?.category == .usage, "\(text): \(String(describing: error))")
  }
}
