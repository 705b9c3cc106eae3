import Imaging
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct PictureCanvasTests {
  private let tile = TestPictures.smooth(height: 12, width: 16)

  private func stencil(_ text: String) throws -> TileStencil { try TileStencil(TileMask(text)) }

  private func place(
    _ text: String,
    on canvas: inout PictureCanvas,
    at place: (Double, Double),
    _ size: (Double, Double) = (16, 12),
    _ blending: PictureCanvas.Blending = .over,
    opacity: Double = 1
  ) throws {
    canvas.place(
      tile,
      through: try stencil(text),
      x: place.0,
      y: place.1,
      width: size.0,
      height: size.1,
      blending: blending,
      opacity: opacity
    )
  }

  @Test func squaresOnWholePixelsArePasted() throws {
    for blending in PictureCanvas.Blending.allCases {
      var canvas = try PictureCanvas(width: 40, height: 30, background: .color(red: 0, green: 0.5, blue: 1))
      try place("square", on: &canvas, at: (8 + 3, 6 + 5), (16, 12), blending)
      var expected = try PictureCanvas(width: 40, height: 30, background: .color(red: 0, green: 0.5, blue: 1)).picture
      expected.paste(tile, x: 3, y: 5)
      #expect(canvas.picture == expected)
      #expect(canvas.coveragePicture.samples.reduce(0, +) == 16 * 12)
      let region = canvas.region(x: 11, y: 11, width: 16, height: 12)
      #expect(region.picture == tile && region.coverage == 1)
    }
  }

  @Test(arguments: ["square", "hexagon", "circle:0.5"], PictureCanvas.Blending.allCases)
  func whatIsCutOffChangesNothingElse(_ text: String, blending: PictureCanvas.Blending) throws {
    var small = try PictureCanvas(width: 20, height: 18)
    var large = try PictureCanvas(width: 100, height: 98)
    for (x, y) in [(0.0, 0.0), (3.3, 17.9), (20.0, 9.5), (-7.5, 4.0), (-8.0, -6.0), (27.9, 20), (10.25, 9.75)] {
      for opacity in [1, 0.3] {
        try place(text, on: &small, at: (x, y), (16, 12), blending, opacity: opacity)
        try place(text, on: &large, at: (x + 40, y + 40), (16, 12), blending, opacity: opacity)
      }
    }
    // Fractions of larger numbers have fewer digits.
    #expect(try large.picture.cropped(x: 40, y: 40, width: 20, height: 18).distance(to: small.picture) < 1e-6)
    #expect(
      try large.coveragePicture.cropped(x: 40, y: 40, width: 20, height: 18).distance(to: small.coveragePicture) < 1e-5
    )
  }

  @Test func tilesOutsideChangeNothing() throws {
    var canvas = try PictureCanvas(width: 20, height: 18)
    for (x, y) in [(-8.0, 9.0), (28, 9), (10, -6), (10, 24), (1e300, 0), (0, -1e300)] {
      try place("square", on: &canvas, at: (x, y))
    }
    #expect(canvas.coveragePicture.samples.allSatisfy { $0 == 0 })
    try place("square", on: &canvas, at: (10, 9), opacity: 0)
    #expect(canvas.picture.samples.allSatisfy { $0 == 1 })
  }

  @Test(arguments: ["square", "circle", "hexagon", "rounded:0.5", "hexagon:0.4"])
  func shiftsByPartsOfAPixelKeepSums(_ text: String) throws {
    func sums(_ x: Double, _ y: Double) throws -> (coverage: Double, color: Double) {
      var canvas = try PictureCanvas(width: 40, height: 30, background: .color(red: 0, green: 0, blue: 0))
      try place(text, on: &canvas, at: (x, y), (16, 12), .add)
      return (
        canvas.coveragePicture.samples.reduce(0) { $0 + Double($1) },
        canvas.picture.samples.reduce(0) { $0 + Double($1) }
      )
    }
    let whole = try sums(18, 14)
    for (x, y) in [(18.5, 14.5), (18.1, 14), (18, 14.7), (17.3333, 13.9), (18.001, 14.999)] {
      let shifted = try sums(x, y)
      #expect(abs(shifted.coverage - whole.coverage) < 1e-4)
      // Colours are interpolated and then seen through the form: exactly so of squares only.
      #expect(abs(shifted.color - whole.color) < (text == "square" ? 1e-4 : 0.01) * whole.color)
    }
  }

  @Test func addedTilesAreAMean() throws {
    var canvas = try PictureCanvas(width: 2, height: 1, background: .color(red: 0, green: 0, blue: 0))
    for (value, opacity) in [(1.0, 1.0), (0.5, 0.5), (0, 1), (7, 0.5)] {
      let tile = PlanarImage(channels: 1, height: 1, width: 1, repeating: Float(value))
      canvas.place(
        tile,
        through: try stencil("square"),
        x: 0.5,
        y: 0.5,
        width: 1,
        height: 1,
        blending: .add,
        opacity: opacity
      )
    }
    // (1 + 0.25 + 0 + 0.5) / 3; samples above 1 count as 1.
    #expect(abs(canvas.picture.samples[0] - 1.75 / 3) < 1e-6 && canvas.picture.samples[1] == 0)
    #expect(canvas.coveragePicture.samples == [3, 0])
  }

  @Test func theOrderOfAddedTilesDoesNotMatter() throws {
    let places = [(5.0, 5.0), (12.5, 7), (9, 12.25), (15, 4)]
    var (first, second) = (try PictureCanvas(width: 24, height: 18), try PictureCanvas(width: 24, height: 18))
    for place in places { try self.place("hexagon:0.5", on: &first, at: place, (16, 12), .add) }
    for place in places.reversed() { try self.place("hexagon:0.5", on: &second, at: place, (16, 12), .add) }
    #expect(first.picture.distance(to: second.picture) < 1e-6)
  }

  @Test func noSampleWrapsOrIsNotANumber() throws {
    var odd = tile
    for (index, value) in [Float.nan, .infinity, -.infinity, -3, 1e30].enumerated() { odd.samples[index * 7] = value }
    for blending in PictureCanvas.Blending.allCases {
      var canvas = try PictureCanvas(width: 30, height: 20)
      for x in [10.0, 10.5, 11.25] {
        canvas.place(odd, through: try stencil("circle"), x: x, y: 9.3, width: 16, height: 12, blending: blending)
        canvas.place(odd, through: try stencil("square"), x: x, y: 9.3, width: 21, height: 9, blending: blending)
      }
      for picture in [canvas.picture, canvas.pictureWithAlpha] {
        #expect(picture.samples.allSatisfy { (0...1).contains($0) })
      }
    }
  }

  @Test func tilesAreResizedAndGreyIsRepeated() throws {
    var canvas = try PictureCanvas(width: 32, height: 24)
    let grey = TestPictures.smooth(channels: 1, height: 12, width: 16)
    canvas.place(grey, through: try stencil("square"), x: 16, y: 12, width: 32, height: 24)
    #expect(canvas.picture == grey.resized(width: 32, height: 24, filter: .bicubic).converted(toChannels: 3))
    // A size between whole ones covers just as much.
    var other = try PictureCanvas(width: 32, height: 24)
    other.place(grey, through: try stencil("square"), x: 16, y: 12, width: 20.5, height: 10.25)
    #expect(abs(other.coveragePicture.samples.reduce(0, +) - 20.5 * 10.25) < 1e-3)
  }

  @Test func backgroundsFillTheCanvas() throws {
    let picture = TestPictures.smooth(height: 20, width: 50)
    let canvas = try PictureCanvas(width: 20, height: 20, background: .picture(picture))
    #expect(canvas.picture == (try picture.cropped(x: 15, y: 0, width: 20, height: 20)))
    let tall = try PictureCanvas(width: 100, height: 10, background: .picture(picture.converted(toChannels: 1)))
    #expect(tall.picture.width == 100 && tall.picture.height == 10 && tall.picture.channels == 3)
    #expect(try PictureCanvas(width: 2, height: 3).picture.samples.allSatisfy { $0 == 1 })
    #expect(canvas.region(x: 10, y: 10, width: 20, height: 20).coverage == 0)
  }

  @Test func alphaIsWrittenAndReadOverWhite() throws {
    var canvas = try PictureCanvas(width: 24, height: 18)
    try place("hexagon:0.5", on: &canvas, at: (11.5, 9))
    let folder = try TemporaryFolder()
    for name in ["canvas.png", "canvas.webp"] {
      try canvas.pictureWithAlpha.write(to: folder.file(name), recipe: "r")
      let read = try PlanarImage(contentsOf: folder.file(name))
      #expect(read.distance(to: canvas.picture) < 1.5 / 255)
      #expect(try PlanarImage.recipe(inImageAt: folder.file(name)) == "r")
    }
    let error = try #require(throws: ImageWritingError.self) { try canvas.pictureWithAlpha.encoded(as: .jpeg) }
    #expect(error == .channels(nil, 4))
    let solid = try PictureCanvas(width: 2, height: 1, background: .color(red: 0, green: 0, blue: 1))
    #expect(solid.pictureWithAlpha.samples == [0, 0, 0, 0, 1, 1, 1, 1])
  }

  @Test func regionsGoOnAtTheEdges() throws {
    var canvas = try PictureCanvas(width: 16, height: 12)
    try place("square", on: &canvas, at: (8, 6))
    let corner = canvas.region(x: 0, y: 0, width: 4, height: 4)
    #expect(corner.coverage == 0.25)
    #expect(corner.picture.pixel(0, 0) == tile.pixel(0, 0) && corner.picture.pixel(3, 3) == tile.pixel(1, 1))
    let far = canvas.region(x: 1e200, y: -50, width: 3, height: 2)
    #expect(far.coverage == 0 && far.picture.pixel(1, 1) == tile.pixel(15, 0))
    #expect(canvas.region(x: -20, y: 500, width: 3, height: 2).picture.pixel(2, 0) == tile.pixel(0, 11))
    let half = canvas.region(x: 4.5, y: 4.5, width: 2, height: 2)
    #expect(abs(half.picture.pixel(0, 0)[0] - (tile.pixel(3, 3)[0] + tile.pixel(4, 4)[0]) / 2) < 1e-6)
  }

  @Test(arguments: [(0, 5), (5, 0), (-1, 5), (1 << 15, 1 << 14), (Int.max, Int.max)])
  func sizesHaveLimits(_ width: Int, _ height: Int) throws {
    let error = try #require(throws: PictureCanvasError.self) { try PictureCanvas(width: width, height: height) }
    #expect(error == .size(width: width, height: height) && error.category == .usage)
    #expect(
      error.description.contains("\(width) x \(height)") && error.description.contains("\(PlanarImage.pixelLimit)")
    )
  }
}
