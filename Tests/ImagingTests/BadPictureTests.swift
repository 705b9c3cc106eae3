#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import SafeFiles
import TestSupport
import Testing

/// Files that are not the pictures they should be.
@Suite struct BadPictureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads bytes as a file of the given name and returns the error, whose message must name the file.
  private func error(reading bytes: [UInt8], as name: String) throws -> any ExplainedError {
    let url = folder.file(name)
    try Data(bytes).write(to: url)
    return try error(reading: url)
  }

  private func error(reading url: URL) throws -> any ExplainedError {
    let error = try #require(throws: (any Error).self) { try PlanarImage(contentsOf: url) }
    let explained = try #require(error as? any ExplainedError)
    #expect(explained.description.hasPrefix(url.shownPath + ": "), "\(explained.description)")
    return explained
  }

  private func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: TestPictures.fixture(name))) }

  @Test func missing() throws {
    #expect(try error(reading: folder.file("nobody.png")).category == .missingInput)
  }

  @Test func folderInsteadOfFile() throws {
    #expect(try error(reading: folder.url).category == .cannotRead)
  }

  @Test func empty() throws {
    #expect(try error(reading: [], as: "empty.png").category == .badData)
  }

  @Test func textIsNoPicture() throws {
    let error = try error(reading: Array("<!DOCTYPE html>".utf8), as: "page.jpg")
    #expect(error.category == .badData)
    #expect(error.description.contains(#"is not a PNG, JPEG or WebP picture (it begins with "<!DOCTYPE ht")"#))
  }

  @Test func binaryIsNoPicture() throws {
    let error = try error(reading: [0, 1, 0xFE, 7], as: "x.webp")
    #expect(error.description.contains("begins with 00 01 fe 07"))
  }

  @Test func hugeHeaderIsRefusedByItsSize() throws {
    let url = TestPictures.fixture("huge.png")
    let error = try error(reading: url)
    #expect(error as? ImageReadingError == .tooLarge(url, width: 100_000, height: 100_000))
    #expect(error.category == .badData)
    #expect(error.description.contains("100000 x 100000 pixels") && error.description.contains("268435456"))
  }

  @Test func hugeJPEGHeaderIsRefused() throws {
    var bytes = try bytes(of: "rgb.jpg")
    let frame = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    bytes.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0x00, 0xFF, 0x00])
    let error = try error(reading: bytes, as: "huge.jpg")
    #expect(error as? ImageReadingError == .tooLarge(folder.file("huge.jpg"), width: 65280, height: 65280))
  }

  @Test func hugeAnimatedWebPHeaderIsRefused() throws {
    var bytes = try bytes(of: "animated.webp")
    // VP8X: after the chunk's header and four bytes of flags, width - 1 and height - 1 in 24 bits.
    #expect(bytes[12..<16].elementsEqual("VP8X".utf8))
    bytes.replaceSubrange(24..<30, with: [0xFE, 0xFF, 0, 0xFE, 0xFF, 0])
    let error = try error(reading: bytes, as: "huge.webp")
    #expect(error as? ImageReadingError == .tooLarge(folder.file("huge.webp"), width: 65535, height: 65535))
  }

  @Test(arguments: [
    "rgb.png", "interlaced.png", "palette-transparent.png", "rgb.jpg", "progressive.jpg", "cmyk.jpg",
    "orientation-6.jpg",
    "orientation-6.png", "orientation-6.webp", "lossless.webp", "lossy.webp", "rgba.webp", "animated.webp",
  ])
  func everyCutIsNoticed(_ name: String) throws {
    let bytes = try bytes(of: name)
    let url = folder.file(name)
    for count in 1..<bytes.count {
      let error = try #require(throws: ImageReadingError.self, "\(name) cut to \(count) of \(bytes.count) bytes") {
        try PlanarImage(decoding: Data(bytes[..<count]), name: url)
      }
      #expect(error.category == .badData)
    }
  }

  @Test func messageOfACutPictureSaysSo() throws {
    let error = try error(reading: Array(try bytes(of: "rgb.jpg").dropLast(40)), as: "cut.jpg")
    #expect(error.description.contains("the JPEG picture is damaged (the file ends early)"))
  }

  @Test(arguments: ["rgb.png", "interlaced.png", "palette-transparent.png", "orientation-6.png"])
  func everyFlippedByteOfAPNGIsNoticed(_ name: String) throws {
    let original = try bytes(of: name)
    for index in original.indices {
      var bytes = original
      bytes[index] ^= 0x10
      #expect(throws: ImageReadingError.self, "byte \(index) of \(name)") {
        try PlanarImage(decoding: Data(bytes), name: folder.file(name))
      }
    }
  }

  /// Whatever a byte becomes, the result is a picture or an error of ours, never a crash.
  @Test(arguments: [
    "rgb.jpg", "subsampled.jpg", "progressive.jpg", "cmyk.jpg", "ycck.jpg", "grey.jpg", "orientation-8.jpg",
    "orientation-8.webp", "lossless.webp", "lossy.webp", "rgba.webp",
  ])
  func anyByteMayBeWrong(_ name: String) throws {
    let original = try bytes(of: name)
    for index in original.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var bytes = original
        bytes[index] ^= mask
        do {
          _ = try PlanarImage(decoding: Data(bytes), name: folder.file(name))
        } catch is ImageReadingError {
          // As it should be.
        }
      }
    }
  }
}
