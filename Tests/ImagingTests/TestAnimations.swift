#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import CLibGIF
import CLibWebPDemux
import Imaging
import TestSupport
import Testing

/// An animation as libwebp and giflib see it, which shares no code with the writer.
struct DecodedAnimation {
  /// A whole frame: rows of red, green, blue.
  struct Frame {
    var pixels: [UInt8]
    /// In the format's units.
    var duration: Int
    /// The columns and rows that the file holds of it.
    var storedWidth: Int
    var storedHeight: Int
  }

  var width: Int
  var height: Int
  var frames: [Frame] = []
  /// How often it is played; 0 is forever.
  var loops: Int

  init(webp url: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: url))
    (width, height, loops) = (0, 0, 0)
    try bytes.withUnsafeBufferPointer { buffer in
      var data = WebPData(bytes: buffer.baseAddress, size: buffer.count)
      let decoder = try #require(WebPAnimDecoderNew(&data, nil))
      defer { WebPAnimDecoderDelete(decoder) }
      var info = WebPAnimInfo()
      #expect(WebPAnimDecoderGetInfo(decoder, &info) != 0)
      (width, height, loops) = (Int(info.canvas_width), Int(info.canvas_height), Int(info.loop_count))
      var before = 0
      while WebPAnimDecoderHasMoreFrames(decoder) != 0 {
        var pixels: UnsafeMutablePointer<UInt8>?
        var end: Int32 = 0
        #expect(WebPAnimDecoderGetNext(decoder, &pixels, &end) != 0)
        let start = try #require(pixels)
        let colours = (0..<width * height).flatMap { [start[$0 * 4], start[$0 * 4 + 1], start[$0 * 4 + 2]] }
        frames.append(
          Frame(pixels: colours, duration: Int(end) - before, storedWidth: width, storedHeight: height)
        )
        before = Int(end)
      }
    }
  }

  init(gif url: URL) throws {
    var error: Int32 = 0
    let file = try #require(DGifOpenFileName(url.path, &error))
    defer { DGifCloseFile(file, nil) }
    #expect(DGifSlurp(file) == GIF_OK)
    let gif = file.pointee
    (width, height, loops) = (Int(gif.SWidth), Int(gif.SHeight), 1)
    let palette = try #require(gif.SColorMap).pointee
    var canvas = [UInt8](repeating: 0, count: width * height * 3)
    for index in 0..<Int(gif.ImageCount) {
      let image = gif.SavedImages[index]
      let place = image.ImageDesc
      #expect(place.ColorMap == nil, "one palette for all frames")
      for row in 0..<Int(place.Height) {
        for column in 0..<Int(place.Width) {
          let colour = palette.Colors[Int(image.RasterBits[row * Int(place.Width) + column])]
          let start = ((row + Int(place.Top)) * width + column + Int(place.Left)) * 3
          canvas[start..<start + 3] = [colour.Red, colour.Green, colour.Blue]
        }
      }
      var control = GraphicsControlBlock()
      #expect(DGifSavedExtensionToGCB(file, Int32(index), &control) == GIF_OK)
      frames.append(
        Frame(
          pixels: canvas,
          duration: Int(control.DelayTime),
          storedWidth: Int(place.Width),
          storedHeight: Int(place.Height)
        )
      )
      for block in 0..<Int(image.ExtensionBlockCount) {
        let bytes = image.ExtensionBlocks[block]
        let data = UnsafeBufferPointer(start: bytes.Bytes, count: Int(bytes.ByteCount))
        if data.elementsEqual("NETSCAPE2.0".utf8) { loops = 0 }
      }
    }
  }
}

extension PlanarImage {
  /// The picture as animations hold it: rows of red, green, blue.
  var colourBytes: [UInt8] {
    let colour = converted(toChannels: 3)
    let plane = width * height
    return (0..<plane).flatMap { index in
      (0..<3).map { UInt8((min(max(colour.samples[$0 * plane + index], 0), 1) * 255).rounded()) }
    }
  }
}

/// Frames by formula.
enum TestFrames {
  /// Smooth colours that shift from frame to frame.
  static func moving(_ count: Int, channels: Int = 3, height: Int = 24, width: Int = 33) -> [PlanarImage] {
    (0..<count).map { frame in
      var image = TestPictures.smooth(channels: channels, height: height, width: width)
      for index in image.samples.indices {
        let level = Int((image.samples[index] * 255).rounded())
        image.samples[index] = Float((level + 7 * frame) % 256) / 255
      }
      return image
    }
  }

  /// Writes frames, all at once.
  static func write(
    _ frames: [PlanarImage],
    to url: URL,
    options: AnimationOptions = AnimationOptions(),
    recipe: String? = nil,
    overwrite: Bool = false
  ) throws {
    try AnimationWriter.write(
      to: url,
      width: frames[0].width,
      height: frames[0].height,
      options: options,
      recipe: recipe,
      overwrite: overwrite
    ) { append in
      for frame in frames { try append(frame) }
    }
  }
}
