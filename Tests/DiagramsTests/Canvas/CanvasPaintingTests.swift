import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// How tiles are laid: batches, forms, backgrounds, what lies under tiles, and recipes.
@Suite struct CanvasPaintingTests {
  private let folder: TemporaryFolder
  private let model: GenerativeModel

  init() throws {
    folder = try TemporaryFolder()
    model = try GenerativeModel(package: Repository.tinyModel)
  }

  /// A smooth picture of 96 x 64 pixels.
  private func background() throws -> CanvasBackground {
    let draws = LatentGenerator(seed: 4).sample(.uniform(low: 0, high: 1), count: 1, dimension: 3 * 2 * 3)
    let url = folder.file("background.png")
    try PlanarImage(channels: 3, height: 2, width: 3, samples: draws.values)
      .resized(width: 96, height: 64, filter: .bicubic).write(to: url, overwrite: true)
    return .picture(path: url.path)
  }

  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case honeycomb, disc, octaves, overlapping, reencoded, mixed
    var testDescription: String { rawValue }
  }

  private func request(_ kind: Kind) throws -> CanvasRequest {
    var request = Tiny.canvas(rows: 3, columns: 4)
    request.seed = 7
    switch kind {
    case .honeycomb:
      request.arrangement.kind = .hexagonal
      request.canvas.mask = try TileMask("hexagon:0.5")
    case .disc:
      (request.arrangement.kind, request.arrangement.within) = (.hexagonal, .disc(radius: 1))
      request.arrangement.tile = 19.5
    case .octaves:
      (request.arrangement.kind, request.drawsMissing) = (.octaves, true)
      #expect(request.source == .roots)
    case .overlapping:
      (request.arrangement.overlap, request.canvas.opacity) = (0.3, 0.7)
      request.canvas.mask = try TileMask("circle")
    case .reencoded, .mixed:
      (request.arrangement.kind, request.arrangement.overlaps) = (.octaves, true)
      (request.arrangement.rows, request.arrangement.columns, request.arrangement.tile) = (nil, nil, 32)
      request.arrangement.octaves = [.share(0.6), .share(0.5)]
      request.canvas.background = try background()
      request.reencoding = kind == .mixed ? 0.5 : 1
      request.from = kind == .mixed ? .random : .canvas
      request.posterior = .sample
    }
    return request
  }

  @Test(arguments: Kind.allCases)
  func neitherBatchesNorThreadsChangeABit(_ kind: Kind) throws {
    let request = try request(kind)
    let picture = try request.draw(in: Studio(batch: 1)).picture
    for batch in [3, 32] { #expect(try request.draw(in: Studio(batch: batch)).picture == picture) }
    #expect(Set(picture.samples).count > 100)
  }

  @Test(arguments: Kind.allCases, ["png", "webp"])
  func canvasesAreDrawnAgainFromTheirRecipe(_ kind: Kind, _ format: String) throws {
    let request = try request(kind)
    let (first, second) = (folder.file("first.\(format)"), folder.file("second.\(format)"))
    try request.draw(in: Studio()).write(to: first)
    let recipe = try Recipe(inPictureAt: first)
    #expect(recipe.request == request.erased)
    try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio(batch: 5)).write(to: second)
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))
  }

  @Test func recordedLatentsDrawTheSameCanvas() throws {
    var request = Tiny.canvas(rows: 2, columns: 5)
    (request.drawsMissing, request.seed) = (true, 7)
    (request.anchorRows, request.anchorColumns) = (2, 2)
    let drawing = try request.draw(in: Studio())
    let recorded = try drawing.recipe.withRecordedLatents(request, picture: "c.png")
    #expect(!recorded.isRandom && recorded.anchors.count == 4 && recorded.source == .grid)
    #expect(try recorded.draw(in: Studio()).picture == drawing.picture)
    let random = try self.request(.honeycomb)
    let without = try random.draw(in: Studio()).recipe
    #expect(throws: RequestError.self) { try without.withRecordedLatents(random, picture: "c.png") }
  }

  @Test func filesBesideAnchorsAreInputs() throws {
    var request = try request(.reencoded)
    try PlanarImage(channels: 1, height: 1, width: 2, samples: [1, 0]).write(to: folder.file("left.png"))
    request.arrangement.within = .picture(path: folder.file("left.png").path)
    request.canvas.mask = try TileMask(folder.file("left.png").path)
    let drawing = try request.draw(in: Studio())
    #expect(
      drawing.recipe.inputs.map(\.path).sorted() == [folder.file("background.png").path, folder.file("left.png").path]
    )
    let measured = try #require(drawing.measurements as? CanvasMeasurements)
    #expect(!measured.tiles.isEmpty && measured.tiles.allSatisfy { $0.x + $0.width / 2 < 48 })
  }

  // MARK: Backgrounds

  @Test func bareCanvasIsTheBackground() throws {
    var request = Tiny.canvas(rows: 1, columns: 2)
    (request.seed, request.arrangement.spacing) = (1, 4)
    let levels: [(color: String, values: [Float])] = [("white", [1, 1, 1]), ("#336699", [0.2, 0.4, 0.6])]
    for (color, values) in levels {
      request.canvas.background = try CanvasBackground(parsing: color)
      let picture = try request.draw(in: Studio()).picture
      #expect(picture.width == 68 && picture.channels == 3)
      for channel in 0..<3 { #expect(abs(picture.samples[channel * 68 * 32 + 33] - values[channel]) < 1e-6) }
    }
    request.canvas.background = .none
    let open = try request.draw(in: Studio()).picture
    #expect(open.channels == 4 && open.samples[3 * 68 * 32 + 33] == 0 && open.samples[3 * 68 * 32] == 1)
  }

  @Test func aPictureGivesTheCanvasItsSize() throws {
    var request = Tiny.canvas(rows: 1, columns: 1)
    (request.arrangement.rows, request.arrangement.columns, request.seed) = (nil, nil, 1)
    request.canvas.background = try background()
    let whole = try request.draw(in: Studio()).picture
    #expect(whole.width == 96 && whole.height == 64)
    request.arrangement.width = 192
    let wide = try request.draw(in: Studio()).picture
    #expect(wide.width == 192 && wide.height == 128)
  }

  // MARK: What lies under tiles

  @Test func whatLiesUnderATileIsReconstructed() throws {
    var request = try request(.reencoded)
    request.arrangement = CanvasArrangement()
    (request.arrangement.kind, request.posterior) = (.rows, .mean)
    let picture = try request.draw(in: Studio()).picture
    guard case .picture(let path) = request.canvas.background else { return }
    let background = try PlanarImage(contentsOf: URL(fileURLWithPath: path))
    for (row, column) in [(0, 0), (1, 2)] {
      let latent = try model.encode(ImageBatch([try background.tile(row, column)]))
      #expect(try picture.tile(row, column).shows(model.decode(latent)[0]))
    }
    // Half of the way from draws.
    (request.from, request.reencoding, request.seed) = (.random, 0.5, 3)
    let mixed = try request.draw(in: Studio()).picture
    let encoded = try model.encode(ImageBatch([try background.tile(0, 0)]))
    let latent = slerp(from: Tiny.draws(1), to: encoded, at: 0.5)
    #expect(try mixed.tile(0, 0).shows(model.decode(latent)[0]))
  }

  /// A large tile at the left with a small one upon it, a small one on bare canvas at the right, whatever their order.
  @Test(arguments: [[0, 1, 2], [2, 1, 0]])
  func theLargestComeFirstAndBareTilesKeepTheirLatents(_ order: [Int]) throws {
    let places = [
      CanvasPlace(x: 32, y: 32, width: 64, height: 64, anchor: 0),
      CanvasPlace(x: 16, y: 16, width: 32, height: 32, anchor: 1),
      CanvasPlace(x: 80, y: 16, width: 32, height: 32, anchor: 2),
    ]
    let anchors = Tiny.draws(3)
    var request = Tiny.canvas(rows: 1, columns: 1, Tiny.vectors(anchors))
    request.arrangement = try Tiny.layout(96, 64, order.map { places[$0] })
    request.reencoding = 1
    let picture = try request.draw(in: Studio()).picture
    #expect(try picture.tile(0, 2).shows(model.decode(anchors[2])[0]))
    let large = try model.decode(anchors[0])[0].resized(width: 64, height: 64, filter: .bicubic)
    let latent = try model.encode(ImageBatch([try large.tile(0, 0)]))
    #expect(try picture.tile(0, 0).shows(model.decode(latent)[0]))
    #expect(try picture.tile(1, 1).shows(large.tile(1, 1)))
  }

  @Test func reencodingThatChangesNothingIsTold() throws {
    var request = Tiny.canvas(rows: 2, columns: 2)
    (request.seed, request.reencoding, request.from) = (1, 0.5, .random)
    #expect(try request.draw(in: Studio()).notes.contains { $0.contains("--reencode changed nothing") })
  }

  @Test func modelsWithoutAnEncoderCannotReencode() throws {
    var request = try request(.reencoded)
    request.models = [Tiny.bare(.standardGaussian)]
    request.posterior = .mean
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .usage && error?.description.contains("--encoder") == true)
  }

  // MARK: Recorded canvases

  @Test(arguments: Kind.allCases)
  func canvasesAreAsRecorded(_ kind: Kind) throws {
    var request = try request(kind)
    request.posterior = .mean
    let picture = try request.draw(in: Studio()).picture
    let golden = Repository.fixture("painting/\(kind.rawValue).png", of: "Diagrams")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try picture.write(to: golden, overwrite: true)
    }
    // Files hold 8 bits, and the last bit of a sum may differ between machines.
    let recorded = try PlanarImage(contentsOf: golden)
    #expect(recorded.width == picture.width && recorded.height == picture.height)
    #expect(
      zip(picture.samples, recorded.samples).allSatisfy { abs($0 - $1) < 1.51 / 255 },
      "record it anew with SEXTANT_RECORD=1"
    )
  }
}
