import Imaging
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct TileMaskTests {
  static let texts = [
    "square", "circle", "hexagon", "flat-hexagon", "rounded:0.25", "rounded:1", "rounded:0", "square:0.3", "circle:0.5",
    "hexagon:0.2", "hexagon:1", "flat-hexagon:0.6", "rounded:0.5,0.4",
  ]

  private func alpha(_ text: String, _ width: Int, _ height: Int) throws -> PlanarImage {
    try TileStencil(TileMask(text)).alpha(width: width, height: height)
  }

  @Test(arguments: texts + ["masks/star.png", "soft.jpeg", "a:b.webp"]) func textsAreReadAndWritten(_ text: String)
    throws
  {
    let mask = try TileMask(text)
    #expect(mask.description == text)
    let json = try JSONEncoder().encode([mask])
    #expect(try JSONDecoder().decode([TileMask].self, from: json) == [mask])
  }

  @Test func numbersHaveDefaults() throws {
    #expect(try TileMask("rounded") == TileMask(.rounded(radius: 0.25)))
    #expect(try TileMask("hexagon:0").description == "hexagon")
    #expect(try TileMask("rounded:.5,.1") == TileMask(.rounded(radius: 0.5), softness: 0.1))
    #expect(try TileMask("star.png") == TileMask(.picture(path: "star.png")))
  }

  @Test(arguments: [
    ("hexagn", "hexagon"), ("", "without a name"), ("star.gif", ".png"), ("hexagon:", "from 0 to 1"),
    ("hexagon:2", "from 0 to 1"), ("hexagon:-0.1", "from 0 to 1"), ("hexagon:nan", "from 0 to 1"),
    ("hexagon:0.1,0.2", "from 0 to 1"), ("rounded:0.1,0.2,0.3", "from 0 to 1"), ("circle:x", "from 0 to 1"),
  ])
  func otherTextsAreErrors(_ text: String, hint: String) throws {
    let error = try #require(throws: TileMaskError.self) { try TileMask(text) }
    #expect(error.description.contains(hint) && error.category == .usage)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([TileMask].self, from: JSONEncoder().encode([text]))
    }
  }

  /// The mirror images of a picture, and it transposed.
  private func mirrored(_ image: PlanarImage) -> (across: [Float], down: [Float], transposed: [Float]) {
    let (width, height) = (image.width, image.height)
    var (across, down, transposed) = (image.samples, image.samples, image.samples)
    for y in 0..<height {
      for x in 0..<width {
        across[y * width + x] = image.samples[y * width + width - 1 - x]
        down[y * width + x] = image.samples[(height - 1 - y) * width + x]
        transposed[x * height + y] = image.samples[y * width + x]
      }
    }
    return (across, down, transposed)
  }

  private func areEqual(_ first: [Float], _ second: [Float]) -> Bool {
    first.count == second.count && zip(first, second).allSatisfy { abs($0 - $1) < 2e-6 }
  }

  @Test(arguments: texts, [(16, 16), (17, 17), (24, 13), (9, 30)])
  func formsAreSymmetricAndStayInTheirBox(_ text: String, size: (Int, Int)) throws {
    let image = try alpha(text, size.0, size.1)
    #expect(image.samples.allSatisfy { (0...1).contains($0) })
    let mirrors = mirrored(image)
    #expect(areEqual(image.samples, mirrors.across) && areEqual(image.samples, mirrors.down))
    let turned =
      text.hasPrefix("hexagon") ? "flat-\(text)" : text.hasPrefix("flat-") ? String(text.dropFirst(5)) : text
    #expect(areEqual(try alpha(turned, size.1, size.0).samples, mirrors.transposed))
    // The middle is seen wholly, also of the softest form but for the pixel's own size.
    let middle = image.samples[size.1 / 2 * size.0 + size.0 / 2]
    #expect(try middle > (TileMask(text).softness == 1 ? 0.75 : 0.999))
  }

  /// The areas of forms in a box of 64 x 48, by their formulas.
  private static let areas: [(text: String, area: Double)] = {
    let triangle: Double = 0.4330127018922193
    let corners: Double = 4 - Double.pi
    let box: Double = 64 * 48
    return [
      ("square", box), ("circle", Double.pi * 768), ("hexagon", 6 * triangle * 576),
      ("flat-hexagon", 6 * triangle * 768), ("rounded:1", box - corners * 576), ("rounded:0.5", box - corners * 144),
    ]
  }()

  @Test(arguments: areas) func theSumIsTheArea(_ text: String, area: Double) throws {
    let hard = try alpha(text, 64, 48).samples.reduce(0.0) { $0 + Double($1) }
    #expect(abs(hard - area) < 1e-3)
    for softness in [0.1, 0.5, 1] {
      let soft = try alpha(text.contains(":") ? "\(text),\(softness)" : "\(text):\(softness)", 64, 48)
      let sum = soft.samples.reduce(0.0) { $0 + Double($1) }
      #expect(abs(sum - area * (1 - softness / 2) * (1 - softness / 2)) < 1e-3, "\(text) \(softness)")
    }
  }

  @Test func aHexagonInASquareHasItsSidesInsideTheBox() throws {
    #expect(try TileMask("hexagon").tilingPitch(width: 64, height: 64)! == (32 * 3.0.squareRoot(), 48))
    #expect(try TileMask("square:0.5").tilingPitch(width: 64, height: 32)! == (48, 24))
    #expect(try TileMask("rounded:0").tilingPitch(width: 8, height: 4)! == (8, 4))
    for text in ["circle", "rounded:0.2", "star.png"] {
      #expect(try TileMask(text).tilingPitch(width: 64, height: 64) == nil)
    }
  }

  @Test func aSoftEdgeFallsEvenlyAndIsOneHalfInTheMiddle() throws {
    let soft = try alpha("square:0.5", 64, 64)
    let row = (0..<64).map { soft.samples[32 * 64 + $0] }
    #expect(row[0] < 0.01 && row[16] > 0.99 && abs(row[7] + row[8] - 1) < 1e-5)
    for x in 1..<32 { #expect(row[x] >= row[x - 1] - 1e-6) }
  }

  @Test func picturesGiveTheirAlphaOrTheirLuma() throws {
    let folder = try TemporaryFolder()
    let grey = PlanarImage(channels: 1, height: 2, width: 3, samples: [0, 51, 102, 153, 204, 255].map { $0 / 255 })
    let file = folder.file("grey.png")
    try grey.write(to: file)
    let stencil = try TileStencil(TileMask(file.path))
    #expect(stencil.alpha(width: 3, height: 2).distance(to: grey) < 1e-6)
    #expect(stencil.alpha(width: 6, height: 4).height == 4)
    for name in ["alpha.png", "alpha.webp"] {
      let white = [Float](repeating: 1, count: 18)
      try PlanarImage(channels: 4, height: 2, width: 3, samples: white + grey.samples).write(to: folder.file(name))
      let alpha = try TileStencil(TileMask(folder.file(name).path)).alpha(width: 3, height: 2)
      #expect(alpha.distance(to: grey) < 1e-6, "\(name)")
    }
    // An alpha that hides nothing says nothing.
    let opaque = grey.converted(toChannels: 3).samples + [Float](repeating: 1, count: 6)
    try PlanarImage(channels: 4, height: 2, width: 3, samples: opaque).write(to: folder.file("opaque.png"))
    let luma = try TileStencil(TileMask(folder.file("opaque.png").path)).alpha(width: 3, height: 2)
    #expect(luma.distance(to: grey) < 1e-6)
    #expect(throws: FileError.self) { try TileStencil(TileMask(folder.file("none.png").path)) }
    try Data("no picture".utf8).write(to: folder.file("bad.png"))
    #expect(throws: ImageReadingError.self) { try TileStencil(TileMask(folder.file("bad.png").path)) }
  }
}
