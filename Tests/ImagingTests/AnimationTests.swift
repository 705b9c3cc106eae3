#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import SafeFiles
import TestSupport
import Testing

@testable import Imaging

/// Frames to files and back.
@Suite struct AnimationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.url.path) }

  @Test(arguments: [("a.webp", AnimationFormat.webp), ("A.GIF", .gif), ("a.b.Mp4", .mp4), ("a.png", nil), ("gif", nil)])
  func namesPromiseFormats(_ name: String, _ format: AnimationFormat?) {
    #expect(AnimationFormat(extension: folder.file(name)) == format)
  }

  @Test func bytesShowFormats() throws {
    for format in [AnimationFormat.webp, .gif] {
      let url = folder.file("a.\(format.rawValue)")
      try TestFrames.write(TestFrames.moving(2), to: url)
      #expect(try AnimationFormat(signature: Data(contentsOf: url)) == format)
    }
    for bytes in [[], Array("GIF".utf8), Array("GIF88a".utf8), [0, 0, 0, 16], Array("RIFF....WAVE".utf8)] {
      #expect(AnimationFormat(signature: bytes) == nil)
    }
  }

  // MARK: Time

  @Test(arguments: [1, 7, 23.976, 24, 29.97, 33, 50, 60, 90], [100.0, 1000.0])
  func timesAreRoundedWithoutAddingUp(_ rate: Double, _ units: Double) {
    let clock = FrameClock(framesPerSecond: rate, unitsPerSecond: units)
    var sum = 0
    for frame in 0..<500 {
      #expect(clock.duration(of: frame) >= 1)
      sum += clock.duration(of: frame)
      #expect(abs(Double(sum) - Double(frame + 1) * units / rate) <= 0.5)
    }
  }

  // MARK: WebP

  @Test(arguments: [1, 3])
  func webPIsLossless(_ channels: Int) throws {
    let url = folder.file("a.webp")
    let frames = TestFrames.moving(9, channels: channels)
    try TestFrames.write(frames, to: url)
    let decoded = try DecodedAnimation(webp: url)
    #expect(decoded.width == 33 && decoded.height == 24 && decoded.loops == 0)
    #expect(decoded.frames.map(\.pixels) == frames.map(\.colourBytes))
    // 1000 / 24 = 41.67
    #expect(decoded.frames.map(\.duration) == [42, 41, 42, 42, 41, 42, 42, 41, 42])
    #expect(try names() == ["a.webp"])
  }

  @Test func webPOfAQualityIsSmallerAndClose() throws {
    let frames = TestFrames.moving(12, height: 48, width: 48).map { $0.blurred(sd: 2) }
    let (lossless, lossy) = (folder.file("a.webp"), folder.file("b.webp"))
    try TestFrames.write(frames, to: lossless)
    try TestFrames.write(frames, to: lossy, options: AnimationOptions(quality: 80))
    #expect(try Data(contentsOf: lossy).count < Data(contentsOf: lossless).count / 2)
    for (frame, decoded) in zip(frames, try DecodedAnimation(webp: lossy).frames) {
      let differences = zip(frame.colourBytes, decoded.pixels).map { abs(Int($0) - Int($1)) }
      let error = differences.reduce(0, +)
      #expect(error < 8 * decoded.pixels.count)
    }
  }

  @Test func slowMotionOfWebPLosesNoFrame() throws {
    // One level of 255 a frame; libwebp's own encoder of animations would show six frames of these at this quality.
    let url = folder.file("a.webp")
    let frames = (0..<40).map { PlanarImage(channels: 3, height: 16, width: 16, repeating: Float(50 + $0) / 255) }
    try TestFrames.write(frames, to: url, options: AnimationOptions(quality: 50))
    let decoded = try DecodedAnimation(webp: url).frames
    #expect(decoded.count == 40)
    for (frame, source) in zip(decoded, frames) {
      #expect(zip(frame.pixels, source.colourBytes).allSatisfy { abs(Int($0) - Int($1)) <= 4 })
    }
  }

  @Test func whatStandsStillInALossyWebPStaysAsItIs() throws {
    let url = folder.file("a.webp")
    let still = TestPictures.smooth(height: 31, width: 33)
    let frames = [(0, 0), (32, 30), (7, 11), (8, 12)].map { x, y in
      var image = still
      for channel in 0..<3 { image.samples[(channel * 31 + y) * 33 + x] = 0.5 }
      return image
    }
    try TestFrames.write(frames, to: url, options: AnimationOptions(quality: 90))
    let decoded = try DecodedAnimation(webp: url).frames
    // Between the last two frames, pixels (7, 11) and (8, 12) change, so that columns 6 to 8 and rows 10 to 12 are stored.
    let changed = (0..<31 * 33).filter { pixel in
      let bytes = pixel * 3..<pixel * 3 + 3
      return decoded[2].pixels[bytes] != decoded[3].pixels[bytes]
    }
    #expect(changed.contains(11 * 33 + 7) && changed.contains(12 * 33 + 8))
    #expect(changed.allSatisfy { (6...8).contains($0 % 33) && (10...12).contains($0 / 33) })
  }

  @Test(arguments: [nil, 80])
  func equalFramesOfWebPBecomeOneLongFrame(_ quality: Int?) throws {
    let url = folder.file("a.webp")
    let frames = TestFrames.moving(2)
    let all = [frames[0], frames[0], frames[0], frames[1]]
    try TestFrames.write(all, to: url, options: AnimationOptions(quality: quality))
    let decoded = try DecodedAnimation(webp: url)
    #expect(decoded.frames.map(\.duration) == [125, 42])
  }

  // MARK: GIF

  @Test func upTo256ColoursOfAGIFAreExact() throws {
    let url = folder.file("a.gif")
    let frames = TestFrames.moving(9, channels: 1)
    try TestFrames.write(frames, to: url)
    let decoded = try DecodedAnimation(gif: url)
    #expect(decoded.width == 33 && decoded.height == 24 && decoded.loops == 0)
    #expect(decoded.frames.map(\.pixels) == frames.map(\.colourBytes))
    #expect(decoded.frames.map(\.duration) == [4, 4, 5, 4, 4, 4, 4, 4, 5])
    #expect(try names() == ["a.gif"])
  }

  /// Noise of 16 × 16 × 16 colours under a white border; the left half stands still.
  private func noise(_ count: Int) -> [PlanarImage] {
    (0..<count).map { frame in
      var image = PlanarImage(channels: 3, height: 40, width: 40, repeating: 1)
      for channel in 0..<3 {
        for y in 4..<36 {
          for x in 4..<36 {
            let shift = x < 20 ? 0 : frame
            let level = (x * (7 + channel) + y * (3 + 2 * channel) + shift * 5) % 64 * 4
            image.samples[(channel * 40 + y) * 40 + x] = Float(level) / 255
          }
        }
      }
      return image
    }
  }

  @Test func manyColoursOfAGIFAreMixedAndStandStill() throws {
    let url = folder.file("a.gif")
    let frames = noise(4)
    try TestFrames.write(frames, to: url)
    let decoded = try DecodedAnimation(gif: url).frames
    #expect(decoded.count == 4)
    for (frame, source) in zip(decoded, frames.map(\.colourBytes)) {
      let differences = zip(source, frame.pixels).map { Int($1) - Int($0) }
      let (error, bias) = (differences.map(abs).reduce(0, +), differences.reduce(0, +))
      #expect(error < 12 * source.count && abs(bias) < source.count)
      for index in 0..<1600 {
        let pixel = frame.pixels[index * 3..<index * 3 + 3]
        let (x, y) = (index % 40, index / 40)
        if !(4..<36).contains(x) || !(4..<36).contains(y) { #expect(pixel.elementsEqual([255, 255, 255])) }
        if x < 20 { #expect(pixel == decoded[0].pixels[index * 3..<index * 3 + 3]) }
      }
    }
    // Only the half that moves is stored again.
    #expect(decoded[0].storedWidth == 40 && decoded[1...].allSatisfy { $0.storedWidth <= 16 && $0.storedHeight <= 32 })
  }

  @Test func equalFramesOfAGIFTakeTheirTimeAndOnePixel() throws {
    let url = folder.file("a.gif")
    let image = TestPictures.smooth()
    try TestFrames.write([image, image, image], to: url, options: AnimationOptions(framesPerSecond: 10))
    let decoded = try DecodedAnimation(gif: url).frames
    #expect(decoded.map(\.duration) == [10, 10, 10] && decoded[2].pixels == decoded[0].pixels)
    #expect(decoded[1].storedWidth == 1 && decoded[2].storedHeight == 1)
  }

  @Test func everyPixelThatChangesIsStored() throws {
    let url = folder.file("a.gif")
    let places = [(0, 0), (6, 0), (0, 4), (6, 4), (3, 2)]
    let frames = places.map { x, y in
      var image = PlanarImage(channels: 1, height: 5, width: 7, repeating: 0)
      image.samples[y * 7 + x] = 1
      return image
    }
    try TestFrames.write(frames, to: url)
    #expect(try DecodedAnimation(gif: url).frames.map(\.pixels) == frames.map(\.colourBytes))
  }

  // MARK: Both

  @Test(arguments: ["a.webp", "a.gif"])
  func playingOnceIsSaid(_ name: String) throws {
    let url = folder.file(name)
    try TestFrames.write(TestFrames.moving(2), to: url, options: AnimationOptions(loops: false))
    #expect(try (name == "a.gif" ? DecodedAnimation(gif: url) : DecodedAnimation(webp: url)).loops == 1)
  }

  @Test(arguments: ["a.webp", "a.gif"])
  func aSingleFrameIsAnAnimation(_ name: String) throws {
    let url = folder.file(name)
    let image = PlanarImage(channels: 1, height: 1, width: 1, repeating: 0.2)
    try TestFrames.write([image], to: url, recipe: "one")
    let decoded = try name == "a.gif" ? DecodedAnimation(gif: url) : DecodedAnimation(webp: url)
    #expect(decoded.frames.map(\.pixels) == [[51, 51, 51]])
    #expect(try PlanarImage.recipe(inImageAt: url) == "one")
  }

  @Test(arguments: ["a.webp", "a.gif"])
  func valuesAreClampedNeverWrapped(_ name: String) throws {
    let url = folder.file(name)
    let wild: [Float] = [1.01, -0.01, .nan, .infinity, -.infinity, 300, 1.9999 / 255]
    try TestFrames.write([PlanarImage(channels: 1, height: 1, width: 7, samples: wild)], to: url)
    let decoded = try name == "a.gif" ? DecodedAnimation(gif: url) : DecodedAnimation(webp: url)
    let levels = decoded.frames[0].pixels
    #expect(stride(from: 0, to: 21, by: 3).map { levels[$0] } == [255, 0, 0, 255, 0, 255, 2])
  }

  @Test(arguments: ["a.webp", "a.gif"])
  func theSameFramesGiveTheSameBytes(_ name: String) throws {
    let url = folder.file(name)
    try TestFrames.write(noise(3), to: url, recipe: "r")
    let first = try Data(contentsOf: url)
    try TestFrames.write(noise(3), to: url, recipe: "r", overwrite: true)
    #expect(try Data(contentsOf: url) == first)
  }

  // MARK: Failures

  @Test(arguments: ["a.webp", "a.gif"])
  func whatFailsLeavesNothingBehind(_ name: String) throws {
    struct Stop: Error {}
    let url = folder.file(name)
    #expect(throws: Stop.self) {
      try AnimationWriter.write(to: url, width: 32, height: 24) { append in
        try append(TestPictures.smooth())
        throw Stop()
      }
    }
    #expect(throws: AnimationError.noFrames(url)) { try AnimationWriter.write(to: url, width: 2, height: 2) { _ in } }
    #expect(try names().isEmpty)
  }

  @Test func framesThatDoNotFitAreNamed() throws {
    let url = folder.file("a.gif")
    let wrong = TestPictures.smooth(height: 25)
    let expected = AnimationError.frameSize(
      url,
      frame: 1,
      width: 32,
      height: 25,
      expectedWidth: 32,
      expectedHeight: 24
    )
    #expect(throws: expected) { try TestFrames.write([TestPictures.smooth(), wrong], to: url) }
    #expect(throws: AnimationError.channels(url, frame: 0, 2)) {
      try TestFrames.write([PlanarImage(channels: 2, height: 1, width: 1, repeating: 0)], to: url)
    }
    #expect(expected.description.contains("frame 1 is 32 x 25") && expected.category == .usage)
  }

  @Test func optionsAreCheckedFirst() throws {
    func error(_ name: String, _ options: AnimationOptions = AnimationOptions()) -> AnimationError? {
      let url = folder.file(name)
      let error = #expect(throws: AnimationError.self) {
        try AnimationWriter.check(url, options: options, overwrite: false)
      }
      #expect(error?.category == .usage && error?.description.hasPrefix(url.shownPath) == true)
      return error
    }
    #expect(error("a.png") == .unknownExtension(folder.file("a.png")))
    for (name, rate) in [("a.gif", 60), ("a.gif", 0.5), ("a.webp", 100), ("a.webp", .nan), ("a.mp4", .infinity)] {
      #expect(error(name, AnimationOptions(framesPerSecond: rate))?.description.contains("frames per second") == true)
    }
    for (name, quality) in [("a.gif", 90), ("a.webp", 101), ("a.mp4", -1)] {
      #expect(error(name, AnimationOptions(quality: quality))?.description.contains("quality") == true)
    }
    #expect(throws: AnimationError.self) {
      try AnimationWriter.write(to: folder.file("a.webp"), width: 16_384, height: 1) { _ in }
    }
    #expect(throws: Never.self) { try AnimationWriter.check(folder.file("a.WEBP"), overwrite: false) }
  }

  @Test func existingFilesAreKeptUnlessToldOtherwise() throws {
    let url = folder.file("a.webp")
    try Data("old".utf8).write(to: url)
    #expect(throws: FileError.exists(url)) { try AnimationWriter.check(url, overwrite: false) }
    #expect(throws: FileError.exists(url)) { try TestFrames.write(TestFrames.moving(1), to: url) }
    #expect(try Data(contentsOf: url) == Data("old".utf8))
    try TestFrames.write(TestFrames.moving(2), to: url, overwrite: true)
    #expect(try DecodedAnimation(webp: url).frames.count == 2)
  }
}
