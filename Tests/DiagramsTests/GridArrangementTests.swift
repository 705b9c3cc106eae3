import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

/// Anchors that are inverted, moved or surrounded, and originals beside them.
@Suite struct GridArrangementTests {
  private let model: GenerativeModel

  init() throws { model = try GenerativeModel(package: Repository.tinyModel) }

  private func check(_ picture: PlanarImage, shows latents: LatentBatch, columns: Int) throws {
    #expect(picture.width == columns * 34 + 2 && picture.height == latents.count / columns * 34 + 2)
    let decoded = try model.decode(latents)
    for index in 0..<latents.count {
      let cell = try picture.tinyCell(row: index / columns, column: index % columns)
      #expect(cell.meanSquaredError(to: decoded[index]) < 1e-12, "cell \(index)")
    }
  }

  static let arrangements: [(inverts: Bool, partway: Double?, encircles: Bool)] = [
    (true, nil, false), (false, 0.3, false), (false, nil, true), (true, 0.6, true),
  ]

  @Test(arguments: arrangements)
  func cellsAreThoseBetweenArrangedAnchors(_ inverts: Bool, _ partway: Double?, _ encircles: Bool) throws {
    var request = Tiny.grid(.mine)
    (request.rows, request.columns, request.spacing, request.seed, request.typical) = (5, 7, 2, 9, .off)
    (request.arrangement.inverts, request.arrangement.partway) = (inverts, partway)
    request.arrangement.encircles = encircles
    let grid = try LatentGrid(.mine, rows: 5, columns: 7, spacing: 2)
    let count = encircles ? 2 : 12
    let named = Tiny.draws(count)
    request.anchors = Tiny.vectors(named)
    #expect(request.isRandom == (partway != nil || encircles))
    let drawing = try request.draw(in: Studio())
    let draws = RandomAlgorithm.sextant.sample(
      beside: count,
      .standardGaussian,
      count: request.arrangement.drawCount(in: grid, named: count),
      dimension: 48,
      seed: 9
    )
    let slerp = Interpolator(.slerp, dimension: 48)
    let anchors = request.arrangement.anchors(of: grid, named: named, draws: draws, slerp)
    try check(drawing.picture, shows: grid.latents(anchors: anchors, slerp), columns: 7)
    #expect(drawing.recipe.anchors == [(0..<12).map { anchors[$0].values }])
    // Again from the recipe, and from the latents that it keeps.
    let again = try #require(drawing.recipe.request.request as? GridRequest)
    #expect(again == request)
    #expect(try again.draw(in: Studio(batch: 3)).picture == drawing.picture)
    let recorded = try drawing.recipe.withRecordedLatents(request, picture: "g.png")
    #expect(!recorded.isRandom)
    #expect(try recorded.draw(in: Studio()).picture == drawing.picture)
  }

  @Test func whatIsMissingInsideABorderCanBeDrawn() throws {
    var request = Tiny.grid(.mine)
    (request.rows, request.columns, request.spacing, request.seed) = (3, 5, 1, 9)
    request.arrangement.encircles = true
    request.anchors = Tiny.vectors(Tiny.draws(2))
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("1 of its 3 anchors is missing") == true)
    request.drawsMissing = true
    let found = try request.draw(in: Studio()).recipe.anchors[0]
    #expect(Set(found).count == 15 && found[6] == Tiny.draws(2)[0].values)
    // A border alone.
    request.anchors = []
    #expect(try request.draw(in: Studio()).recipe.anchors[0].count == 15)
    request.anchors = Tiny.vectors(Tiny.draws(4))
    #expect(throws: GridError.self) { try request.draw(in: Studio()) }
  }

  @Test(arguments: [-0.1, 1.1, .nan, .infinity])
  func sharesOfTheWayAreFromNothingToAll(_ share: Double) {
    var request = Tiny.grid(.gradient)
    (request.anchors, request.seed) = (Tiny.vectors(Tiny.draws(4)), 1)
    request.arrangement.partway = share
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.hasPrefix("--partway") == true)
  }

  @Test func thereMustBeAnchorsToChange() throws {
    for layout in [GridLayout.fan, .mine] {
      var request = Tiny.grid(layout)
      (request.drawsMissing, request.seed) = (layout == .mine, 1)
      request.arrangement.inverts = true
      #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
      request.arrangement = AnchorArrangement()
      request.arrangement.partway = 0.5
      #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    }
    var fan = Tiny.grid(.fan)
    fan.seed = 1
    fan.arrangement.encircles = true
    #expect(throws: GridError.self) { try fan.draw(in: Studio()) }
  }

  // MARK: Originals

  @Test func originalsStandBesideTheirAnchors() throws {
    var request = Tiny.grid(.gradient)
    (request.rows, request.columns, request.originals) = (3, 4, true)
    request.anchors = Tiny.corners + Tiny.vectors(Tiny.draws(1))
    let drawing = try request.draw(in: Studio())
    let picture = drawing.picture
    #expect(picture.width == 6 * 34 + 2 && picture.height == 3 * 34 + 2)
    let pictures = try ImageBatch(contentsOf: Tiny.corners.map { URL(fileURLWithPath: $0.shown) }, for: model)
    for (row, column, original) in [(0, 0, 0), (2, 0, 1), (0, 5, 2)] {
      #expect(try picture.tinyCell(row: row, column: column).meanSquaredError(to: pictures[original]) < 1e-9)
    }
    let white = PlanarImage(channels: picture.channels, height: 32, width: 32, repeating: 1)
    for (row, column) in [(1, 0), (1, 5), (2, 5)] {
      #expect(try picture.tinyCell(row: row, column: column) == white)
    }
    // The cells between are those without originals.
    request.originals = false
    let plain = try request.draw(in: Studio()).picture
    for row in 0..<3 {
      for column in 0..<4 {
        #expect(try picture.tinyCell(row: row, column: column + 1) == plain.tinyCell(row: row, column: column))
      }
    }
  }

  @Test func aSideWithoutOriginalsHasNoColumn() throws {
    var request = Tiny.grid(.mine)
    (request.rows, request.columns, request.spacing, request.originals) = (1, 3, 1, true)
    request.anchors = [Tiny.image("a"), Tiny.image("b"), Tiny.vectors(Tiny.draws(1))[0]]
    #expect(try request.draw(in: Studio()).picture.width == 4 * 34 + 2)
    request.anchors.reverse()
    #expect(try request.draw(in: Studio()).picture.width == 4 * 34 + 2)
    request.anchors = Tiny.vectors(Tiny.draws(3))
    request.anchors[1] = Tiny.image("a")
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 3 * 34 + 2)
    #expect(drawing.notes.contains { $0.hasPrefix("--originals shows nothing") })
  }

  // MARK: Strips

  @Test func stripsAreAsManyAsTheAnchorsFill() throws {
    var request = Tiny.grid(.strips)
    (request.columns, request.spacing, request.typical) = (5, 2, .off)
    let anchors = Tiny.draws(6)
    request.anchors = Tiny.vectors(anchors)
    let slerp = Interpolator(.slerp, dimension: 48)
    let latents = try LatentGrid(.strips, rows: 2, columns: 5, spacing: 2).latents(anchors: anchors, slerp)
    try check(request.draw(in: Studio()).picture, shows: latents, columns: 5)
    request.anchors.removeLast()
    let error = #expect(throws: GridError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("1 strip of 3 anchors") == true)
  }
}
