import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import Testing
import TestSupport

@Suite struct TraverseTests {
  private let tiny: TinyEdits
  private let model: GenerativeModel

  init() throws {
    tiny = try TinyEdits()
    model = try GenerativeModel(package: Repository.tinyModel)
  }

  private var encodings: LatentBatch {
    get throws {
      let urls = ["a", "b"].map { URL(fileURLWithPath: Tiny.image($0).shown) }
      return try model.encode(ImageBatch(contentsOf: urls, for: model))
    }
  }

  private func cell(_ picture: PlanarImage, row: Int, column: Int) throws -> PlanarImage {
    try picture.cropped(x: 2 + column * 34, y: 2 + row * 34, width: 32, height: 32)
  }

  private func measured(_ drawing: Drawing) throws -> [TraverseMeasurements.Walk] {
    try #require(drawing.measurements as? TraverseMeasurements).walks
  }

  @Test func stripsGoFromLowToHighThroughTheReconstruction() throws {
    var request = tiny.traverse
    request.sheet.labels = false
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 5 * 34 + 2 && drawing.picture.height == 2 * 34 + 2)
    let z = try encodings
    for anchor in 0..<2 {
      for (column, amount) in [-2.0, -1, 0, 1, 2].enumerated() {
        let expected = try model.decode(z[anchor].moved(along: tiny.vectors[0].values, by: [amount]))[0]
        #expect(try cell(drawing.picture, row: anchor, column: column).meanSquaredError(to: expected) < 1e-12)
      }
    }
    let walks = try measured(drawing)
    #expect(walks.map { $0.axes[0].amounts } == [[-2, -1, 0, 1, 2], [-2, -1, 0, 1, 2]])
    #expect(walks[0].probabilities.isEmpty && walks[0].axes[0].low == nil)
    #expect(walks[1].typicality.lengths[2] == z[1].lengths()[0])
  }

  @Test func planesHaveTheSecondVectorDownwardAndOriginalsAtTheLeft() throws {
    var request = tiny.plane
    (request.sheet.labels, request.originals) = (false, true)
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 7 * 34 + 2 && drawing.picture.height == 6 * 34 + 2)
    let z = try encodings
    for (anchor, row, column, x, y) in [(0, 0, 0, -2.0, -1.0), (0, 2, 4, 2, 3), (1, 1, 2, 0, 1), (1, 0, 1, -1, -1)] {
      let latent = z[anchor].moved(along: tiny.vectors[0].values, by: [x])
        .moved(along: tiny.vectors[1].values, by: [y])
      let found = try cell(drawing.picture, row: 3 * anchor + row, column: 2 + column)
      #expect(try found.meanSquaredError(to: model.decode(latent)[0]) < 1e-12, "\(anchor), \(row), \(column)")
    }
    for (anchor, name) in ["a", "b"].enumerated() {
      let original = try ImageBatch(contentsOf: [URL(fileURLWithPath: Tiny.image(name).shown)], for: model)[0]
      #expect(try cell(drawing.picture, row: 3 * anchor, column: 0).meanSquaredError(to: original) < 1e-12)
      let decoded = try model.decode(z[anchor])[0]
      #expect(try cell(drawing.picture, row: 3 * anchor, column: 1).meanSquaredError(to: decoded) < 1e-12)
    }
    #expect(try measured(drawing).map(\.axes.count) == [2, 2])
    #expect(try measured(drawing)[0].typicality.lengths.count == 15)
  }

  @Test func labelsTakeRoomAboveAndBeside() throws {
    var request = tiny.plane
    let labelled = try request.draw(in: Studio()).picture
    request.sheet.labels = false
    let plain = try request.draw(in: Studio()).picture
    #expect(labelled.width > plain.width && labelled.height > plain.height)
  }

  @Test func theVectorsOwnScoreCalibratesTheEnds() throws {
    var request = tiny.traverse
    (request.ends, request.by) = (EditRange(0.2, 0.7), .score)
    let drawing = try request.draw(in: Studio())
    let v = tiny.vectors[0]
    let calibration = AttributeVector.Calibration(slope: 2, intercept: 0.5)
    for (anchor, walk) in try measured(drawing).enumerated() {
      let amounts = walk.axes[0].amounts
      for (index, p) in [(0, 0.2), (4, 0.7)] {
        let moved = try encodings[anchor].moved(along: v.values, by: [amounts[index]])
        let s = zip(moved.values, v.values).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / v.lengths()[0]
        #expect(abs(calibration.probability(atProjection: s) - p) < 1e-6)
      }
      let step = (amounts[4] - amounts[0]) / 4
      for index in 0..<5 { #expect(abs(amounts[index] - amounts[0] - Double(index) * step) < 1e-12) }
      #expect(walk.axes[0].low?.outcome == .reached)
    }
    #expect(drawing.notes.isEmpty)
  }

  @Test func whoIsStoppedAtTheEdgeIsNamed() throws {
    var request = tiny.traverse
    (request.ends, request.by, request.typical) = (EditRange(0.5, 1 - 1e-12), .score, .off)
    let drawing = try request.draw(in: Studio())
    let note = try #require(drawing.notes.first)
    #expect(note.hasPrefix("2 of 2 were stopped at the prior's edge before P(Smiling) = 1: "))
    #expect(note.contains("a.png at ") && note.contains("b.png at "))
    for walk in try measured(drawing) {
      #expect(walk.axes[0].high?.outcome == .atEdge)
      #expect(abs(try #require(walk.typicality.deviations[4]) - 4) < 1e-3)
    }
  }

  @Test func recipesDrawThemAgain() throws {
    var calibrated = tiny.traverse
    (calibrated.ends, calibrated.by, calibrated.originals) = (EditRange(0.2, 0.7), .score, true)
    for request in [tiny.traverse, tiny.plane, calibrated] {
      let drawing = try request.draw(in: Studio())
      let url = tiny.place.file("t.png")
      try drawing.write(to: url, overwrite: true)
      let recipe = try Recipe(inPictureAt: url)
      #expect(recipe.request == request.erased)
      let stamp = try #require(recipe.inputs.last)
      #expect(stamp.path.hasPrefix(tiny.path + ":") && stamp.sha256 == tiny.vectors.sha256)
      let again = try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio(batch: 3))
      #expect(again.picture == drawing.picture)
    }
    var plain = tiny.traverse
    plain.sheet.labels = false
    let drawing = try plain.draw(in: Studio())
    let numbers = try drawing.recipe.withRecordedLatents(plain, picture: "t.png")
    #expect(try numbers.draw(in: Studio()).picture == drawing.picture)
  }
}
