import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct RecipeTests {
  static let requests: [any DiagramRequest] = [Tiny.sample, Tiny.reconstruct, Tiny.interpolate, Tiny.jdiagram]

  @Test(arguments: requests.indices, ["png", "jpg", "webp"])
  func picturesAreDrawnAgainFromTheirRecipe(index: Int, format: String) throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.file("first.\(format)"), folder.file("second.\(format)"))
    try Self.requests[index].draw(in: Studio()).write(to: first)
    let recipe = try Recipe(inPictureAt: first)
    #expect(recipe.request == Self.requests[index].erased)
    try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio()).write(to: second)
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))
  }

  @Test func bareModelsAndConstantsSurvive() throws {
    var request = Tiny.sample
    let folder = Repository.tinyModel
    request.models = [
      .bare(
        decoder: folder.appendingPathComponent("decoder.onnx").path,
        encoder: folder.appendingPathComponent("encoder.onnx").path,
        options: BareModelOptions(
          prior: .uniform(low: -1, high: 1),
          latentShape: [48],
          imageRange: ValueRange(low: 0, high: 1),
          preparation: ImagePreparation(crop: .center(40), filter: .bicubic),
          constants: ["psi": .number(0.5)]
        )
      ), .package("name", constants: ["label": .numbers([0, 1])]),
    ]
    let data = try JSONEncoder().encode(request.erased)
    #expect(try JSONDecoder().decode(AnyDiagramRequest.self, from: data) == request.erased)
  }

  @Test func aChangedModelIsNoticed() throws {
    let drawing = try Tiny.jdiagram.draw(in: Studio())
    var recipe = drawing.recipe
    try recipe.checkInputs(of: drawing.recipe, replayed: Tiny.jdiagram, original: Tiny.jdiagram, picture: "j.png")
    recipe.models = try JSONDecoder().decode([ModelStamp].self, from: Data(#"[{"name": "tiny", "hash": "00"}]"#.utf8))
    #expect(throws: RequestError.self) {
      try recipe.checkInputs(of: drawing.recipe, replayed: Tiny.jdiagram, original: Tiny.jdiagram, picture: "j.png")
    }
    // Whoever names another model wants another model.
    var other = Tiny.jdiagram
    other.models = [.package(Repository.tinyModel.path, constants: ["x": .number(1)])]
    try recipe.checkInputs(of: drawing.recipe, replayed: other, original: Tiny.jdiagram, picture: "j.png")
  }

  @Test func aChangedInputIsNoticed() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("a.png")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Tiny.image("a").shown), to: input)
    var request = Tiny.reconstruct
    request.anchors = [.image(path: input.path)]
    let recipe = try request.draw(in: Studio()).recipe
    try FileManager.default.removeItem(at: input)
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Tiny.image("b").shown), to: input)
    let drawing = try request.draw(in: Studio())
    #expect(throws: RequestError.self) {
      try recipe.checkInputs(of: drawing.recipe, replayed: request, original: request, picture: "r.png")
    }
  }

  @Test func latentsOfTheRecipeReplacePictures() throws {
    var request = Tiny.jdiagram
    request.originals = false
    let drawing = try request.draw(in: Studio())
    let again = try drawing.recipe.withRecordedLatents(request, picture: "j.png")
    #expect(try again.draw(in: Studio()).picture == drawing.picture)
    #expect(throws: RequestError.self) { try drawing.recipe.withRecordedLatents(Tiny.sample, picture: "s.png") }
    #expect(throws: RequestError.self) { try drawing.recipe.withRecordedLatents(Tiny.reconstruct, picture: "r.png") }
  }

  @Test func randomPairsAreReplayedFromTheirLatents() throws {
    var request = Tiny.interpolate
    (request.anchors, request.randomPairs, request.seed) = ([], 2, 3)
    let drawing = try request.draw(in: Studio())
    let again = try drawing.recipe.withRecordedLatents(request, picture: "i.png")
    #expect(try again.draw(in: Studio()).picture == drawing.picture)
  }

  /// What a recipe of an older Sextant does not say has its default, and what a newer one says is passed over.
  @Test func recipesOfOtherVersionsAreRead() throws {
    let json = #"""
      {"verb": "jdiagram", "options": {"anchors": ["a.png", [1, 2.5], "random"], "columns": 9, "seed": 18446744073709551615,
       "models": [{"package": "tiny", "constants": {"psi": 0.7}}], "sheet": {"gap": 0}, "hue": 3}}
      """#
    var expected = JDiagramRequest()
    expected.anchors = [.image(path: "a.png"), .vector([1, 2.5]), .random]
    (expected.columns, expected.seed, expected.sheet.gap) = (9, .max, 0)
    expected.models = [.package("tiny", constants: ["psi": .number(0.7)])]
    #expect(try JSONDecoder().decode(AnyDiagramRequest.self, from: Data(json.utf8)) == expected.erased)
  }

  @Test(arguments: ["random", "odd.npy", "z.npy:3", "dir.npy:/a.png"])
  func picturesWithOddNamesStayPictures(path: String) throws {
    let anchor = Anchor.image(path: path)
    #expect(try JSONDecoder().decode(Anchor.self, from: JSONEncoder().encode(anchor)) == anchor)
  }

  @Test func aPictureWithoutARecipeIsRefused() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("plain.png")
    try PlanarImage(channels: 3, height: 4, width: 4, repeating: 0.5).write(to: url)
    let error = #expect(throws: RequestError.self) { try Recipe(inPictureAt: url) }
    #expect(error?.category == .badData)
    #expect(error?.description.contains("plain.png") == true)
  }

  @Test(arguments: ["{", "{}", #"{"sextant": "9", "request": {"verb": "dance", "options": {}}}"#])
  func aDamagedRecipeIsRefused(text: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("odd.png")
    try PlanarImage(channels: 3, height: 4, width: 4, repeating: 0.5).write(to: url, recipe: text)
    let error = #expect(throws: RequestError.self) { try Recipe(inPictureAt: url) }
    #expect(error?.category == .badData)
  }
}
