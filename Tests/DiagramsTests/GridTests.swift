import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct GridTests {
  private let model: GenerativeModel

  init() throws { model = try GenerativeModel(package: Repository.tinyModel) }

  /// A layout with a size and the number of anchors that it takes.
  struct Case: Sendable {
    var layout: GridLayout
    var rows: Int
    var columns: Int
    var spacing = 3
    var anchors: Int

    var request: GridRequest {
      var request = Tiny.grid(layout)
      (request.rows, request.columns, request.spacing) = (rows, columns, spacing)
      return request
    }

    var grid: LatentGrid {
      get throws { try LatentGrid(layout, rows: rows, columns: columns, spacing: spacing) }
    }
  }

  static let cases = [
    Case(layout: .mine, rows: 4, columns: 7, anchors: 6),
    Case(layout: .mine, rows: 1, columns: 5, spacing: 2, anchors: 3),
    Case(layout: .mine, rows: 2, columns: 3, spacing: 1, anchors: 6),
    Case(layout: .gradient, rows: 3, columns: 4, anchors: 4),
    Case(layout: .jdiagram, rows: 2, columns: 5, anchors: 3),
    Case(layout: .chain, rows: 5, columns: 3, spacing: 2, anchors: 4),
    Case(layout: .fan, rows: 3, columns: 4, anchors: 4),
  ]

  private func check(_ picture: PlanarImage, shows latents: LatentBatch, columns: Int) throws {
    #expect(picture.width == columns * 34 + 2 && picture.height == latents.count / columns * 34 + 2)
    let decoded = try model.decode(latents)
    for index in 0..<latents.count {
      let cell = try picture.tinyCell(row: index / columns, column: index % columns)
      #expect(cell.meanSquaredError(to: decoded[index]) < 1e-12, "cell \(index)")
    }
  }

  @Test(arguments: cases)
  func cellsAreTheGridsLatentsDecoded(_ wanted: Case) throws {
    let anchors = Tiny.draws(wanted.anchors)
    var request = wanted.request
    request.anchors = Tiny.vectors(anchors)
    request.typical = .off
    let drawing = try request.draw(in: Studio())
    let slerp = Interpolator(.slerp, dimension: 48)
    let latents = try wanted.grid.latents(anchors: anchors, slerp)
    try check(drawing.picture, shows: latents, columns: wanted.columns)
    let measured = try #require(drawing.measurements as? GridMeasurements)
    #expect(measured.layout == wanted.layout && measured.columns == wanted.columns)
    #expect(measured.grids.map(\.rows) == [wanted.rows] && measured.grids[0].model == "tiny")
    #expect(measured.grids[0].typicality == Typicality(of: latents, prior: model.prior))
    #expect(drawing.recipe.anchors == [(0..<anchors.count).map { anchors[$0].values }])
  }

  @Test func optionsReachTheGrid() throws {
    let anchors = Tiny.draws(3)
    var request = Tiny.grid(.jdiagram)
    (request.rows, request.columns, request.anchors) = (3, 3, Tiny.vectors(anchors))
    (request.interpolation, request.isOrderFree, request.analogy) = (.matched, true, .transport)
    let grid = try LatentGrid(.jdiagram, rows: 3, columns: 3, isOrderFree: true, analogy: .transport)
    let latents = try grid.latents(anchors: anchors, Interpolator(.matched, dimension: 48))
    try check(request.draw(in: Studio()).picture, shows: latents, columns: 3)
  }

  // MARK: Anchors that are drawn

  @Test(arguments: cases)
  func fillDrawsWhatRandomAnchorsWouldBe(_ wanted: Case) throws {
    var named = wanted.request
    (named.anchors, named.seed) = ([Anchor](repeating: .random, count: wanted.anchors), 5)
    var filled = wanted.request
    (filled.drawsMissing, filled.seed) = (true, 5)
    let (one, other) = (try named.draw(in: Studio()), try filled.draw(in: Studio()))
    #expect(one.picture == other.picture && one.recipe.anchors == other.recipe.anchors)
    // Beside anchors that were given, which may be draws of the same seed, they come from a stream of their own.
    let known = Tiny.draws(1, seed: 5)
    filled.anchors = Tiny.vectors(known)
    let found = try filled.draw(in: Studio()).recipe.anchors[0]
    let added = RandomAlgorithm.sextant
      .sample(beside: 1, .standardGaussian, count: wanted.anchors - 1, dimension: 48, seed: 5)
    #expect(found == [known.values] + (0..<added.count).map { added[$0].values })
    #expect(Set(found).count == found.count)
  }

  @Test func fillWithNothingMissingDrawsNothing() throws {
    var request = Tiny.grid(.gradient)
    (request.rows, request.columns, request.anchors) = (2, 2, Tiny.vectors(Tiny.draws(4)))
    let picture = try request.draw(in: Studio()).picture
    (request.drawsMissing, request.seed) = (true, 1)
    #expect(try request.draw(in: Studio()).picture == picture)
  }

  @Test(arguments: [GridLayout.mine, .gradient, .jdiagram, .chain, .fan])
  func otherNumbersOfAnchorsAreExplained(_ layout: GridLayout) throws {
    var request = Tiny.grid(layout)
    (request.rows, request.columns) = (4, 7)
    let needed = try LatentGrid(layout, rows: 4, columns: 7).anchorCount
    request.anchors = Tiny.vectors(Tiny.draws(needed - 1))
    let few = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(few?.category == .usage && few?.description.contains("--fill") == true)
    #expect(few?.description.contains("1 of its \(needed) anchors is missing") == true)
    request.anchors = Tiny.vectors(Tiny.draws(needed + 1))
    for fills in [false, true] {
      (request.drawsMissing, request.seed) = (fills, 1)
      let many = #expect(throws: GridError.self) { try request.draw(in: Studio()) }
      #expect(many?.category == .usage && many?.description.contains("\(needed + 1) anchors") == true)
    }
  }

  @Test func nothingAtAllIsExplained() throws {
    var request = Tiny.grid(.mine)
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .usage && error?.description.contains("--fill") == true)
    request.drawsMissing = true
    #expect(throws: RequestError.missingSeed) { try request.draw(in: Studio()) }
  }

  /// Before a model is opened: there is none of this name.
  @Test(arguments: [
    (GridLayout.mine, 5, 7, 3, GridError.doesNotFitSpacing(axis: .rows, size: 5, spacing: 3, below: 4, above: 7)),
    (.mine, 4, 2, 5, .doesNotFitSpacing(axis: .rows, size: 4, spacing: 5, below: 1, above: 6)),
    (.chain, 4, 8, 3, .doesNotFitSpacing(axis: .columns, size: 8, spacing: 3, below: 7, above: 10)),
    (.gradient, 1, 7, 3, .tooFew(axis: .rows, size: 1, least: 2)),
    (.fan, 3, 1, 3, .tooFew(axis: .columns, size: 1, least: 2)), (.mine, 4, 7, 0, .spacing(0)),
    (.chain, 4, 7, -3, .spacing(-3)),
  ])
  func sizesThatDoNotFitNameTheNearest(
    _ layout: GridLayout,
    _ rows: Int,
    _ columns: Int,
    _ spacing: Int,
    _ error: GridError
  )
    throws
  {
    var request = Tiny.grid(layout)
    request.models = [.package("no model of this name")]
    (request.rows, request.columns, request.spacing, request.anchors) = (rows, columns, spacing, [.random, .random])
    request.seed = 1
    #expect(throws: error) { try request.draw(in: Studio()) }
    #expect(error.category == .usage)
  }

  @Test(arguments: [(0, 7), (-1, 7), (4, 0), (4, .min), (.max, .max), (1001, 1000)])
  func sizesBeyondASheetAreRefused(_ rows: Int, _ columns: Int) {
    for layout in GridLayout.allCases {
      var request = Tiny.grid(layout)
      (request.rows, request.columns, request.spacing, request.drawsMissing, request.seed) = (rows, columns, 1, true, 1)
      let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
      #expect(error?.category == .usage)
    }
  }

  // MARK: Fans

  @Test func fansWithoutAnchorsShowThePlane() throws {
    var request = Tiny.grid(.fan)
    #expect(!request.isRandom)
    request.columns = 3
    let drawing = try request.draw(in: Studio())
    let latents = try LatentGrid(.fan, rows: 4, columns: 3).fan(in: model.prior, dimension: 48)
    try check(drawing.picture, shows: latents, columns: 3)
    #expect(drawing.recipe.anchors.isEmpty && drawing.recipe.inputs.isEmpty)
    #expect(throws: RequestError.self) { try drawing.recipe.withRecordedLatents(request, picture: "g.png") }
  }

  @Test func fansHaveARowForEachAnchorAfterTheFirst() throws {
    var request = Tiny.grid(.fan)
    (request.anchors, request.columns) = (Tiny.vectors(Tiny.draws(3)), 2)
    let drawing = try request.draw(in: Studio())
    let z = Tiny.draws(3)
    try check(drawing.picture, shows: .concatenating([z[0], z[1], z[0], z[2]]), columns: 2)
    request.rows = 3
    request.anchors = Tiny.vectors(Tiny.draws(5))
    #expect(throws: GridError.fanRows(rows: 3, anchors: 5)) { try request.draw(in: Studio()) }
  }

  // MARK: Recipes

  @Test(arguments: cases + [Case(layout: .fan, rows: 2, columns: 3, anchors: 0)], ["png", "webp"])
  func gridsAreDrawnAgainFromTheirRecipe(_ wanted: Case, _ format: String) throws {
    let folder = try TemporaryFolder()
    var request = wanted.request
    (request.drawsMissing, request.seed, request.analogy) = (wanted.anchors > 0, 8, .matched)
    let (first, second) = (folder.file("first.\(format)"), folder.file("second.\(format)"))
    let drawing = try request.draw(in: Studio())
    try drawing.write(to: first)
    let recipe = try Recipe(inPictureAt: first)
    #expect(recipe.request == request.erased)
    try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio(batch: 2)).write(to: second)
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))
    guard wanted.anchors > 0 else { return }
    // From the latents that were drawn, which are anchors now.
    let recorded = try recipe.withRecordedLatents(request, picture: "g.png")
    #expect(!recorded.isRandom && recorded.anchors.count == wanted.anchors)
    #expect(try recorded.draw(in: Studio()).picture == drawing.picture)
    var other = recorded
    other.interpolation = .lerp
    // Without cells between anchors nothing is interpolated.
    #expect(try (other.draw(in: Studio()).picture == drawing.picture) == (wanted.spacing == 1))
  }

  @Test func gridsOfSeveralModelsStandOneBelowAnother() throws {
    var request = Tiny.grid(.gradient)
    (request.rows, request.columns, request.drawsMissing, request.seed) = (2, 2, true, 1)
    request.models = [Tiny.model, .package(Repository.fixture("shaped", of: "GenerativeModels").path)]
    let drawing = try request.draw(in: Studio())
    #expect(drawing.recipe.anchors.count == 2 && drawing.recipe.typicality?.count == 2)
    #expect((drawing.measurements as? GridMeasurements)?.grids.count == 2)
  }
}
