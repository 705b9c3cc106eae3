import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

/// Conditions that are the same for all pictures, or each picture's own.
@Suite struct ConditionRequestTests {
  @Test(
    arguments: [
      ("one-hot", "green", [0, 1, 0]), ("one-hot", "red=0.25+blue=0.5", [0.25, 0, 0.5]), ("label", "2", [0, 0, 1]),
      ("binary", "0.5", [0.5, 0, 0]), ("embedding", "warm", [1, 0, 0]), ("embedding", "0,1,1,0", [0, 1, 1]),
    ] as [(String, String, [Double])]
  )
  func oneConditionIsForAllPictures(_ model: String, condition: String, shown: [Double]) throws {
    var request = TinyConditions.grid(.gradient, model, TinyConditions.conditions(condition))
    (request.rows, request.columns, request.anchors) = (2, 2, TinyConditions.empty(4))
    let found = try request.draw(in: Studio()).picture.shownConditions(rows: 2, columns: 2)
    expectClose(found, [[Double]](repeating: shown, count: 4))
  }

  @Test func withoutAnyTheModelsOwnCounts() throws {
    var request = TinyConditions.grid(.gradient, "one-hot", [])
    (request.rows, request.columns, request.anchors) = (2, 2, TinyConditions.empty(4))
    let found = try request.draw(in: Studio()).picture.shownConditions(rows: 2, columns: 2)
    expectClose(found, [[Double]](repeating: [1, 0, 0], count: 4))
  }

  // MARK: A row for each condition

  private func sample(_ model: String, _ conditions: [Condition]) -> SampleRequest {
    var request = Tiny.sample
    (request.models, request.conditions, request.columns) = ([TinyConditions.model(model)], conditions, 3)
    request.sheet.labels = false
    return request
  }

  @Test(arguments: ["one-hot", "label", "label-pairs"])
  func rowsOfConditionsShowTheSameLatents(_ model: String) throws {
    let drawing = try sample(model, [.all]).draw(in: Studio())
    let found = try drawing.picture.shownConditions(rows: 3, columns: 3)
    let identity: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for column in 0..<3 {
      // What a column's latent itself adds is the same in all rows.
      let own = zip(found[column], identity[0]).map(-)
      expectClose((0..<3).map { zip(found[$0 * 3 + column], own).map(-) }, identity, 1e-5)
    }
    let measured = try #require(drawing.measurements as? SampleMeasurements)
    #expect(measured.samples[0].conditions == (model == "label" ? ["0", "1", "2"] : ["red", "green", "blue"]))
    let one = try sample(model, TinyConditions.conditions("1")).draw(in: Studio())
    #expect(try #require(one.measurements as? SampleMeasurements).samples[0].conditions == nil)
  }

  @Test func rowsAreLabelledByTheirConditions() throws {
    var request = sample("one-hot", TinyConditions.conditions("red", "red=0.5+blue=0.5"))
    let plain = try request.draw(in: Studio()).picture
    request.sheet.labels = true
    let labelled = try request.draw(in: Studio()).picture
    #expect(labelled.width > plain.width && labelled.height == plain.height)
  }

  @Test func whatHasNoNamesCannotBeListed() throws {
    var request = sample("embedding", [.all])
    request.models = [
      .bare(
        decoder: TinyConditions.folder("embedding").appendingPathComponent("decoder.onnx").path,
        encoder: nil,
        options: BareModelOptions(imageRange: .unit, conditionInput: "c")
      )
    ]
    expectRefused(naming: "--condition all", "no names") { _ = try request.draw(in: Studio()) }
  }

  // MARK: Pictures of their own condition

  @Test func picturesAreEncodedAndDecodedUnderTheirOwnCondition() throws {
    var request = Tiny.reconstruct
    let plain = try request.draw(in: Studio())
    request.models = [TinyConditions.model("one-hot")]
    request.conditions = TinyConditions.conditions("blue", "red", "green=2")
    request.typical = .off
    let drawing = try request.draw(in: Studio())
    // The encoder takes away what the decoder adds.
    #expect(drawing.picture.meanSquaredError(to: plain.picture) < 1e-10)
    let shift = zip(plain.recipe.anchors[0], drawing.recipe.anchors[0]).map { one, other in
      (0..<3).map { Double(one[$0 * 16] - other[$0 * 16]) / 4 }
    }
    expectClose(shift, [[0, 0, 1], [1, 0, 0], [0, 2, 0]], 1e-4)
    request.conditions = TinyConditions.conditions("blue", "red")
    expectRefused(naming: "--condition", "2 conditions", "one for each") { _ = try request.draw(in: Studio()) }
  }

