import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct DiagramTests {
  private let model: GenerativeModel

  init() throws { model = try GenerativeModel(package: Repository.tinyModel) }

  /// The pixels of a cell of 32 x 32 with a gap and a margin of 2.
  private func cell(_ picture: PlanarImage, row: Int, column: Int, left: Int = 0) throws -> PlanarImage {
    try picture.cropped(x: left + 2 + column * 34, y: 2 + row * 34, width: 32, height: 32)
  }

  private func prepared(_ anchor: Anchor) throws -> PlanarImage {
    try ImageBatch(contentsOf: [URL(fileURLWithPath: anchor.shown)], for: model)[0]
  }

  @Test func jDiagramHasOriginalsBesideCornersAndTheAnalogyAtTheBottomRight() throws {
    let picture = try Tiny.jdiagram.draw(in: Studio()).picture
    #expect(picture.width == 9 * 34 + 2 && picture.height == 5 * 34 + 2)
    let originals = try Tiny.corners.map(prepared)
    let z = try model.encode(ImageBatch(originals))
    let analogy = AnalogyMethod.raw.complete(z[0], z[1], z[2])
    let places: [(Int, Int, PlanarImage)] = [
      (0, 0, originals[0]), (4, 0, originals[1]), (0, 8, originals[2]),
      (0, 1, try model.decode(z[0])[0]), (4, 1, try model.decode(z[1])[0]), (0, 7, try model.decode(z[2])[0]),
      (4, 7, try model.decode(analogy)[0]), (2, 0, PlanarImage(channels: 3, height: 32, width: 32, repeating: 1)),
    ]
    for (row, column, expected) in places {
      #expect(try cell(picture, row: row, column: column).meanSquaredError(to: expected) < 1e-12, "\(row), \(column)")
    }
  }

  @Test func everyCellIsTheGridsLatentDecoded() throws {
    var request = Tiny.jdiagram
    (request.rows, request.columns, request.originals) = (3, 4, false)
    let picture = try request.draw(in: Studio()).picture
    let z = try model.encode(ImageBatch(Tiny.corners.map(prepared)))
    let grid = try LatentGrid(.jdiagram, rows: 3, columns: 4)
      .latents(anchors: z, Interpolator(.slerp, dimension: z.dimension))
    let decoded = try model.decode(grid)
    for index in 0..<12 {
      let found = try cell(picture, row: index / 4, column: index % 4)
      #expect(found.meanSquaredError(to: decoded[index]) < 1e-12)
    }
  }

  @Test func linearDiffersAndTightHasNoGaps() throws {
    var request = Tiny.jdiagram
    request.sheet.gap = 0
    let spherical = try request.draw(in: Studio()).picture
    #expect(spherical.width == 9 * 32 && spherical.height == 5 * 32)
    request.interpolation = .lerp
    #expect(try request.draw(in: Studio()).picture != spherical)
  }

  @Test func scaleEnlargesCells() throws {
    var request = Tiny.sample
    (request.rows, request.columns, request.sheet.gap) = (2, 3, 0)
    let one = try request.draw(in: Studio()).picture
    request.sheet.scale = 2
    let two = try request.draw(in: Studio()).picture
    #expect(two.width == 2 * one.width && two.height == 2 * one.height)
    #expect(two.resized(width: one.width, height: one.height, filter: .nearest) == one)
  }

  @Test func severalModelsStandOneBelowAnotherWithALabelEach() throws {
    var request = Tiny.jdiagram
    let one = try request.draw(in: Studio()).picture
    request.models = [Tiny.model, Tiny.model]
    request.sheet.labels = false
    let two = try request.draw(in: Studio()).picture
    #expect(two.height >= 2 * one.height && two.width == one.width)
    request.sheet.labels = true
    #expect(try request.draw(in: Studio()).picture.height > two.height)
  }

  @Test func stripsStandInTheOrderOfPairsAndMethods() throws {
    var request = Tiny.interpolate
    (request.steps, request.sheet.labels) = (5, false)
    let drawing = try request.draw(in: Studio())
    let z = try model.encode(ImageBatch(request.anchors.map(prepared)))
    for (row, method) in [InterpolationMethod.lerp, .slerp].enumerated() {
      let path = method.interpolate(from: z[0], to: z[1], at: InterpolationMethod.places(5))
      let decoded = try model.decode(path)
      for column in 0..<5 {
        #expect(try cell(drawing.picture, row: row, column: column).meanSquaredError(to: decoded[column]) < 1e-12)
      }
      let measured = try #require(drawing.measurements as? InterpolateMeasurements)
      #expect(measured.strips[row].method == method)
      #expect(measured.strips[row].typicality == Typicality(of: path, prior: model.prior))
    }
  }

  @Test func originalsStandAboveReconstructionsAndWrap() throws {
    var request = Tiny.reconstruct
    request.columns = 2
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 2 * 34 + 2 && drawing.picture.height == 4 * 34 + 2)
    let originals = try Tiny.corners.map(prepared)
    let decoded = try model.decode(model.encode(ImageBatch(originals)))
    for index in 0..<3 {
      let (row, column) = (2 * (index / 2), index % 2)
      #expect(try cell(drawing.picture, row: row, column: column).meanSquaredError(to: originals[index]) < 1e-12)
      #expect(try cell(drawing.picture, row: row + 1, column: column).meanSquaredError(to: decoded[index]) < 1e-12)
    }
    let measured = try #require(drawing.measurements as? ReconstructMeasurements)
    let expected = (0..<3).map { decoded[$0].meanSquaredError(to: originals[$0]) }
    #expect(measured.reconstructions[0].squaredErrors == expected)
  }

  @Test func samplesAreTheSeedsAndTheBatchDoesNotMatter() throws {
    let request = Tiny.sample
    let picture = try request.draw(in: Studio()).picture
    #expect(try request.draw(in: Studio(batch: 5)).picture == picture)
    let latents = LatentGenerator(seed: 1).sample(model.prior, count: 32, dimension: 48)
    #expect(try cell(picture, row: 3, column: 7).meanSquaredError(to: model.decode(latents[31])[0]) < 1e-12)
    var other = request
    other.seed = 2
    #expect(try other.draw(in: Studio()).picture != picture)
  }

  @Test func anchorsMixPicturesLatentsAndDraws() throws {
    let folder = try TemporaryFolder()
    let latents = LatentGenerator(seed: 9).sample(model.prior, count: 2, dimension: 48)
    try writeJSON(latents, to: folder.file("z.json"))
    var request = Tiny.jdiagram
    request.seed = 5
    request.anchors = [Tiny.image("a"), .latents(reference: folder.file("z.json").path + ":1"), .random]
    let recipe = try request.draw(in: Studio()).recipe
    #expect(recipe.anchors[0][1] == latents[1].values)
    #expect(recipe.anchors[0][2] == LatentGenerator(seed: 5).sample(model.prior, count: 1, dimension: 48).values)
    #expect(recipe.inputs.map(\.path).count == 2)
  }

  private func writeJSON(_ latents: LatentBatch, to url: URL) throws {
    try JSONEncoder().encode((0..<latents.count).map { latents[$0].values }).write(to: url)
  }
}
