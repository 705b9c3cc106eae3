extension PlanarImage {
  /// The picture in grey or in colour.
  ///
  /// Colour becomes grey as Pillow's mode "L" does it, on 8-bit samples (ITU-R BT.601 weights in 16-bit fixed point):
  ///
  ///     L = (19595 R + 38470 G + 7471 B + 32768) >> 16
  ///
  /// Grey becomes colour by repeating its channel. A picture that has the channels already is returned as it is.
  ///
  /// - Parameter channels: 1 or 3.
  /// - Returns: A picture of the same size.
  public func converted(toChannels channels: Int) -> PlanarImage {
    precondition(
      (channels == 1 || channels == 3) && (self.channels == 1 || self.channels == 3),
      "pictures have 1 or 3 channels"
    )
    guard channels != self.channels else { return self }
    guard channels == 1 else {
      return PlanarImage(channels: 3, height: height, width: width, samples: samples + samples + samples)
    }
    let plane = width * height
    let grey = [Float](unsafeUninitializedCapacity: plane) { output, count in
      samples.withUnsafeBufferPointer { input in
        for index in 0..<plane {
          let red = Int32(Self.byte(input[index]))
          let green = Int32(Self.byte(input[plane + index]))
          let blue = Int32(Self.byte(input[2 * plane + index]))
          output[index] = Float((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16) / 255
        }
      }
      count = plane
    }
    return PlanarImage(channels: 1, height: height, width: width, samples: grey)
  }

  /// A sample in 8 bits: round(255 v), halves to the even number as NumPy has it, clamped; NaN is 0.
  @inline(__always)
  static func byte(_ sample: Float) -> UInt8 {
    guard sample > 0 else { return 0 }
    return sample < 1 ? UInt8(truncatingIfNeeded: (sample * 255 + wholeShift).bitPattern) : 255
  }

  /// Four samples as whole numbers from 0 to 255, equal to those of ``byte(_:)``.
  ///
  /// Four, because masks of wider vectors become many instructions where registers have 128 bits.
  @inline(__always)
  static func levels(_ samples: SIMD4<Float>) -> SIMD4<Float> {
    let positive = samples.replacing(with: 0, where: .!(samples .> 0))
    let bounded = positive.replacing(with: 1, where: positive .> 1)
    return (bounded * 255 + wholeShift) - wholeShift
  }

  /// From 2^23 on a Float has no fraction: adding this rounds to a whole number, in the sum's lowest bits.
  private static var wholeShift: Float { 8_388_608 }
}
