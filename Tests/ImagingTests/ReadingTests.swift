#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import TestSupport
import Testing

/// What a file of `tools/make_picture_fixtures.py` must be read as.
private struct Expectation: Decodable {
  var width: Int
  var height: Int
  var tolerance: Float
  var samples: [Float]

  static let all: [String: Expectation] = {
    do {
      let data = try Data(contentsOf: TestPictures.fixture("expected.json"))
      return try JSONDecoder().decode([String: Expectation].self, from: data)
    } catch {
      return [:]
    }
  }()
}

/// References by `python3 tools/make_picture_fixtures.py`.
@Suite struct ReadingTests {
  @Test func fixturesAreThere() { #expect(Expectation.all.count == 48) }

  @Test(arguments: Expectation.all.keys.sorted())
  func readsAsPillowDoes(_ name: String) throws {
    let expectation = try #require(Expectation.all[name])
    let image = try PlanarImage(contentsOf: TestPictures.fixture(name))
    let reference = PlanarImage(
      channels: 3,
      height: expectation.height,
      width: expectation.width,
      samples: expectation.samples
    )
    let isTurnedJPEG = name.hasPrefix("orientation") && name.hasSuffix(".jpg")
    let compared =
      isTurnedJPEG ? image.resized(width: expectation.width, height: expectation.height, filter: .box) : image
    #expect(!isTurnedJPEG || image.width == expectation.width * 8 && image.height == expectation.height * 8)
    #expect(compared.distance(to: reference) <= expectation.tolerance, "\(name)")
  }

  @Test(arguments: Expectation.all.keys.sorted())
  func sizesAreThoseOfPictures(_ name: String) throws {
    let image = try PlanarImage(contentsOf: TestPictures.fixture(name))
    #expect(try PlanarImage.size(ofImageAt: TestPictures.fixture(name)) == (image.width, image.height))
  }

  @Test func colourBecomesPillowsGrey() throws {
    let grey = try PlanarImage(contentsOf: TestPictures.fixture("rgb.png"), channels: 1)
    let colour = try PlanarImage(contentsOf: TestPictures.fixture("rgb.png"))
    #expect(grey.channels == 1 && grey.width == colour.width && grey.height == colour.height)
    for y in 0..<colour.height {
      for x in 0..<colour.width {
        let rgb = colour.pixel(x, y).map { Int(($0 * 255).rounded()) }
        let luma = (rgb[0] * 19595 + rgb[1] * 38470 + rgb[2] * 7471 + 0x8000) >> 16
        #expect(grey.pixel(x, y) == [Float(luma) / 255])
      }
    }
  }

  @Test func greyIsRepeatedIntoColourAndBack() throws {
    let url = TestPictures.fixture("grey.png")
    let colour = try PlanarImage(contentsOf: url)
    let grey = try PlanarImage(contentsOf: url, channels: 1)
    #expect(colour.samples == grey.samples + grey.samples + grey.samples)
    #expect(colour.converted(toChannels: 1) == grey)
  }

  @Test func eightBitSamplesAreExactFractions() throws {
    let image = try PlanarImage(contentsOf: TestPictures.fixture("rgb.png"))
    #expect(image.samples.allSatisfy { ($0 * 255).rounded() / 255 == $0 })
    let corner: [Float] = [40, 220, 60]
    #expect(image.pixel(0, 0) == corner.map { $0 / 255 })
  }

  @Test func otherChannelsAreRefused() throws {
    let url = TestPictures.fixture("rgb.png")
    #expect(throws: ImageReadingError.channels(url, 4)) { try PlanarImage(contentsOf: url, channels: 4) }
  }

  @Test(arguments: ["a.png", "a.PNG", "a.jpg", "a.JPEG", "a.JpG", "a.webp", "a.gif", "a", "png"])
  func formatByExtension(_ name: String) {
    let format = ImageFormat(extension: URL(fileURLWithPath: name))
    switch name.lowercased() {
    case "a.png": #expect(format == .png)
    case "a.jpg", "a.jpeg": #expect(format == .jpeg)
    case "a.webp": #expect(format == .webp)
    default: #expect(format == nil)
    }
  }

  @Test func formatBySignature() {
    #expect(ImageFormat(signature: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
    #expect(ImageFormat(signature: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(ImageFormat(signature: Array("RIFF....WEBPVP8 ".utf8)) == .webp)
    #expect(ImageFormat(signature: Array("RIFF....WAVEfmt ".utf8)) == nil)
    #expect(ImageFormat(signature: [0x89, 0x50]) == nil)
    #expect(ImageFormat(signature: [] as [UInt8]) == nil)
  }
}
