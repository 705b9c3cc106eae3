import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

/// Sheets of tiles as anchors; the tiny model's pictures are 32 x 32.
@Suite struct TileSheetTests {
  private let place: TemporaryFolder
  private let model: GenerativeModel
  private let pictures: [PlanarImage]

  init() throws {
    place = try TemporaryFolder()
    model = try GenerativeModel(package: Repository.tinyModel)
    // As the model sees them: prepared.
    let batch = try ImageBatch(contentsOf: Tiny.corners.map { URL(fileURLWithPath: $0.shown) }, for: model)
    pictures = (0..<3).map { batch[$0] }
  }

  /// Six tiles in two rows: a, b, c, c, a, b.
  private func writeSheet(_ name: String = "sheet.png", gap: Int = 0, margin: Int? = nil) throws -> String {
    let cells: [PlanarImage?] = [0, 1, 2, 2, 0, 1].map { pictures[$0] }
    let style = ContactSheet.Style(gap: gap, margin: margin)
    let url = place.file(name)
    try ContactSheet(cells: cells, rows: 2, columns: 3, style: style).picture.write(to: url)
    return url.path
  }

  private func latents(_ anchors: [Anchor]) throws -> [[Float]] {
    var request = Tiny.grid(.strips)
    (request.anchors, request.columns, request.spacing) = (anchors, 1, 1)
    return try request.draw(in: Studio()).recipe.anchors[0]
  }

  // MARK: Texts

  @Test(arguments: [
    ("sheet:f.png", TileSheet(path: "f.png")),
    ("sheet:f.png:17", TileSheet(path: "f.png", tiles: .init(parsing: "17"))),
    ("sheet:f.png@64", TileSheet(path: "f.png", width: 64, height: 64)),
    ("sheet:f.png+2", TileSheet(path: "f.png", gap: 2)),
    (
      "sheet:a+b@c/f.png@64x96+2:0..24:2",
      TileSheet(
        path: "a+b@c/f.png",
        width: 64,
        height: 96,
        gap: 2,
        tiles: .init(parsing: "0..24:2")
      )
    ),
    ("sheet:f.png@64:-1", TileSheet(path: "f.png", width: 64, height: 64, tiles: .init(parsing: "-1"))),
  ])
  func textsAreTakenApartAndWritten(_ text: String, _ sheet: TileSheet) throws {
    #expect(TileSheet(parsing: text) == sheet && sheet.shown == text)
    let anchor = Anchor(parsing: text)
    #expect(anchor == .tiles(sheet) && anchor.shown == text)
    #expect(try JSONDecoder().decode(Anchor.self, from: JSONEncoder().encode(anchor)) == anchor)
  }

  @Test(arguments: ["sheet:f.png@0", "sheet:f.png@64x", "sheet:f@64x64x64.png", "sheet:f.png@big", "sheet:f.png+"])
  func whatIsNoEndingBelongsToTheName(_ text: String) {
    #expect(TileSheet(parsing: text) == TileSheet(path: String(text.dropFirst(6))))
    #expect(TileSheet(parsing: "f.png@64") == nil)
  }

  @Test func namesOfFilesThatExistAreMeantWhole() throws {
    let path = try writeSheet("sheet@16+2.png")
    let other = place.file("x@16").path
    try FileManager.default.copyItem(atPath: path, toPath: other)
    #expect(TileSheet(parsing: "sheet:\(path)") == TileSheet(path: path))
    #expect(TileSheet(parsing: "sheet:\(other)") == TileSheet(path: other))
    #expect(TileSheet(parsing: "sheet:\(other):2") == TileSheet(path: other, tiles: .init(parsing: "2")))
  }

  // MARK: Pictures