  @Test func labelsAreEncodedUnderTheirNumbers() throws {
    var request = Tiny.interpolate
    (request.typical, request.sheet.labels, request.steps, request.methods) = (.off, false, 2, [.lerp])
    let plain = try request.draw(in: Studio())
    request.models = [TinyConditions.model("label")]
    request.conditions = TinyConditions.conditions("2", "0")
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.meanSquaredError(to: plain.picture) < 1e-10)
    #expect(drawing.recipe.anchors != plain.recipe.anchors)
  }

  @Test func conditionsOfAFileAreThoseOfItsRows() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("y.npy")
    try LatentFile.write(LatentBatch(rows: [[0, 1, 0], [0.5, 0, 0.5]]), to: file, overwrite: false)
    var request = TinyConditions.grid(.mine, "one-hot", TinyConditions.conditions(file.path))
    (request.rows, request.columns, request.spacing, request.anchors) = (1, 2, 1, TinyConditions.empty(2))
    let drawing = try request.draw(in: Studio())
    expectClose(try drawing.picture.shownConditions(rows: 1, columns: 2), [[0, 1, 0], [0.5, 0, 0.5]])
    #expect(drawing.recipe.inputs.map(\.path) == [file.path])
    request.conditions = TinyConditions.conditions(file.path + ":1")
    let one = try request.draw(in: Studio())
    expectClose(try one.picture.shownConditions(rows: 1, columns: 2), [[0.5, 0, 0.5], [0.5, 0, 0.5]])
    // A file that has changed since is noticed.
    try LatentFile.write(LatentBatch(rows: [[0, 1, 0], [1, 0, 0]]), to: file, overwrite: true)
    let now = try request.draw(in: Studio())
    let error = #expect(throws: RequestError.self) {
      try one.recipe.checkInputs(of: now.recipe, replayed: request, original: request, picture: "g.png")
    }
    #expect(error?.description.contains("give --condition") == true)
  }

  @Test func aFileOfLatentsHasItsAnchorsConditionInAllRows() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("z.npy")
    try LatentFile.write(LatentBatch(count: 2, dimension: 48), to: file, overwrite: false)
    var request = TinyConditions.grid(.mine, "one-hot", TinyConditions.conditions("green", "blue"))
    (request.rows, request.columns, request.spacing) = (1, 3, 1)
    request.anchors = [.latents(reference: file.path)] + TinyConditions.empty(1)
    let found = try request.draw(in: Studio()).picture.shownConditions(rows: 1, columns: 3)
    expectClose(found, [[0, 1, 0], [0, 1, 0], [0, 0, 1]])
  }

  @Test func sumsHaveOneCondition() throws {
    let (first, second) = (
      Anchor.vector([Float](repeating: 0, count: 48)), Anchor.vector([Float](repeating: 0, count: 48))
    )
    let sum = try AnchorSum([.init(weight: 1, .anchor(first)), .init(weight: 1, .anchor(second))])
    var request = TinyConditions.grid(.mine, "one-hot", TinyConditions.conditions("green", "blue", "red"))
    (request.rows, request.columns, request.spacing) = (1, 3, 1)
    request.anchors = [.sum(sum), .sum(sum), first]
    let found = try request.draw(in: Studio()).picture.shownConditions(rows: 1, columns: 3)
    expectClose(found, [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
  }

  @Test func traversedAnchorsKeepTheirConditions() throws {
    let edits = try TinyConditionalVectors()
    var request = TraverseRequest()
    (request.models, request.typical, request.steps) = ([TinyConditions.model("one-hot")], .off, 3)
    (request.attributes, request.originals, request.sheet.labels) = ([VectorSum(edits.reference)], false, false)
    request.anchors = TinyConditions.empty(2)
    request.conditions = TinyConditions.conditions("green", "blue")
    let found = try request.draw(in: Studio()).picture.shownConditions(rows: 2, columns: 3)
    expectClose(found, [[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]])
    var compare = CompareRequest()
    (compare.models, compare.anchors, compare.typical) = (request.models, request.anchors, .off)
    compare.edits = [CompareEdit([.init(edits.reference, amount: 1)], label: "more")]
    (compare.conditions, compare.sheet.labels) = (TinyConditions.conditions("blue"), false)
    let compared = try compare.draw(in: Studio()).picture.shownConditions(rows: 2, columns: 2)
    expectClose(compared, [[Double]](repeating: [0, 0, 1], count: 4))
    compare.conditions += TinyConditions.conditions("red")
    expectRefused(naming: "compare takes one condition", "2 were given") { _ = try compare.draw(in: Studio()) }
  }

  // MARK: Errors and recipes

  @Test func modelsWithoutConditionsRefuseThem() throws {
    for conditions in [TinyConditions.conditions("red"), [.all]] {
      var request = Tiny.sample
      request.conditions = conditions
      expectRefused(naming: "'tiny'", "--condition") { _ = try request.draw(in: Studio()) }
    }
    var film = Tiny.animate(.loop)
    film.conditions = TinyConditions.conditions("red")
    expectRefused(naming: "'tiny'") { _ = try film.film(in: Studio()) }
  }

  @Test func aModelThatWantsAConditionAsksForIt() throws {
    let request = sample("label", [])
    expectRefused(naming: "'label'", "--condition") { _ = try request.draw(in: Studio()) }
  }

  @Test(arguments: [1, 3, 5])
  func otherNumbersThanAnchorsAreExplained(_ count: Int) throws {
    var request = TinyConditions.grid(.gradient, "one-hot", [])
    (request.rows, request.columns, request.anchors) = (2, 2, TinyConditions.empty(4))
    request.conditions = [Condition](repeating: Condition(parsing: "red"), count: count)
    if count == 1 {
      _ = try request.draw(in: Studio())
    } else {
      expectRefused(naming: "--condition", "\(count) conditions", "4 anchors") { _ = try request.draw(in: Studio()) }
    }
  }

  @Test func conditionsSurviveRecipes() throws {
    let conditions =
      TinyConditions.conditions("red", "all", "y.npy:3", "a=0.5+b=0.5", "1,0", "3")
      + [.value(.numbers([1, 0.5]))]
    #expect(conditions[1] == .all && conditions[2] == .rows(reference: "y.npy:3"))
    let request = sample("one-hot", conditions)
    let data = try JSONEncoder().encode(request.erased)
    #expect(try JSONDecoder().decode(AnyDiagramRequest.self, from: data) == request.erased)
    // What an older Sextant wrote has none.
    let old = Data(#"{"verb": "sample", "options": {"rows": 2}}"#.utf8)
    let read = try JSONDecoder().decode(AnyDiagramRequest.self, from: old)
    #expect(read.request.givenConditions.isEmpty)
  }

  @Test func drawingsAreDrawnAgainFromTheirRecipes() throws {
    let folder = try TemporaryFolder()
    var request = TinyConditions.grid(.jdiagram, "embedding", TinyConditions.conditions("warm", "cold", "1,0,0,1"))
    (request.rows, request.columns, request.anchors) = (3, 4, TinyConditions.balanced(3))
    let file = folder.file("g.png")
    try request.draw(in: Studio()).write(to: file)
    let recipe = try Recipe(inPictureAt: file)
    #expect(recipe.request.request.givenConditions == request.conditions)
    let again = try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio())
    try again.write(to: folder.file("again.png"))
    #expect(try Data(contentsOf: file) == Data(contentsOf: folder.file("again.png")))
    // From the latents that the recipe keeps as well.
    let latents = try recipe.withRecordedLatents(request, picture: "g.png")
    #expect(try latents.draw(in: Studio()).picture == again.picture)
  }
}

/// A vector for models of 48 numbers that leaves the means of the channels alone.
struct TinyConditionalVectors {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var values = [Float](repeating: 0.25, count: 48)
    for channel in 0..<3 { values[channel * 16] = 0 }
    let hash = try GenerativeModel(package: TinyConditions.folder("one-hot")).encodingHash
    try VectorSet(
      entries: [AttributeVector(name: "Smiling", method: .mean, length: 1)],
      vectors: LatentBatch(rows: [values]),
      model: VectorSet.Model(name: "one-hot", hash: hash)
    )
    .write(named: folder.file("smile").path)
  }

  var reference: VectorReference { VectorReference(vectors: folder.file("smile").path, name: "Smiling") }
}
