import Diagrams
import Foundation
import Imaging
import Testing

@Suite struct CanvasArrangementTests {
  private func layout(
    picture: (width: Int, height: Int)? = nil,
    seed: UInt64? = nil,
    _ change: (inout CanvasArrangement) -> Void
  ) throws -> CanvasLayout {
    var arrangement = CanvasArrangement()
    change(&arrangement)
    try arrangement.validate()
    return try arrangement.layout(tile: (32, 24), form: arrangement.mask, picture: picture, seed: seed)
  }

  @Test func tilesAreTheModelsPicturesInSixRowsAndEightColumns() throws {
    let layout = try layout { $0.kind = .rows }
    #expect(layout.width == 8 * 32 && layout.height == 6 * 24 && layout.places.count == 48)
    #expect(layout.places.allSatisfy { $0.width == 32 && $0.height == 24 })
    let octaves = try self.layout(seed: 1) { $0.kind = .octaves }
    #expect(octaves.width == 8 * 64 && octaves.places[0].width == 64)
  }

  @Test func aTileKeepsTheProportionsOfPictures() throws {
    #expect(try layout { ($0.kind, $0.tile) = (.rows, 64) }.places[0].height == 48)
    #expect(try layout { ($0.kind, $0.tile, $0.tileHeight) = (.rows, 64, 10) }.places[0].height == 10)
  }

  /// Corners are the corners of what latents are looked up in.
  @Test(arguments: [CanvasArrangement.Kind.rows, .hexagonal, .hexagonalColumns])
  func positionsGoFromTheFirstTileToTheLast(_ kind: CanvasArrangement.Kind) throws {
    let layout = try layout { ($0.kind, $0.rows, $0.columns) = (kind, 3, 5) }
    let positions = layout.places.map { layout.position(of: $0) }
    #expect(positions.map(\.u).min() == 0 && positions.map(\.u).max() == 1)
    #expect(positions.map(\.v).min() == 0 && positions.map(\.v).max() == 1)
    let single = try self.layout { ($0.kind, $0.rows, $0.columns) = (kind, 1, 1) }
    #expect(single.places[0].position == CanvasPosition(u: 0.5, v: 0.5))
  }

  /// What is left out of a lattice does not move the rest.
  @Test func aPartKeepsItsPositions() throws {
    let whole = try layout { $0.rows = 9 }
    let part = try layout { ($0.rows, $0.within) = (9, .disc(radius: 0.6)) }
    #expect(part.places.count < whole.places.count && part.places.allSatisfy(whole.places.contains))
  }

  @Test func overlapsAreSharesAndSpacingsPixels() throws {
    let layout = try layout { ($0.kind, $0.rows, $0.columns, $0.overlap, $0.spacing) = (.rows, 1, 3, 0.25, 2) }
    #expect(layout.places.map(\.x) == [16, 42, 68])
  }

  @Test func sizesComeFromOneSideOrAPicture() throws {
    #expect(try layout { $0.width = 200 }.height == 200)
    let pictured = try layout(picture: (300, 150)) { $0.kind = .rows }
    #expect(pictured.width == 300 && pictured.height == 150)
    #expect(try layout(picture: (300, 150)) { $0.height = 300 }.width == 600)
    // Numbers of tiles say more than a picture.
    #expect(try layout(picture: (300, 150)) { ($0.kind, $0.rows, $0.columns) = (.rows, 1, 1) }.width == 32)
  }

  @Test func placesOfAFileGrowWithTheCanvas() throws {
    let places = try CanvasLayout(
      width: 40,
      height: 20,
      places: [CanvasPlace(x: 10, y: 10, width: 20, height: 20, anchor: 0)]
    )
    let layout = try layout { ($0.places, $0.width) = (places, 80) }
    #expect(layout.height == 40 && layout.places[0] == CanvasPlace(x: 20, y: 20, width: 40, height: 40, anchor: 0))
    #expect(try self.layout { $0.places = places } == places)
  }

