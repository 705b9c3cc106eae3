import AttributeVectors
import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentFiles
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

/// Sums of vectors as directions.
@Suite struct VectorSumTests {
  private let edits: TinyEdits

  init() throws { edits = try TinyEdits() }

  private func term(_ weight: Double, _ name: String) -> VectorSum.Term { .init(weight: weight, edits.reference(name)) }

  @Test func textsAreTakenApartAndWritten() throws {
    let path = edits.path
    for (text, terms) in [
      ("Smiling", [term(1, "Smiling")]), ("Smiling - Male", [term(1, "Smiling"), term(-1, "Male")]),
      ("-2*\(path):Male", [term(-2, "Male")]),
      ("0.5*Smiling + Male - 1e-2*Smiling", [term(0.5, "Smiling"), term(1, "Male"), term(-0.01, "Smiling")]),
    ] {
      let sum = try VectorSum(parsing: text, among: [path])
      #expect(sum.terms == terms)
      #expect(try VectorSum(parsing: sum.shown, among: []) == sum)
      #expect(try JSONDecoder().decode(VectorSum.self, from: JSONEncoder().encode(sum)) == sum)
    }
  }

  /// Recipes of traversals that an older Sextant wrote hold a vector as it is.
  @Test func aSingleVectorIsWrittenAsOne() throws {
    let reference = edits.reference("Smiling")
    let json = try JSONEncoder().encode(VectorSum(reference))
    #expect(try JSONDecoder().decode(VectorReference.self, from: json) == reference)
    #expect(try JSONDecoder().decode(VectorSum.self, from: JSONEncoder().encode(reference)).single == reference)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(VectorSum.self, from: Data(#"{"sum": []}"#.utf8)) }
  }

  @Test(arguments: ["Smiling + ", " - Male", "Smiling + - Male", "x*Smiling", "0,5*Smiling", "2*", "Smiling - *Male"])
  func otherSumsAreExplained(_ text: String) {
    let error = #expect(throws: RequestError.self) { try VectorSum(parsing: text, among: [edits.path]) }
    #expect(error?.category == .usage)
  }

  @Test func unknownVectorsAreExplained() {
    #expect(throws: AttributeError.self) { try VectorSum(parsing: "Smiling - Mail", among: [edits.path]) }
  }

  /// plat's `--anchor-offset-x 0,-1`, here as rows of a JSON file.
  @Test func planesGoAlongSumsOfRows() throws {
    let file = edits.place.file("plat.json")
    try LatentFile.write(edits.vectors, to: file, overwrite: false)
    var request = edits.traverse
    request.attributes = [
      try VectorSum(parsing: "\(file.path):0 - \(file.path):1", among: []),
      try VectorSum(parsing: "1", among: [file.path]),
    ]
    (request.anchors, request.steps, request.rows) = ([Tiny.image("a")], 3, 2)
    (request.range, request.rangeY, request.typical) = (EditRange(0, 2), EditRange(0, 2), .off)
    let drawing = try request.draw(in: Studio())
    let model = try GenerativeModel(package: Repository.tinyModel)
    let a = LatentBatch(rows: [drawing.recipe.anchors[0][0]])
    let difference = zip(edits.vectors[0].values, edits.vectors[1].values).map { Float(Double($0) - Double($1)) }
    let latents = a.rows([Int](repeating: 0, count: 6)).moved(along: difference, by: [0, 1, 2, 0, 1, 2])
      .moved(along: edits.vectors[1].values, by: [0, 0, 0, 2, 2, 2])
    let measured = try #require(drawing.measurements as? TraverseMeasurements)
    let expected = Typicality(of: latents, prior: model.prior).lengths
    #expect(zip(measured.walks[0].typicality.lengths, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(drawing.recipe.inputs.map(\.path).contains("\(file.path):1"))
    #expect(measured.walks[0].axes.map(\.attribute) == ["0 - 1", "1"])
  }

  @Test func sumsHaveNoCalibrationAndMustLeadSomewhere() throws {
    var request = edits.traverse
    request.attributes = [VectorSum([term(1, "Smiling"), term(1, "Male")])]
    (request.ends, request.by) = (EditRange(0.2, 0.8), .score)
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("no calibration") == true)
    request.ends = nil
    request.attributes = [VectorSum([term(1, "Smiling"), term(-1, "Smiling")])]
    #expect(throws: AttributeError.self) { try request.draw(in: Studio()) }
  }
}
