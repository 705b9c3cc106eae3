import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Against NumPy and Pillow: `tools/make_canvas_reference.py`.
@Suite struct CanvasReferenceTests {
  private struct Reference: Decodable {
    struct Form: Decodable {
      var text: String
      var width: Int
      var height: Int
      var alpha: [Float]
    }

    struct Tile: Decodable {
      var width: Int
      var height: Int
      var channels: Int
      var x: Double
      var y: Double
      var blending: PictureCanvas.Blending
      var opacity: Double
      var levels: [Int]
      var alpha: [Int]

      func place(on canvas: inout PictureCanvas) {
        func image(_ channels: Int, _ levels: [Int]) -> PlanarImage {
          PlanarImage(channels: channels, height: height, width: width, samples: levels.map { Float($0) / 255 })
        }
        canvas.place(
          image(channels, levels),
          through: TileStencil(alpha: image(1, alpha)),
          x: x,
          y: y,
          width: Double(width),
          height: Double(height),
          blending: blending,
          opacity: opacity
        )
      }
    }

    struct Composition: Decodable {
      var name: String
      var width: Int
      var height: Int
      var background: [Float]
      var tiles: [Tile]
      var seen: [Float]
      var coverage: [Float]
      var region: [Float]
    }

    struct InLevels: Decodable {
      var width: Int
      var height: Int
      var background: [Float]
      var tiles: [Tile]
      var seen: [Int]
    }

    var forms: [Form]
    var compositions: [Composition]
    var pillow: InLevels
  }

  private let reference: Reference

  init() throws {
    let data = try Data(contentsOf: Repository.fixture("canvas.json", of: "Imaging"))
    reference = try JSONDecoder().decode(Reference.self, from: data)
  }

  private func difference(_ first: [Float], _ second: [Float]) -> Float {
    first.count == second.count ? zip(first, second).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
  }

  private func canvas(_ width: Int, _ height: Int, _ color: [Float], _ tiles: [Reference.Tile]) throws -> PictureCanvas
  {
    let background = PictureCanvas.Background.color(red: color[0], green: color[1], blue: color[2])
    var canvas = try PictureCanvas(width: width, height: height, background: background)
    for tile in tiles { tile.place(on: &canvas) }
    return canvas
  }

  /// Points are counted in the reference: along an edge of a pixel's length one of 40 x 40 is 0.025.
  @Test func formsCoverWhatTheyAreDefinedToCover() throws {
    #expect(reference.forms.count == 15)
    for form in reference.forms {
      let alpha = try TileStencil(TileMask(form.text)).alpha(width: form.width, height: form.height)
      #expect(difference(alpha.samples, form.alpha) < 0.02, "\(form.text)")
      let (sum, expected) = (alpha.samples.reduce(0, +), form.alpha.reduce(0, +))
      #expect(abs(sum - expected) < 0.003 * expected, "\(form.text)")
    }
  }

  @Test func tilesAreLaidByTheFormula() throws {
    #expect(reference.compositions.count == 3)
    for entry in reference.compositions {
      let canvas = try canvas(entry.width, entry.height, entry.background, entry.tiles)
      #expect(difference(canvas.picture.samples, entry.seen) < 3e-6, "\(entry.name)")
      #expect(difference(canvas.coveragePicture.samples, entry.coverage) < 3e-6, "\(entry.name)")
      let region = canvas.region(x: 1.25 + 2, y: -0.5 + 2.5, width: 4, height: 5)
      #expect(difference(region.picture.samples, entry.region) < 3e-6, "\(entry.name)")
    }
  }

  /// Pillow rounds to 8 bits after every tile.
  @Test func tilesLieOverEachOtherAsInPillow() throws {
    let entry = reference.pillow
    let canvas = try canvas(entry.width, entry.height, entry.background, entry.tiles)
    #expect(difference(canvas.picture.samples, entry.seen.map { Float($0) / 255 }) < 1.5 / 255)
  }
}
