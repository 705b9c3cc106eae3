/// How often the colours of an animation occur.
///
/// Colours are gathered in bins of 6 bits a channel with the mean of what fell into each, which is as fine as 256 colours
/// can use; up to 256 different colours are also known exactly.
struct ColourCensus {
  /// Red, green, blue of a bin, from 0 to 255, and the number of pixels.
  typealias Bin = (colour: SIMD3<Float>, count: Float)

  /// Sums of red, green and blue, and the number of pixels, of every bin.
  private var sums = [SIMD4<UInt64>](repeating: .zero, count: 1 << 18)
  /// A bit for every colour there is; only kept while there are few.
  private var seen = [UInt64](repeating: 0, count: 1 << 18)
  private var few: [UInt32] = []
  private static let limit = 256

  /// The bin of a colour.
  @inline(__always)
  static func bin(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    Int(red >> 2) << 12 | Int(green >> 2) << 6 | Int(blue >> 2)
  }

  /// Counts pixels, each red, green, blue.
  mutating func add(_ pixels: [UInt8]) {
    pixels.withUnsafeBufferPointer { pixels in
      sums.withUnsafeMutableBufferPointer { sums in
        for start in stride(from: 0, to: pixels.count, by: 3) {
          let (red, green, blue) = (pixels[start], pixels[start + 1], pixels[start + 2])
          sums[Self.bin(red, green, blue)] &+= SIMD4(UInt64(red), UInt64(green), UInt64(blue), 1)
        }
      }
    }
    guard few.count <= Self.limit else { return }
    for start in stride(from: 0, to: pixels.count, by: 3) {
      let colour = UInt32(pixels[start]) << 16 | UInt32(pixels[start + 1]) << 8 | UInt32(pixels[start + 2])
      let (word, bit) = (Int(colour >> 6), UInt64(1) << UInt64(colour & 63))
      guard seen[word] & bit == 0 else { continue }
      seen[word] |= bit
      few.append(colour)
      guard few.count <= Self.limit else { return }
    }
  }

  /// The colours themselves, dark ones first; nil when they are more than 256.
  var exactColours: [SIMD3<UInt8>]? {
    guard few.count <= Self.limit else { return nil }
    return few.sorted().map { SIMD3(UInt8($0 >> 16), UInt8($0 >> 8 & 255), UInt8($0 & 255)) }
  }

  /// The bins into which something fell.
  var bins: [Bin] {
    sums.compactMap { sum in
      guard sum.w > 0 else { return nil }
      let mean = SIMD3(Double(sum.x), Double(sum.y), Double(sum.z)) / Double(sum.w)
      return (SIMD3<Float>(mean), Float(sum.w))
    }
  }
}
