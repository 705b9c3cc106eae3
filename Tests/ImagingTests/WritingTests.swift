#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import SafeFiles
import TestSupport
import Testing

/// Pictures to files and back.
@Suite struct WritingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["a.png", "a.webp"], [1, 3])
  func losslessRoundTrip(_ name: String, _ channels: Int) throws {
    let url = folder.file(name)
    let image = TestPictures.smooth(channels: channels)
    try image.write(to: url)
    #expect(try PlanarImage(contentsOf: url, channels: channels) == image)
  }

  @Test(arguments: ["a.jpg", "a.jpeg", "a.JPG"], [1, 3])
  func jpegRoundTripIsClose(_ name: String, _ channels: Int) throws {
    let url = folder.file(name)
    let image = PlanarImage(
      channels: channels,
      height: 16,
      width: 16,
      samples: (0..<channels * 256).map { 0.2 + 0.002 * Float($0 % 256) }
    )
    try image.write(to: url)
    #expect(try PlanarImage(contentsOf: url, channels: channels).distance(to: image) < 6.0 / 255)
    #expect(ImageFormat(signature: try Data(contentsOf: url)) == .jpeg)
  }

  @Test func jpegKeepsColourAtFullResolution() throws {
    // Columns of alternating colour and equal brightness would be averaged by 4:2:0.
    var image = PlanarImage(channels: 3, height: 16, width: 16, repeating: 0.5)
    for index in 0..<256 where index % 2 == 0 { image.samples[index] = 0.9 }
    let decoded = try PlanarImage(decoding: image.encoded(as: .jpeg), name: folder.file("a.jpg"))
    #expect(decoded.pixel(6, 8)[0] - decoded.pixel(7, 8)[0] > 0.3)
  }

  @Test(arguments: [ImageFormat.jpeg, .webp])
  func qualityTradesBytes(_ format: ImageFormat) throws {
    let image = TestPictures.edges(width: 64, height: 64)
    let small = try image.encoded(as: format, quality: 10)
    let large = try image.encoded(as: format, quality: 95)
    #expect(small.count < large.count)
    if format == .jpeg { #expect(try image.encoded(as: format) == large) }
  }

  @Test(arguments: ImageFormat.allCases)
  func sameBytesEachTime(_ format: ImageFormat) throws {
    let image = TestPictures.edges(width: 40, height: 30)
    let first = try image.encoded(as: format, recipe: #"{"seed": 1}"#)
    for _ in 0..<3 { #expect(try image.encoded(as: format, recipe: #"{"seed": 1}"#) == first) }
  }

  @Test(arguments: [ImageFormat.png, .webp])
  func valuesAreClampedNeverWrapped(_ format: ImageFormat) throws {
    let wild: [Float] = [
      1.01, -0.01, .nan, .infinity, -.infinity, 300, -300, 0.5, 1, 0, -0.0, 1.9999 / 255, 0.49 / 255,
    ]
    let expected: [Float] = [255, 0, 0, 255, 0, 255, 0, 128, 255, 0, 0, 2, 0]
    let image = PlanarImage(channels: 1, height: 1, width: wild.count, samples: wild)
    let decoded = try PlanarImage(decoding: image.encoded(as: format), name: folder.file("a"), channels: 1)
    #expect(decoded.samples.map { $0 * 255 } == expected)
  }

  @Test func everyByteSurvives() throws {
    let image = PlanarImage(channels: 1, height: 1, width: 256, samples: (0..<256).map { Float($0) / 255 })
    let decoded = try PlanarImage(decoding: image.encoded(as: .png), name: folder.file("a"), channels: 1)
    #expect(decoded == image)
  }

  @Test(arguments: ["a.gif", "a", "a.png.txt"])
  func unknownExtensionsAreAnErrorOfUsage(_ name: String) throws {
    let url = folder.file(name)
    let error = try #require(throws: ImageWritingError.self) { try TestPictures.smooth().write(to: url) }
    #expect(error == .unknownExtension(url) && error.category == .usage)
    for part in [url.shownPath, ".png", ".jpg", ".webp"] { #expect(error.description.contains(part)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func existingFilesAreKeptUnlessToldOtherwise() throws {
    let url = folder.file("a.png")
    try Data("old".utf8).write(to: url)
    #expect(throws: FileError.exists(url)) { try TestPictures.smooth().write(to: url) }
    #expect(try Data(contentsOf: url) == Data("old".utf8))
    try TestPictures.smooth().write(to: url, overwrite: true)
    #expect(try PlanarImage(contentsOf: url) == TestPictures.smooth())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.png"])
  }

  @Test func missingFoldersAreReported() throws {
    let url = folder.file("nowhere/a.png")
    let error = try #require(throws: FileError.self) { try TestPictures.smooth().write(to: url) }
    #expect(error.category == .cannotCreate && error.description.hasPrefix(url.shownPath))
  }

  @Test(arguments: [(ImageFormat.webp, 16_384), (.jpeg, 65_501)])
  func picturesLargerThanTheFormatAreRefused(_ format: ImageFormat, _ width: Int) throws {
    let wide = PlanarImage(channels: 1, height: 1, width: width, repeating: 1)
    let error = try #require(throws: ImageWritingError.self) { try wide.encoded(as: format) }
    #expect(error == .tooLarge(nil, format: format, width: width, height: 1) && error.category == .usage)
    #expect(error.description.contains("\(width) x 1") && error.description.contains("write a .png instead"))
    let url = folder.file("wide.\(format.rawValue)")
    let named = try #require(throws: ImageWritingError.self) { try wide.write(to: url) }
    #expect(named.description.hasPrefix(url.shownPath + ": "))
    let fitting = PlanarImage(channels: 1, height: 1, width: format.sideLimit, repeating: 1)
    #expect(try !fitting.encoded(as: format).isEmpty)
  }

  @Test func qualitiesOutOfRangeAreRefused() throws {
    let image = TestPictures.smooth()
    for (format, quality) in [(ImageFormat.jpeg, 0), (.jpeg, 101), (.webp, -1), (.webp, 101), (.png, 90)] {
      let error = try #require(throws: ImageWritingError.self) { try image.encoded(as: format, quality: quality) }
      #expect(error == .quality(nil, format: format, quality) && error.category == .usage)
      #expect(error.description.contains(format.name))
    }
  }

  @Test func otherChannelsAreRefused() throws {
    let image = PlanarImage(channels: 2, height: 1, width: 1, repeating: 0)
    let error = try #require(throws: ImageWritingError.self) { try image.encoded(as: .png) }
    #expect(error == .channels(nil, 2) && error.category == .usage)
  }
}
