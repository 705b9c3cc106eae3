import Diagrams
import Imaging
import SafeFiles
import Testing

@Suite struct CanvasLayoutTests {
  private func lattice(
    _ arrangement: CanvasLattice.Arrangement,
    _ side: Double = 16,
    spacing: Double = 0
  ) throws -> CanvasLattice {
    try CanvasLattice(arrangement, tileWidth: side, tileHeight: side, spacing: spacing)
  }

  @Test func squaresFillTheCanvasInside() throws {
    let layout = try CanvasLayout(width: 70, height: 40, filledBy: lattice(.square))
    #expect(layout.places.count == 4 * 2)
    // 6 and 8 pixels are left over.
    #expect(layout.bounds == (3, 4, 67, 36))
    #expect(layout.places[1] == CanvasPlace(x: 27, y: 12, width: 16, height: 16))
    let spaced = try CanvasLayout(width: 70, height: 40, filledBy: lattice(.square, spacing: 2))
    #expect(spaced.places.count == 4 * 2 && spaced.bounds == (0, 3, 70, 37))
    let exact = try CanvasLayout(width: 64, height: 32, filledBy: lattice(.square))
    #expect(exact.places.count == 8 && exact.bounds == (0, 0, 64, 32))
  }

  @Test func aCoveredCanvasIsCoveredToItsEdges() throws {
    for arrangement in CanvasLattice.Arrangement.allCases {
      let layout = try CanvasLayout(width: 70, height: 45, filledBy: lattice(arrangement), edges: .covered)
      let bounds = layout.bounds
      #expect(bounds.left <= 0 && bounds.top <= 0 && bounds.right >= 70 && bounds.bottom >= 45)
      #expect(layout.places.contains { $0.x == 35 && $0.y == 22.5 })
    }
  }

  @Test func rowsOfHexagonsAreShiftedAndCloser() throws {
    let root = 3.0.squareRoot()
    let layout = try CanvasLayout(rows: 3, columns: 4, of: lattice(.hexagonal))
    #expect(layout.places.count == 12)
    #expect(layout.places[0] == CanvasPlace(x: 8, y: 8, width: 16, height: 16))
    #expect(abs(layout.places[1].x - layout.places[0].x - 8 * root) < 1e-12)
    #expect(abs(layout.places[4].x - layout.places[0].x - 4 * root) < 1e-12 && layout.places[4].y == 20)
    #expect(abs(layout.places[8].x - 8) < 1e-12 && layout.places[8].y == 32)
    // Neighbours of one row and of the next are equally far away.
    let (x, y) = (layout.places[4].x - layout.places[0].x, layout.places[4].y - layout.places[0].y)
    #expect(abs((x * x + y * y).squareRoot() - 8 * root) < 1e-12)
    #expect(layout.height == 40 && layout.width == Int((16 + 3.5 * 8 * root).rounded(.up)))
    let columns = try CanvasLayout(rows: 4, columns: 3, of: lattice(.hexagonalColumns))
    #expect(zip(columns.places, layout.places).allSatisfy { $0.x == $1.y && $0.y == $1.x })
    #expect(columns.width == layout.height && columns.height == layout.width)
  }

  /// A shifted row has as many tiles where there is room for them, and otherwise one fewer.
  @Test func shiftedRowsFitInside() throws {
    for width in 20...60 {
      let layout = try CanvasLayout(width: width, height: 45, filledBy: lattice(.hexagonal))
      let bounds = layout.bounds
      #expect(bounds.left >= -1e-6 && bounds.right <= Double(width) + 1e-6)
      #expect(abs(bounds.left + bounds.right - Double(width)) < 1e-6)
      #expect(abs(bounds.top + bounds.bottom - 45) < 1e-6)
    }
  }

  @Test func positionsAreThoseOfTheMiddles() throws {
    let places = [
      CanvasPlace(x: 25, y: 10, width: 8, height: 8), CanvasPlace(x: -3, y: 41, width: 8, height: 8),
      CanvasPlace(x: 1, y: 1, width: 8, height: 8, anchor: 4, position: CanvasPosition(u: 0.5, v: 1)),
    ]
    let layout = try CanvasLayout(width: 100, height: 40, places: places)
    #expect(layout.places.map { layout.position(of: $0) } == [(0.25, 0.25), (0, 1), (0.5, 1)].map(CanvasPosition.init))
    #expect(layout.anchorCount == 5)
    let twice = try layout.scaled(toWidth: 200, height: 20)
    #expect(twice.places[0] == CanvasPlace(x: 50, y: 5, width: 16, height: 4))
    #expect(twice.places[2].anchor == 4 && twice.places[2].position == CanvasPosition(u: 0.5, v: 1))
    #expect(try twice.scaled(toWidth: 100, height: 40) == layout)
    #expect(layout.bounds == (-7, -3, 29, 45))
  }

  @Test func theDiscKeepsMiddlesInTheEllipse() throws {
    let layout = try CanvasLayout(width: 80, height: 40, filledBy: lattice(.square, 2))
    let disc = try layout.keepingDisc()
    #expect(abs(Double(disc.places.count) / Double(layout.places.count) - Double.pi / 4) < 0.01)
    #expect(disc.places.allSatisfy { layout.places.contains($0) })
    #expect(try abs(layout.keepingDisc(radius: 0.5).places.count * 4 - disc.places.count) < 30)
    #expect(throws: CanvasLayoutError.self) { try layout.keepingDisc(radius: 1e-9) }
  }

  @Test func theMaskKeepsItsBrightPart() throws {
    // Columns of the mask: black, 0.4, white.
    let mask = PlanarImage(channels: 1, height: 1, width: 3, samples: [0, 102.0 / 255, 1])
    let layout = try CanvasLayout(width: 90, height: 30, filledBy: lattice(.square, 10))
    #expect(try layout.keeping(brightPartsOf: mask).places.map(\.x).min() == 65)
    #expect(try layout.keeping(brightPartsOf: mask, threshold: 0.4).places.count == 18)
    #expect(try layout.keeping(brightPartsOf: mask, threshold: 0).places.count == 27)
    // A tile over black and 0.4 by halves has the mean 0.2.
    let wide = try CanvasLayout(width: 90, height: 30, places: [CanvasPlace(x: 30, y: 15, width: 20, height: 40)])
    for (threshold, isKept) in [(0.2, true), (0.21, false)] {
      #expect((try? wide.keeping(brightPartsOf: mask, threshold: threshold, by: .mean)) == (isKept ? wide : nil))
    }
    let colour = mask.converted(toChannels: 3)
    #expect(try layout.keeping(brightPartsOf: colour) == layout.keeping(brightPartsOf: mask))
    let black = PlanarImage(channels: 1, height: 2, width: 2, repeating: 0)
    let error = try #require(throws: CanvasLayoutError.self) { try layout.keeping(brightPartsOf: black) }
    #expect(error.category == .usage && error.description.contains("lower threshold"))
    // Middles outside the canvas lie in no part of the mask.
    let outside = try CanvasLayout(width: 9, height: 9, places: [CanvasPlace(x: -1, y: 4, width: 8, height: 8)])
    let white = PlanarImage(channels: 1, height: 2, width: 2, repeating: 1)
    #expect(throws: CanvasLayoutError.self) { try outside.keeping(brightPartsOf: white) }
    #expect(try outside.keeping(brightPartsOf: white, by: .mean) == outside)
  }
}