  @Test(arguments: [(0, nil as Int?), (2, nil), (2, 0), (5, nil), (1, 0)])
  func tilesAreThePicturesInRowOrder(_ gap: Int, _ margin: Int?) throws {
    let path = try writeSheet(gap: gap, margin: margin)
    let ending = gap == 0 ? "" : "+\(gap)"
    let alone = try latents(Tiny.corners)
    let expected = [0, 1, 2, 2, 0, 1].map { alone[$0] }
    #expect(try latents([Anchor(parsing: "sheet:\(path)\(ending)")]) == expected)
    #expect(try latents([Anchor(parsing: "sheet:\(path)@32\(ending):1..3")]) == Array(expected[1...3]))
    #expect(
      try latents([Anchor(parsing: "sheet:\(path)\(ending):-1"), Tiny.image("c")]) == [expected[5], expected[2]]
    )
  }

  /// Tiles of another size are brought to the model's as pictures of files are.
  @Test func tilesOfAnotherSizeAreResized() throws {
    let path = try writeSheet()
    let whole = try PlanarImage(contentsOf: URL(fileURLWithPath: path))
    let tile = place.file("tile.png")
    try whole.cropped(x: 48, y: 0, width: 48, height: 64).write(to: tile)
    #expect(try latents([Anchor(parsing: "sheet:\(path)@48x64:1")]) == latents([.image(path: tile.path)]))
  }

  @Test func sheetsAreReadOnceAndStamped() throws {
    let path = try writeSheet()
    var request = Tiny.grid(.mine)
    (request.rows, request.columns, request.spacing) = (1, 3, 1)
    request.anchors = ["0", "4", "5"].map { Anchor(parsing: "sheet:\(path):\($0)") }
    let drawing = try request.draw(in: Studio())
    #expect(drawing.recipe.inputs.map(\.path) == [path])
    #expect(drawing.recipe.request == request.erased)
    #expect(try request.draw(in: Studio(batch: 1)).picture == drawing.picture)
  }

  @Test func tilesAreReconstructed() throws {
    let path = try writeSheet()
    var request = Tiny.reconstruct
    request.anchors = [Anchor(parsing: "sheet:\(path):0..2")]
    let drawing = try request.draw(in: Studio())
    #expect(try drawing.picture == Tiny.reconstruct.draw(in: Studio()).picture)
    let measured = try #require(drawing.measurements as? ReconstructMeasurements)
    #expect(measured.pictures == (0..<3).map { "sheet:\(path):\($0)" })
  }

  @Test func sheetsComeApartWhereTheySayHowLargeTheirTilesAre() throws {
    let path = try writeSheet(gap: 2)
    let singles = try Anchor(parsing: "sheet:\(path)@32+2:1..3").singles()
    #expect(singles == (1...3).map { Anchor(parsing: "sheet:\(path)@32+2:\($0)") })
    #expect(try Anchor(parsing: "sheet:\(path):5").singles().count == 1)
    #expect(try Anchor(parsing: "sheet:\(path):-1").singles().count == 1)
    // However large the tiles are, these are the same.
    #expect(
      try Anchor(parsing: "sheet:\(path):5..1:2,0").singles()
        == [5, 3, 1, 0].map { Anchor(parsing: "sheet:\(path):\($0)") }
    )
    for open in ["1..", "-2..-1"] {
      #expect(throws: RequestError.self) { try Anchor(parsing: "sheet:\(path):\(open)").singles() }
    }
    let error = #expect(throws: RequestError.self) { try Anchor(parsing: "sheet:\(path)").singles() }
    #expect(error?.description.contains("@64x64+2") == true)
  }

  // MARK: Errors

  @Test(arguments: ["@31", "@32+1", "@33x32", "@32x33", "@97", "@96x65", "@64x32"])
  func sheetsOfNoWholeTilesAreRefused(_ ending: String) throws {
    let path = try writeSheet()
    let error = #expect(throws: RequestError.self) { try latents([Anchor(parsing: "sheet:\(path)\(ending)")]) }
    #expect(error?.category == .usage)
    #expect(error?.description.contains("96 x 64 pixels are no whole number of tiles") == true)
  }

  @Test(arguments: ["6", "-7", "0..6", "3,9"])
  func tilesThatAreNotThereAreRefused(_ list: String) throws {
    let path = try writeSheet()
    let error = #expect(throws: RequestError.self) { try latents([Anchor(parsing: "sheet:\(path):\(list)")]) }
    #expect(error?.description.contains("there are 6 tiles, numbered 0 to 5") == true)
  }

  @Test func missingSheetsAndBadPicturesAreRefused() throws {
    #expect(throws: FileError.self) { try latents([Anchor(parsing: "sheet:\(place.file("no.png").path)@32")]) }
    let text = place.file("text.png")
    try Data("no picture".utf8).write(to: text)
    #expect(throws: ImageReadingError.self) { try latents([Anchor(parsing: "sheet:\(text.path)")]) }
  }
}
