import AttributeVectors
import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

/// Ramps along sums of vectors, and fields over every sheet that has cells.
@Suite struct FieldSumTests {
  private let edits: TinyEdits
  private let model: GenerativeModel
  private let anchors = Tiny.draws(4)

  init() throws {
    edits = try TinyEdits()
    model = try GenerativeModel(package: Repository.tinyModel)
  }

  private var request: GridRequest {
    var request = Tiny.grid(.gradient)
    (request.rows, request.columns, request.anchors, request.typical) = (2, 3, Tiny.vectors(anchors), .off)
    return request
  }

  private func vector(_ weights: Double...) -> VectorSum {
    VectorSum(zip(["Smiling", "Male"], weights).map { VectorSum.Term(weight: $1, edits.reference($0)) })
  }

  private func plain() throws -> LatentBatch {
    try LatentGrid(.gradient, rows: 2, columns: 3).latents(anchors: anchors, Interpolator(.slerp, dimension: 48))
  }

  private func moved(_ latents: LatentBatch, _ amounts: [Double], _ weights: (Double, Double) = (1, 0)) -> LatentBatch {
    let values = zip(edits.vectors[0].values, edits.vectors[1].values).map {
      Float(weights.0 * Double($0) + weights.1 * Double($1))
    }
    return latents.moved(along: values, by: amounts)
  }

  /// Checks the cells of a sheet, of which `left` columns stand before the grid, against decoded latents.
  private func check(_ picture: PlanarImage, shows latents: LatentBatch, columns: Int, left: Int = 0) throws {
    let decoded = try model.decode(latents)
    for index in 0..<latents.count {
      let cell = try picture.tinyCell(row: index / columns, column: left + index % columns)
      #expect(cell.meanSquaredError(to: decoded[index]) < 1e-9, "cell \(index)")
    }
  }

  // MARK: Ramps

  @Test(arguments: [
    (ScalarField.ramp(direction: 0), [-1.0, 0, 1, -1, 0, 1]), (.ramp(direction: 90), [-1, -1, -1, 1, 1, 1]),
    (.cellRamp, [-1, -0.6, -0.2, 0.2, 0.6, 1]),
  ])
  func rampsGrowOverTheGrid(_ field: ScalarField, _ amounts: [Double]) throws {
    var request = request
    request.fields = [AttributeField(vector(1), field)]
    let drawing = try request.draw(in: Studio())
    try check(drawing.picture, shows: moved(plain(), amounts), columns: 3)
    #expect(drawing.recipe.inputs.map(\.path) == [edits.reference("Smiling").shown])
    let again = try #require(drawing.recipe.request.request as? GridRequest)
    #expect(try again == request && again.draw(in: Studio()).picture == drawing.picture)
    let recorded = try drawing.recipe.withRecordedLatents(request, picture: "g.png")
    #expect(try recorded.draw(in: Studio()).picture == drawing.picture)
    // And down again.
    request.fields = [AttributeField(vector(1), field, from: 1, to: -1)]
    try check(request.draw(in: Studio()).picture, shows: moved(plain(), amounts.map { -$0 }), columns: 3)
  }

  /// plat's plane of two attributes over any grid: one ramp across, one down, each along a sum.
  @Test func rampsAddUpAndTakeSums() throws {
    var request = request
    request.fields = [
      AttributeField(vector(1, -0.5), .ramp(direction: 0), from: 0, to: 2),
      AttributeField(vector(0, 1), .ramp(direction: 90), from: 1, to: -1),
    ]
    let drawing = try request.draw(in: Studio())
    let measured = try #require(drawing.measurements as? GridMeasurements)
    let across = moved(try plain(), [0, 1, 2, 0, 1, 2], (1, -0.5))
    let both = across.moved(along: edits.vectors[1].values, by: [1, 1, 1, -1, -1, -1])
    let expected = Typicality(of: both, prior: .standardGaussian)
    #expect(zip(measured.grids[0].typicality.lengths, expected.lengths).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(drawing.recipe.inputs.map(\.path) == ["Smiling", "Male"].map { edits.reference($0).shown })
    #expect(try JSONDecoder().decode(Recipe.self, from: Data(drawing.recipe.text().utf8)).request == request.erased)
  }

  @Test func rampsOverAPlaneWithoutAnchorsKeepTheirInputs() throws {
    var request = Tiny.grid(.fan)
    request.fields = [AttributeField(vector(1), .ramp(direction: 0))]
    #expect(try request.draw(in: Studio()).recipe.inputs.count == 1)
  }

  @Test func amountsBeyondAllNumbersAreRefused() throws {
    var request = request
    for to in [Double.infinity, .nan, 1e300] {
      request.fields = [AttributeField(vector(1), .ramp(direction: 0), from: 0, to: to)]
      let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
      #expect(error?.description.hasPrefix("--field") == true)
    }
    request.fields = [AttributeField(vector(1e300), .cellRamp)]
    #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    request.fields = [AttributeField(vector(0, 0), .cellRamp)]
    #expect(throws: AttributeError.self) { try request.draw(in: Studio()) }
  }