  /// Soft circles do not add up to 1 however close they lie.
  @Test(arguments: ["circle:0.5", "rounded:0.3,0.5", "star.png"])
  func formsThatDoNotCoverLieAsHardTilesDo(_ form: String) throws {
    var arrangement = CanvasArrangement()
    (arrangement.rows, arrangement.columns) = (2, 3)
    let hard = try arrangement.layout(tile: (32, 32), form: TileMask("hexagon"))
    #expect(try arrangement.layout(tile: (32, 32), form: TileMask(form)) == hard)
    #expect(try arrangement.layout(tile: (32, 32), form: TileMask("hexagon:0.5")).width < hard.width)
    arrangement.overlap = 0.25
    #expect(
      try arrangement.layout(tile: (32, 32), form: TileMask("hexagon:0.5"))
        == arrangement.layout(tile: (32, 32), form: TileMask("hexagon"))
    )
  }

  @Test func filesSayTheFormOfTheirTiles() throws {
    var arrangement = CanvasArrangement()
    (arrangement.rows, arrangement.columns) = (2, 3)
    var places = try arrangement.layout(tile: (32, 32), form: arrangement.mask)
    var file = CanvasArrangement()
    file.places = places
    #expect(try file.mask == TileMask("square") && file.blending == .over)
    (places.form, places.blending) = (try TileMask("hexagon:0.25"), .add)
    file.places = try places.scaled(toWidth: 2 * places.width, height: places.height).keepingDisc(radius: 2)
    #expect(try file.mask == TileMask("hexagon:0.25") && file.blending == .add)
  }

  @Test func octavesNeedASeed() throws {
    #expect(throws: RequestError.missingSeed) { try layout { $0.kind = .octaves } }
    #expect(try layout(seed: 1) { $0.kind = .octaves } != layout(seed: 2) { $0.kind = .octaves })
  }

  @Test func requestsSurviveJSON() throws {
    var request = CanvasRequest()
    #expect(
      try JSONDecoder().decode(AnyDiagramRequest.self, from: JSONEncoder().encode(request.erased)) == request.erased
    )
    (request.neighbors, request.from, request.reencoding) = (CanvasNeighbors(set: "faces"), .grid, 0.5)
    request.arrangement.places = try CanvasLayout(
      width: 40,
      height: 20,
      places: [CanvasPlace(x: 10, y: 10, width: 20, height: 20, anchor: 0, position: CanvasPosition(u: 0.1, v: 1))]
    )
    request.arrangement.octaves = [.count(4), .share(0.25)]
    request.arrangement.within = .disc(radius: 0.75)
    request.canvas.mask = try TileMask("rounded:0.5")
    request.canvas.background = .picture(path: "white")
    (request.canvas.blending, request.canvas.opacity) = (.add, 0.5)
    #expect(
      try JSONDecoder().decode(AnyDiagramRequest.self, from: JSONEncoder().encode(request.erased)) == request.erased
    )
  }

  @Test(arguments: ["white", "black", "gray", "none", "#010203", "#ffeedd", "photo.png", "#1.png"])
  func backgroundsAreTheirTexts(_ text: String) throws {
    guard text != "#1.png" else {
      #expect(throws: RequestError.self) { try CanvasBackground(parsing: text) }
      return
    }
    let background = try CanvasBackground(parsing: text)
    #expect(background.shown == text)
    #expect(try CanvasBackground(parsing: "#fff") == .white)
    #expect(try JSONDecoder().decode(CanvasBackground.self, from: JSONEncoder().encode(background)) == background)
  }

  @Test(arguments: ["disc", "disc:0.75", "mask.png"])
  func partsAreTheirTexts(_ text: String) throws {
    #expect(try CanvasWithin(parsing: text).shown == text)
  }

  @Test(arguments: ["disc:", "disc:0", "disc:-1", "disc:nan", "disc:wide", "disc:3"])
  func discsThatAreNoneAreRefused(_ text: String) {
    let error = #expect(throws: RequestError.self) { try CanvasWithin(parsing: text) }
    #expect(error?.description.contains(text) == true)
  }
}
