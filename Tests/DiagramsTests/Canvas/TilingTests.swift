import Diagrams
import Imaging
import Testing

/// Forms on the lattices they are made for.
@Suite struct TilingTests {
  /// A form and its lattice.
  struct Case: Sendable {
    var text: String
    var arrangement: CanvasLattice.Arrangement
    var width = 21.0
    var height = 21.0
    var softness = 0.0

    var mask: String { softness > 0 ? "\(text):\(softness)" : text }

    /// A canvas that is covered by tiles of white, added up.
    func canvas(spacing: Double = 0) throws -> PictureCanvas {
      let lattice = try CanvasLattice(
        arrangement,
        tileWidth: width,
        tileHeight: height,
        softness: softness,
        spacing: spacing
      )
      let layout = try CanvasLayout(width: 90, height: 70, filledBy: lattice, edges: .covered)
      let black = PictureCanvas.Background.color(red: 0, green: 0, blue: 0)
      var canvas = try PictureCanvas(width: layout.width, height: layout.height, background: black)
      let stencil = try TileStencil(TileMask(mask))
      let tile = PlanarImage(channels: 1, height: 21, width: 21, repeating: 1)
      for place in layout.places {
        canvas.place(
          tile,
          through: stencil,
          x: place.x,
          y: place.y,
          width: place.width,
          height: place.height,
          blending: .add
        )
      }
      return canvas
    }
  }

  static let cases: [Case] = [0, 0.1, 0.2, 0.5, 1].flatMap { softness in
    [
      Case(text: "square", arrangement: .square, softness: softness),
      Case(text: "square", arrangement: .square, width: 16.3, height: 9.7, softness: softness),
      Case(text: "hexagon", arrangement: .hexagonal, softness: softness),
      Case(text: "hexagon", arrangement: .hexagonal, width: 30.25, height: 17.125, softness: softness),
      Case(text: "flat-hexagon", arrangement: .hexagonalColumns, softness: softness),
      Case(text: "flat-hexagon", arrangement: .hexagonalColumns, width: 12, height: 19, softness: softness),
    ]
  }

  /// Hard or soft: the alphas of all tiles add up to 1 in every pixel of the canvas, those at its edges included.
  @Test(arguments: cases) func alphasAddUpToOne(_ entry: Case) throws {
    let canvas = try entry.canvas()
    let worst = canvas.coveragePicture.samples.reduce(0) { max($0, abs($1 - 1)) }
    #expect(worst < 2e-6)
    #expect(canvas.picture.samples.allSatisfy { $0 > 1 - 2e-6 })
  }

  @Test func spacingLeavesGapsAndOverlapsAddUp() throws {
    let entry = Case(text: "hexagon", arrangement: .hexagonal)
    let apart = try entry.canvas(spacing: 3).coveragePicture.samples
    #expect(apart.contains(0) && apart.contains(1) && apart.allSatisfy { $0 < 1 + 2e-6 })
    let near = try entry.canvas(spacing: -3).coveragePicture.samples
    #expect(near.allSatisfy { $0 > 1 - 2e-6 } && near.contains { $0 > 1.9 })
  }

  @Test func formsChooseTheirDistances() throws {
    func lattice(_ mask: String) throws -> CanvasLattice {
      try CanvasLattice(.hexagonal, of: TileMask(mask), tileWidth: 20, tileHeight: 20)
    }
    #expect(try lattice("hexagon:0.5").rowDistance == 11.25 && lattice("hexagon").rowDistance == 15)
    #expect(try lattice("circle:0.5") == lattice("hexagon"))
  }
}