  @Test func sumsAreTakenApartAndWritten() throws {
    let path = edits.path
    for (text, sum) in [
      ("Smiling:ramp:0,3,cells", vector(1)), ("Smiling - Male:ramp:0,3,cells", vector(1, -1)),
      ("\(path):Smiling - 0.5*\(path):Male:ramp:0,3,cells", vector(1, -0.5)),
    ] {
      let field = AttributeField(sum, .cellRamp, from: 0, to: 3)
      #expect(try AttributeField(parsing: text, among: [path]) == field)
      #expect(try AttributeField(parsing: field.shown, among: []) == field)
      #expect(try JSONDecoder().decode(AttributeField.self, from: JSONEncoder().encode(field)) == field)
    }
  }

  // MARK: Sheets with margins

  /// Originals stand beside the grid: cells keep their places in it.
  @Test func originalsBesideAGridAreNoCells() throws {
    var request = Tiny.grid(.gradient)
    (request.rows, request.columns, request.originals, request.typical) = (2, 3, true, .off)
    request.anchors = [Tiny.image("a"), Tiny.image("b"), Tiny.image("c"), Tiny.image("a")]
    request.fields = [AttributeField(vector(1), .cellRamp, from: 0, to: 5)]
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 5 * 34 + 2)
    let corners = LatentBatch.concatenating(drawing.recipe.anchors[0].map { .row($0) })
    let latents = try LatentGrid(.gradient, rows: 2, columns: 3)
      .latents(anchors: corners, Interpolator(.slerp, dimension: 48))
    try check(drawing.picture, shows: moved(latents, [0, 1, 2, 3, 4, 5]), columns: 3, left: 1)
  }

  @Test(arguments: [0.25, 0.5]) func jdiagramsHaveFields(_ time: Double) throws {
    var request = Tiny.jdiagram
    (request.rows, request.columns, request.typical, request.time) = (2, 3, .off, time)
    request.fields = [AttributeField(vector(1), .timeRamp(isOneWay: true), from: 0, to: 4)]
    request.fields.append(AttributeField(vector(1), .cellRamp, from: 0, to: 5))
    let drawing = try request.draw(in: Studio())
    let corners = LatentBatch.concatenating(drawing.recipe.anchors[0].map { .row($0) })
    let latents = try LatentGrid(.jdiagram, rows: 2, columns: 3)
      .latents(anchors: corners, Interpolator(.slerp, dimension: 48))
    let amounts = (0..<6).map { Double($0) + 4 * time }
    try check(drawing.picture, shows: moved(latents, amounts), columns: 3, left: 1)
    #expect(drawing.recipe.inputs.contains { $0.path == edits.reference("Smiling").shown })
    request.fields = [
      AttributeField(
        vector(1),
        .table(FieldTable(times: 1, rows: 2, columns: 5, numbers: Array(repeating: 0, count: 10)))
      )
    ]
    let error = #expect(throws: RequestError.self) { try request.validate() }
    #expect(error?.description.contains("2 x 5 numbers and the grid 2 x 3 cells") == true)
  }

  /// A strip is a row: fields lie over all strips of a model.
  @Test func stripsHaveFields() throws {
    var request = Tiny.interpolate
    (request.steps, request.originals, request.typical) = (3, true, .off)
    request.methods = [.slerp]
    request.anchors += [Tiny.image("b"), Tiny.image("c")]
    request.fields = [AttributeField(vector(1), .cellRamp, from: 0, to: 5)]
    let drawing = try request.draw(in: Studio())
    let ends = drawing.recipe.anchors[0].map { LatentBatch.row($0) }
    let slerp = Interpolator(.slerp, dimension: 48)
    let latents = LatentBatch.concatenating(
      [0, 2].map { slerp.interpolate(from: ends[$0], to: ends[$0 + 1], at: [0, 0.5, 1]) }
    )
    try check(drawing.picture, shows: moved(latents, [0, 1, 2, 3, 4, 5]), columns: 3, left: 1)
    // How many strips there are is known once anchors are read.
    let table = FieldTable(times: 1, rows: 1, columns: 3, numbers: [0, 1, 2])
    request.fields = [AttributeField(vector(1), .table(table))]
    try request.validate()
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("1 x 3 numbers and the grid 2 x 3 cells") == true)
    (request.anchors, request.randomPairs, request.seed, request.time) = ([], 2, 1, .infinity)
    #expect(throws: RequestError.self) { try request.validate() }
  }
}

extension LatentBatch {
  /// One latent.
  fileprivate static func row(_ values: [Float]) -> LatentBatch {
    LatentBatch(count: 1, dimension: values.count, values: values)
  }
}
