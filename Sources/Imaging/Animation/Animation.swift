#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What is known of an animation before its first frame.
struct Animation {
  /// The output, for messages; the bytes go to a hidden file first.
  let url: URL
  let format: AnimationFormat
  let width: Int
  let height: Int
  let options: AnimationOptions

  /// Takes frames as 8-bit pixels: rows of red, green, blue.
  typealias FrameSink = (_ pixels: [UInt8]) throws -> Void

  /// The pixels of a frame, which must fit the animation.
  func pixels(of frame: PlanarImage, number: Int) throws -> [UInt8] {
    guard frame.channels == 1 || frame.channels == 3 else {
      throw AnimationError.channels(url, frame: number, frame.channels)
    }
    guard frame.width == width, frame.height == height else {
      throw AnimationError.frameSize(
        url,
        frame: number,
        width: frame.width,
        height: frame.height,
        expectedWidth: width,
        expectedHeight: height
      )
    }
    return frame.converted(toChannels: 3).interleaved
  }

  /// A recipe as the format carries it.
  func carriedText(_ recipe: String) throws -> String {
    let text = format == .gif ? GIFComment.text(of: recipe) : XMPPacket.recipe(recipe).text
    // As for pictures, half of what readers take.
    guard text.utf8.count <= 1 << 25 else {
      throw AnimationError.recipeTooLong(url, format: format, bytes: text.utf8.count)
    }
    return text
  }

  /// An error of the codec.
  func failure(_ reason: String) -> AnimationError {
    AnimationError.codec(url, format: format, reason: reason.isEmpty ? "it gives no reason" : reason)
  }

  /// Calls C with room for the message of a failure, and throws that when `isDone` denies the result.
  func calling<Result>(
    _ function: (UnsafeMutablePointer<CChar>) -> Result,
    isDone: (Result) -> Bool
  ) throws -> Result {
    // As long as the messages of CImageCodecs.
    let (result, message) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
      message.initialize(repeating: 0)
      // The allocation has 256 bytes, so that it has a first.
      let result = message.baseAddress.map(function)
      return (result, String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    guard let result, isDone(result) else { throw failure(message) }
    return result
  }
}
