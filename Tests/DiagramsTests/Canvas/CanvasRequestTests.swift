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

@Suite struct CanvasRequestTests {
  private let model: GenerativeModel

  init() throws { model = try GenerativeModel(package: Repository.tinyModel) }

  private func check(_ request: CanvasRequest, shows latents: LatentBatch, columns: Int) throws {
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 32 * columns && drawing.picture.height == 32 * latents.count / columns)
    let decoded = try model.decode(latents)
    for tile in 0..<latents.count {
      #expect(try drawing.picture.tile(tile / columns, tile % columns).shows(decoded[tile]), "tile \(tile)")
    }
    let measured = try #require(drawing.measurements as? CanvasMeasurements)
    #expect(measured.tiles.count == latents.count && measured.from == request.source)
    let lengths = Typicality(of: latents, prior: model.prior).lengths
    #expect(zip(measured.typicality.lengths, lengths).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(measured.typicality.lengths.count == latents.count)
    #expect(drawing.recipe.typicality?.count == 1)
  }

  // MARK: Grids

  /// Thirds too: positions that are no binary fractions may differ in their last bit.
  @Test(arguments: [1, 3, 4], [false, true])
  func rowsThatTouchAreTheMineSheet(_ spacing: Int, _ isOrderFree: Bool) throws {
    let anchors = Tiny.vectors(Tiny.draws(6))
    var grid = Tiny.grid(.mine)
    (grid.rows, grid.columns, grid.spacing, grid.anchors) = (spacing + 1, 2 * spacing + 1, spacing, anchors)
    (grid.isOrderFree, grid.sheet.gap) = (isOrderFree, 0)
    var canvas = Tiny.canvas(rows: spacing + 1, columns: 2 * spacing + 1, anchors)
    (canvas.anchorColumns, canvas.isOrderFree) = (3, isOrderFree)
    let (sheet, drawn) = (try grid.draw(in: Studio()).picture, try canvas.draw(in: Studio()).picture)
    #expect(drawn.shows(sheet))
    #expect(try drawn.encoded(as: .png) == sheet.encoded(as: .png))
  }

  @Test(arguments: InterpolationMethod.allCases)
  func tilesOnAnchorsAreTheAnchors(_ method: InterpolationMethod) throws {
    let anchors = Tiny.draws(6)
    var request = Tiny.canvas(rows: 2, columns: 3, Tiny.vectors(anchors))
    (request.anchorRows, request.anchorColumns, request.interpolation) = (2, 3, method)
    try check(request, shows: anchors, columns: 3)
  }

  @Test func positionsAreThoseOfTheLayout() throws {
    let anchors = Tiny.draws(4)
    var request = Tiny.canvas(rows: 1, columns: 1, Tiny.vectors(anchors))
    request.arrangement = try Tiny.layout(
      64,
      32,
      [
        CanvasPlace(x: 16, y: 16, width: 32, height: 32, position: CanvasPosition(u: 0.3, v: 0.8)),
        CanvasPlace(x: 48, y: 16, width: 32, height: 32),
      ]
    )
    let latents = try AnchorGrid(rows: 2, columns: 2).latents(
      at: [.init(column: 0.3, row: 0.8), .init(column: 0.75, row: 0.5)],
      among: anchors,
      Interpolator(.slerp, dimension: 48)
    )
    try check(request, shows: latents, columns: 2)
  }

  @Test(arguments: [(nil, nil), (3, nil), (nil, 3), (3, 3)] as [(Int?, Int?)])
  func missingAnchorsAreDrawn(_ rows: Int?, _ columns: Int?) throws {
    var request = Tiny.canvas(rows: 3, columns: 3)
    (request.drawsMissing, request.seed) = (true, 3)
    (request.anchorRows, request.anchorColumns) = (rows, columns)
    try check(request, shows: Tiny.draws(9), columns: 3)
  }

  /// What is named, how many anchors there are, and the rows and columns that they are made to fill.
  @Test(
    arguments: [
      (nil, nil, 10, 4, 4), (nil, 2, 1, 3, 2), (nil, 2, 7, 4, 2), (5, nil, 16, 5, 4), (1, nil, 2, 1, 3),
      (2, 2, 3, 2, 2),
    ] as [(Int?, Int?, Int, Int, Int)]
  )
  func missingAnchorsFillAsManyRowsAsTheNamedOnesNeed(
    _ named: Int?,
    _ namedColumns: Int?,
    _ count: Int,
    _ rows: Int,
    _ columns: Int
  ) throws {
    let anchors = Tiny.draws(count, seed: 9)
    var request = Tiny.canvas(rows: rows, columns: columns, Tiny.vectors(anchors))
    (request.drawsMissing, request.seed) = (true, 3)
    (request.anchorRows, request.anchorColumns) = (named, namedColumns)
    let missing = rows * columns - count
    let drawn = RandomAlgorithm.sextant
      .sample(beside: count, .standardGaussian, count: missing, dimension: 48, seed: 3)
    try check(request, shows: .concatenating([anchors, drawn]), columns: columns)
    // The recipe's latents form the same grid.
    let recorded = try request.draw(in: Studio()).recipe.withRecordedLatents(request, picture: "c.png")
    try check(recorded, shows: .concatenating([anchors, drawn]), columns: columns)
  }

  @Test(
    arguments: [
      (nil, 3, 2, ["--anchor-cols 3: 2 anchors do not fill rows of 3", "name 1 more", "--fill"]),
      (3, nil, 4, ["--anchor-rows 3: 4 anchors do not fill 3 rows alike", "name 2 more"]),
      (nil, nil, 5, ["--anchor-cols: 5 anchors do not form a square", "in a row"]),
      (nil, 2, 1, ["1 anchor does not fill rows of 2"]), (2, 2, 5, ["5 anchors are more than 2 rows of 2"]),
      (2, 3, 5, ["one of the 6 anchors", "is missing; name it"]), (2, 3, 4, ["2 of the 6 anchors", "are missing"]),
    ] as [(Int?, Int?, Int, [String])]
  )
  func anchorsThatFillNoGridAreExplained(_ rows: Int?, _ columns: Int?, _ count: Int, _ words: [String]) throws {
    var request = Tiny.canvas(rows: 2, columns: 2, Tiny.vectors(Tiny.draws(count)))
    (request.from, request.anchorRows, request.anchorColumns) = (.grid, rows, columns)
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .usage)
    for word in words { #expect(error?.description.contains(word) == true, "\(error?.description ?? "")") }
  }

  // MARK: Other sources

  @Test func drawsAreTheRowsOfTheSeed() throws {
    var request = Tiny.canvas(rows: 2, columns: 4)
    request.seed = 3
    #expect(request.source == .random)
    try check(request, shows: Tiny.draws(8), columns: 4)
  }

  @Test func eachTileHasAnAnchorOfItsOwn() throws {
    var request = Tiny.canvas(rows: 2, columns: 3, Tiny.vectors(Tiny.draws(6)))
    request.from = .each
    try check(request, shows: Tiny.draws(6), columns: 3)
    for count in [5, 7] {
      request.anchors = Tiny.vectors(Tiny.draws(count))
      let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
      #expect(error?.category == .usage && error?.description.contains("anchors") == true)
    }
    (request.anchors, request.drawsMissing, request.seed) = ([.random], true, 3)
    try check(request, shows: Tiny.draws(6), columns: 3)
  }

  private func roots(_ numbers: [Int?]) throws -> CanvasArrangement {
    try Tiny.layout(
      32 * numbers.count,
      32,
      numbers.enumerated().map { index, number in
        CanvasPlace(x: 16 + 32 * Double(index), y: 16, width: 32, height: 32, anchor: number)
      }
    )
  }

  @Test func rootsAreTheAnchorsThatTheLayoutNames() throws {
    let anchors = Tiny.draws(3)
    var request = Tiny.canvas(rows: 1, columns: 1, Tiny.vectors(anchors))
    request.arrangement = try roots([2, 0, 1, 2])
    #expect(request.source == .roots)
    try check(request, shows: anchors.rows([2, 0, 1, 2]), columns: 4)
    let measured = try #require(try request.draw(in: Studio()).measurements as? CanvasMeasurements)
    #expect(measured.tiles.map(\.anchor) == [2, 0, 1, 2])
    // Beyond the anchors nothing is taken from the start again.
    request.arrangement = try roots([0, 3])
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("asks for anchor 3") == true && error?.description.contains("--fill") == true)
    (request.drawsMissing, request.seed) = (true, 3)
    let added = RandomAlgorithm.sextant
      .sample(beside: 3, .standardGaussian, count: 1, dimension: 48, seed: 3)
    try check(request, shows: .concatenating([anchors[0], added]), columns: 2)
    request.arrangement = try roots([0, nil])
    request.from = .roots
    #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    // A single anchor needs no number.
    request.anchors = Tiny.vectors(anchors.rows([1]))
    request.drawsMissing = false
    try check(request, shows: anchors.rows([1, 1]), columns: 2)
  }

  @Test func planesMoveAlongVectors() throws {
    let vectors = try TinyVectors()
    let base = Tiny.draws(1, seed: 9)
    var request = Tiny.canvas(rows: 3, columns: 3, Tiny.vectors(base))
    (request.attributes, request.range) = ([vectors.smiling, vectors.unblur], EditRange(-1, 1))
    request.rangeY = EditRange(0, 0.5)
    let latents = (0..<9).map { (tile: Int) -> LatentBatch in
      let right = Double(tile % 3 - 1)
      let down = 0.25 * Double(tile / 3)
      return Tiny.sum([(1, base), (right, vectors.numbers[0]), (down, vectors.numbers[1])])
    }
    #expect(request.source == .plane)
    try check(request, shows: .concatenating(latents), columns: 3)
    #expect(try request.draw(in: Studio()).recipe.inputs.count == 2)
    // Of several pictures each tile says which is its middle.
    let two = Tiny.draws(2, seed: 9)
    request.anchors = Tiny.vectors(two)
    #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    request.attributes = [vectors.smiling]
    request.rangeY = nil
    request.arrangement = try roots([1, 0, 1])
    let moves: [(row: Int, amount: Double)] = [(1, -1), (0, 0), (1, 1)]
    let moved = moves.map { move in Tiny.sum([(1, two[move.row]), (2 / 3 * move.amount, vectors.numbers[0])]) }
    try check(request, shows: .concatenating(moved), columns: 3)
  }

  @Test func offsetsAreAddedAndFarLatentsBroughtBack() throws {
    let vectors = try TinyVectors()
    var request = Tiny.canvas(rows: 1, columns: 3)
    (request.seed, request.offsets) = (3, vectors.offsets)
    let moved = vectors.moved(Tiny.draws(3))
    try check(request, shows: moved, columns: 3)
    (request.offsets[0].amount, request.typical) = (9, .warn)
    let warned = try request.draw(in: Studio())
    #expect(warned.notes.contains { $0.contains("3 of 3 tiles lie over 4 sd") && $0.contains("tile ") })
    request.typical = .rescale
    let mended = try request.draw(in: Studio())
    #expect(mended.recipe.typicality?[0].atypical.isEmpty == true && mended.picture != warned.picture)
  }

  @Test func originalsAreShownUndecoded() throws {
    var request = Tiny.canvas(rows: 1, columns: 3, Tiny.corners)
    (request.from, request.originals) = (.each, true)
    let picture = try request.draw(in: Studio()).picture
    for (column, anchor) in Tiny.corners.enumerated() {
      let original = try PlanarImage(
        decoding: Data(contentsOf: URL(fileURLWithPath: anchor.shown)),
        name: URL(fileURLWithPath: anchor.shown),
        for: model
      )
      #expect(try picture.tile(0, column).shows(original))
    }
    request.anchors[1] = .vector([Float](repeating: 0, count: 48))
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("--originals") == true)
  }

  // MARK: Mistakes

  private static let mistakes: [(String, @Sendable (inout CanvasRequest) -> Void)] = [
    ("--model", { $0.models.append(Tiny.model) }), ("--from grid", { ($0.from, $0.anchors) = (.grid, []) }),
    ("--from random", { $0.from = .random }), ("--from canvas", { ($0.from, $0.anchors) = (.canvas, []) }),
    ("--reencode", { $0.reencoding = 0 }), ("--reencode", { $0.reencoding = .nan }),
    ("--reencode", { ($0.from, $0.anchors, $0.reencoding) = (.canvas, [], 0.5) }),
    ("--originals", { $0.originals = true }), ("--anchor-rows", { $0.anchorRows = 0 }),
    ("--anchor-cols", { $0.anchorColumns = 3 }), ("--anchor-cols", { ($0.from, $0.anchorColumns) = (.each, 2) }),
    ("--anchor-rows and --anchor-cols", { ($0.anchorRows, $0.anchorColumns) = (1_000_000, 1_000_000) }),
    ("--attribute", { $0.from = .plane }), ("--range-y", { $0.rangeY = EditRange(0, 1) }),
    ("--mine", { ($0.neighbors, $0.from) = (CanvasNeighbors(set: "faces"), .each) }),
    ("--rows and --cols", { $0.arrangement.width = 64 }), ("--width", { $0.arrangement = .sized(0, 9) }),
    ("--tile", { $0.arrangement.tile = 0 }), ("--tile", { $0.arrangement.tileHeight = .infinity }),
    ("--spacing", { $0.arrangement.spacing = .nan }), ("--overlap", { $0.arrangement.overlap = 1 }),
    ("--opacity", { $0.canvas.opacity = 0 }), ("--opacity", { $0.canvas.opacity = 1.1 }),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesNameTheOption(_ index: Int) throws {
    var request = Tiny.canvas(rows: 2, columns: 2, Tiny.vectors(Tiny.draws(4)))
    request.seed = 1
    Self.mistakes[index].1(&request)
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .usage)
    #expect(error?.description.hasPrefix(Self.mistakes[index].0) == true, "\(error?.description ?? "")")
  }

  @Test func canvasesBeyondAnyPictureAreRefused() throws {
    var request = Tiny.canvas(rows: 2, columns: 2, [.random])
    (request.seed, request.from) = (1, .each)
    request.arrangement = .sized(1 << 20, 1 << 20)
    #expect(throws: PictureCanvasError.size(width: 1 << 20, height: 1 << 20)) { try request.draw(in: Studio()) }
    request.arrangement = CanvasArrangement()
    (request.arrangement.rows, request.arrangement.columns) = (1 << 30, 1 << 30)
    #expect(throws: CanvasLayoutError.self) { try request.draw(in: Studio()) }
    (request.arrangement.rows, request.arrangement.columns, request.arrangement.tile) = (1, 1, 1e8)
    #expect(throws: CanvasLayoutError.self) { try request.draw(in: Studio()) }
  }
}

extension CanvasArrangement {
  fileprivate static func sized(_ width: Int, _ height: Int) -> CanvasArrangement {
    var arrangement = CanvasArrangement()
    (arrangement.width, arrangement.height) = (width, height)
    return arrangement
  }
}
