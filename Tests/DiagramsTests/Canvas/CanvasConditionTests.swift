import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

/// What tiles of a canvas are decoded and encoded under, by models whose pictures show their condition.
@Suite struct CanvasConditionTests {
  private let colors = TinyConditions.conditions("red", "green", "blue", "0,0,0")
  private let identity: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]

  private func canvas(
    _ rows: Int,
    _ columns: Int,
    _ anchors: Int,
    _ conditions: [Condition],
    model: String = "one-hot"
  ) -> CanvasRequest {
    var request = Tiny.canvas(rows: rows, columns: columns, TinyConditions.empty(anchors))
    (request.models, request.conditions) = ([TinyConditions.model(model)], conditions)
    return request
  }

  private func shown(_ request: CanvasRequest, rows: Int, columns: Int) throws -> [[Double]] {
    let picture = try request.draw(in: Studio(batch: 4)).picture
    return try (0..<rows * columns).map { try picture.tile($0 / columns, $0 % columns).shownCondition }
  }

  /// What conditions add to the tiles of a request, beside what their latents show.
  private func added(_ request: CanvasRequest, rows: Int, columns: Int) throws -> [[Double]] {
    var plain = request
    plain.conditions = TinyConditions.conditions("0,0,0")
    let (with, without) = (
      try shown(request, rows: rows, columns: columns), try shown(plain, rows: rows, columns: columns)
    )
    return zip(with, without).map { zip($0, $1).map(-) }
  }

  /// Checks that tiles are latents decoded under conditions.
  private func expectDraws(
    _ request: CanvasRequest,
    _ latents: LatentBatch,
    columns: Int,
    under conditions: [[Double]]
  ) throws {
    let model = try GenerativeModel(package: TinyConditions.folder("one-hot"))
    let rows = LatentBatch(rows: conditions.map { $0.map { Float($0) } })
    let decoded = try model.decode(latents, conditions: ConditionBatch(rows))
    let picture = try request.draw(in: Studio(batch: 3)).picture
    for tile in 0..<latents.count {
      #expect(try picture.tile(tile / columns, tile % columns).shows(decoded[tile]), "tile \(tile)")
    }
  }

  @Test(arguments: [CanvasSource.grid, .roots, .each])
  func oneConditionIsForAllTiles(_ source: CanvasSource) throws {
    var request = canvas(2, 2, 4, TinyConditions.conditions("red=0.25+blue=0.5"))
    request.from = source
    if source == .roots { request.arrangement = try roots([3, 0, 1, 2]) }
    let found = try shown(request, rows: source == .roots ? 1 : 2, columns: source == .roots ? 4 : 2)
    expectClose(found, [[Double]](repeating: [0.25, 0, 0.5], count: 4), 1e-5)
  }

  @Test func withoutAnyTheModelsOwnCounts() throws {
    expectClose(
      try shown(canvas(2, 2, 4, []), rows: 2, columns: 2),
      [[Double]](repeating: [1, 0, 0], count: 4),
      1e-5
    )
    expectRefused(naming: "'label'", "--condition") {
      _ = try canvas(1, 1, 1, [], model: "label").draw(in: Studio())
    }
    expectRefused(naming: "'tiny'", "takes no condition") {
      var request = canvas(2, 2, 4, colors)
      request.models = [Tiny.model]
      _ = try request.draw(in: Studio())
    }
  }

  // MARK: Of each anchor

  @Test(arguments: [InterpolationMethod.slerp, .matched, .lerp], [false, true])
  func tilesOfAGridHaveTheBilinearWeights(_ method: InterpolationMethod, isOrderFree: Bool) throws {
    var request = canvas(3, 5, 4, colors)
    (request.interpolation, request.isOrderFree) = (method, isOrderFree)
    let expected = (0..<15).map { tile -> [Double] in
      let (v, u) = (Double(tile / 5) / 2, Double(tile % 5) / 4)
      return [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v]
    }
    expectClose(try shown(request, rows: 3, columns: 5), expected, 1e-5)
  }

  /// The same tiles as a MINE grid of as many anchors.
  @Test func gridsAreThoseOfTheVerbGrid() throws {
    var request = canvas(2, 5, 6, TinyConditions.conditions("red", "green", "blue", "red", "0,0,0", "green"))
    request.anchorColumns = 3
    var grid = TinyConditions.grid(.mine, "one-hot", request.conditions)
    (grid.rows, grid.columns, grid.spacing, grid.anchors) = (3, 5, 2, request.anchors)
    let sheet = try grid.draw(in: Studio()).picture.shownConditions(rows: 3, columns: 5)
    let tiles = try shown(request, rows: 2, columns: 5)
    expectClose(tiles, Array(sheet[0..<5] + sheet[10..<15]), 1e-5)
  }

  private func roots(_ numbers: [Int]) throws -> CanvasArrangement {
    try Tiny.layout(
      32 * numbers.count,
      32,
      numbers.enumerated().map { index, number in
        CanvasPlace(x: 16 + 32 * Double(index), y: 16, width: 32, height: 32, anchor: number)
      }
    )
  }

  @Test func tilesThatAreAnchorsHaveTheirConditions() throws {
    var request = canvas(2, 2, 4, colors)
    request.from = .each
    expectClose(try shown(request, rows: 2, columns: 2), identity, 1e-5)
    request.from = .roots
    request.arrangement = try roots([2, 0, 3, 2, 1])
    expectClose(try shown(request, rows: 1, columns: 5), [2, 0, 3, 2, 1].map { identity[$0] }, 1e-5)
  }

  @Test func anchorsThatAreDrawnHaveConditionsToo() throws {
    var request = canvas(2, 2, 0, colors)
    (request.drawsMissing, request.seed, request.anchorRows, request.anchorColumns) = (true, 4, 2, 2)
    try expectDraws(request, Tiny.draws(4, seed: 4), columns: 2, under: identity)
  }

  @Test func movedAnchorsKeepTheirConditions() throws {
    let edits = try TinyConditionalVectors()
    var request = canvas(1, 3, 1, TinyConditions.conditions("green"))
    // Not so far that anything is cut off at black or white.
    (request.attributes, request.range) = ([edits.reference], EditRange(-0.1, 0.1))
    expectClose(try shown(request, rows: 1, columns: 3), [[Double]](repeating: [0, 1, 0], count: 3), 1e-5)
    request.conditions = colors
    expectRefused(naming: "--condition", "4 conditions were given for one anchor") {
      _ = try request.draw(in: Studio())
    }
    (request.anchors, request.conditions) = (TinyConditions.empty(2), TinyConditions.conditions("green", "blue"))
    request.arrangement = try roots([1, 0, 1])
    expectClose(try shown(request, rows: 1, columns: 3), [[0, 0, 1], [0, 1, 0], [0, 0, 1]], 1e-5)
  }

  @Test func wholeClassesAreThoseOfTheNearestAnchor() throws {
    var request = canvas(1, 5, 2, TinyConditions.conditions("2", "0"), model: "label")
    request.anchorColumns = 2
    let row = [[0.0, 0, 1], [0, 0, 1], [0, 0, 1], [1, 0, 0], [1, 0, 0]]
    expectClose(try shown(request, rows: 1, columns: 5), row, 1e-5)
    #expect(try request.draw(in: Studio()).notes.contains { $0.contains("takes whole classes") })
  }

  // MARK: In turn

  @Test func drawsHaveThemInTurn() throws {
    var request = canvas(2, 4, 0, Array(colors.prefix(3)))
    request.seed = 3
    #expect(request.source == .random)
    try expectDraws(request, Tiny.draws(8), columns: 4, under: (0..<8).map { identity[$0 % 3] })
    request.conditions = [.all]
    try expectDraws(request, Tiny.draws(8), columns: 4, under: (0..<8).map { identity[$0 % 3] })
    request.arrangement.rows = 1
    request.arrangement.columns = 2
    expectRefused(naming: "--condition", "3 conditions", "2 tiles") { _ = try request.draw(in: Studio()) }
  }

  // MARK: What lies under tiles

  /// A smooth picture of the canvas's size, away from black and white.
  private func background(_ folder: TemporaryFolder, rows: Int, columns: Int) throws -> CanvasBackground {
    let draws = LatentGenerator(seed: 4).sample(.uniform(low: 0.3, high: 0.6), count: 1, dimension: 3 * 2 * 3)
    let url = folder.file("background.png")
    try PlanarImage(channels: 3, height: 2, width: 3, samples: draws.values)
      .resized(width: 32 * columns, height: 32 * rows, filter: .bicubic).write(to: url, overwrite: true)
    return .picture(path: url.path)
  }

  @Test func picturesAreEncodedAndDecodedUnderTheSame() throws {
    let folder = try TemporaryFolder()
    var request = canvas(2, 3, 0, [])
    request.canvas.background = try background(folder, rows: 2, columns: 3)
    request.reencoding = 1
    #expect(request.source == .canvas)
    var plain = request
    plain.models = [Tiny.model]
    let expected = try plain.draw(in: Studio()).picture
    // The encoder takes away what the decoder adds, whichever it is.
    let given = [[], TinyConditions.conditions("green"), TinyConditions.conditions("blue", "red", "green=0.5")]
    for conditions in given {
      request.conditions = conditions
      let drawing = try request.draw(in: Studio(batch: 2))
      #expect(drawing.picture.meanSquaredError(to: expected) < 1e-10, "\(conditions)")
    }
    // Under one alone it would show.
    var decoding = request
    (decoding.models, decoding.conditions) = ([TinyConditions.model("embedding")], TinyConditions.conditions("warm"))
    #expect(try decoding.draw(in: Studio()).picture.meanSquaredError(to: expected) > 1e-3)
  }

  /// Half of the way from latents without content to encodings: X = 1/4 + x / 2 + c / 8 in the mean.
  @Test func mixedTilesShowHalfOfTheirInterpolatedCondition() throws {
    let folder = try TemporaryFolder()
    var request = canvas(2, 3, 4, colors)
    request.canvas.background = try background(folder, rows: 2, columns: 3)
    (request.reencoding, request.interpolation) = (0.5, .lerp)
    let expected = (0..<6).map { tile -> [Double] in
      let (v, u) = (Double(tile / 3), Double(tile % 3) / 2)
      return [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v].map { $0 / 2 }
    }
    expectClose(try added(request, rows: 2, columns: 3), expected, 1e-5)
  }

  @Test func anEncoderThatWantsAConditionAsksForItBeforeTheFirstTile() throws {
    let folder = try TemporaryFolder()
    var request = canvas(2, 3, 0, [], model: "label")
    (request.canvas.background, request.reencoding) = (try background(folder, rows: 2, columns: 3), 1)
    expectRefused(naming: "'label'", "--condition") { _ = try request.draw(in: Studio()) }
    request.conditions = TinyConditions.conditions("2")
    _ = try request.draw(in: Studio())
  }

  // MARK: Recipes

  @Test func canvasesAreDrawnAgainFromTheirRecipes() throws {
    let folder = try TemporaryFolder()
    let rows = folder.file("y.npy")
    try LatentFile.write(LatentBatch(rows: identity.map { $0.map { Float($0) } }), to: rows, overwrite: false)
    var request = canvas(3, 3, 0, TinyConditions.conditions(rows.path))
    request.anchors = TinyConditions.balanced(4)
    let drawing = try request.draw(in: Studio())
    #expect(drawing.recipe.inputs.map(\.path) == [rows.path])
    try drawing.write(to: folder.file("c.png"))
    let recipe = try Recipe(inPictureAt: folder.file("c.png"))
    #expect(recipe.request.request.givenConditions == request.conditions)
    let again = try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio())
    #expect(again.picture == drawing.picture)
    let latents = try recipe.withRecordedLatents(request, picture: "c.png")
    #expect(try latents.draw(in: Studio()).picture == drawing.picture)
  }

  @Test func olderRecipesHaveNone() throws {
    let old = Data(#"{"verb": "canvas", "options": {"from": "random"}}"#.utf8)
    let read = try JSONDecoder().decode(AnyDiagramRequest.self, from: old)
    #expect(read.request.givenConditions.isEmpty)
  }

  @Test func conditionsOfOriginalsChangeNothing() throws {
    var request = Tiny.canvas(rows: 1, columns: 3, Tiny.corners)
    (request.models, request.from, request.originals) = ([TinyConditions.model("one-hot")], .each, true)
    let plain = try request.draw(in: Studio())
    request.conditions = Array(colors.prefix(3))
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture == plain.picture && drawing.notes.contains { $0.contains("--condition changed nothing") })
  }
}
