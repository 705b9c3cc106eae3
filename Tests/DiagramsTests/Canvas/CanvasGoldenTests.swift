import Diagrams
import Foundation
import Imaging
import Testing
import TestSupport

/// Small canvases as they were when somebody last looked at them.
///
/// To draw them anew, and look at them:
///
///     SEXTANT_RECORD=1 script/checked test --filter CanvasGoldenTests
@Suite struct CanvasGoldenTests {
  /// A canvas of tiles of one colour each, by their anchors or numbers, with a bright spot above their middles.
  private func draw(_ layout: CanvasLayout, _ mask: String, _ blending: PictureCanvas.Blending) throws -> PlanarImage {
    let colors: [[Float]] = [[0.9, 0.2, 0.2], [0.2, 0.7, 0.3], [0.2, 0.3, 0.9], [0.9, 0.8, 0.2], [0.6, 0.2, 0.7]]
    let slate = PictureCanvas.Background.color(red: 0.15, green: 0.15, blue: 0.2)
    var canvas = try PictureCanvas(width: layout.width, height: layout.height, background: slate)
    let stencil = try TileStencil(TileMask(mask))
    for (number, place) in layout.places.enumerated() {
      var samples: [Float] = []
      for channel in 0..<3 {
        for pixel in 0..<256 {
          let isSpot = (3..<7).contains(pixel / 16) && (6..<10).contains(pixel % 16)
          samples.append(isSpot ? 1 : colors[(place.anchor ?? number) % colors.count][channel])
        }
      }
      canvas.place(
        PlanarImage(channels: 3, height: 16, width: 16, samples: samples),
        through: stencil,
        x: place.x,
        y: place.y,
        width: place.width,
        height: place.height,
        blending: blending
      )
    }
    return canvas.picture
  }

  private func check(_ picture: PlanarImage, _ name: String) throws {
    let file = Repository.fixture("canvas/\(name).png", of: "Diagrams")
    if ProcessInfo.processInfo.environment["SEXTANT_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try picture.write(to: file, overwrite: true)
    }
    let recorded = try PlanarImage(contentsOf: file)
    try #require(recorded.width == picture.width && recorded.height == picture.height)
    let difference = zip(recorded.samples, picture.samples).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(difference < 1.01 / 255, "record it anew with SEXTANT_RECORD=1")
  }

  @Test func hexagonsAddedUp() throws {
    let lattice = try CanvasLattice(.hexagonal, tileWidth: 24, tileHeight: 24, softness: 0.2)
    let layout = try CanvasLayout(width: 120, height: 80, filledBy: lattice, edges: .covered)
    try check(draw(layout, "hexagon:0.2", .add), "hexagons")
  }

  @Test func discOfHexagonsInColumns() throws {
    let lattice = try CanvasLattice(.hexagonalColumns, tileWidth: 16, tileHeight: 16, spacing: 1.5)
    let layout = try CanvasLayout(width: 120, height: 80, filledBy: lattice).keepingDisc(radius: 0.95)
    try check(draw(layout, "flat-hexagon", .over), "disc")
  }

  @Test func roundedOctaves() throws {
    let layout = try CanvasLayout(width: 120, height: 80, octaves: CanvasOctaves(side: 32, count: 3), seed: 4)
    try check(draw(layout, "rounded:0.4", .over), "octaves")
  }
}
