internal import CResampling

/// The two passes of a change of size, over planes of 8-bit numbers.
///
/// Numbers are read eight at a time; rows between the passes are padded to whole vectors.
struct Resampler {
  private let part: PixelRectangle
  private let width: Int
  private let height: Int
  /// The weights of the first pass; nil where the width stays.
  private let columns: ResampleTable?
  /// The weights of the second pass; nil where the height stays.
  private let rows: ResampleTable?

  /// Makes a part of a picture another size.
  init(from part: PixelRectangle, to output: (width: Int, height: Int), filter: ResampleFilter) {
    self.part = part
    (width, height) = output
    columns = part.width == width ? nil : ResampleTables.table(from: part.width, to: width, filter: filter)
    rows = part.height == height ? nil : ResampleTables.table(from: part.height, to: height, filter: filter)
  }

  /// The part of a picture, its samples taken to 8 bits.
  func resample(_ image: PlanarImage) -> PlanarImage {
    image.samples.withUnsafeBufferPointer { input in
      resample(channels: image.channels) { channel, y, line in
        let start = (channel * image.height + part.y + y) * image.width + part.x
        Self.quantise(input.extracting(start..<start + part.width), into: line)
      }
    }
  }

  /// The part of a picture whose bytes lie pixel after pixel.
  ///
  /// - Parameters:
  ///   - pixels: The first byte of the whole picture.
  ///   - pitch: The width of the whole picture.
  ///   - channels: The number of bytes of a pixel.
  /// - Returns: A picture of the output's size.
  func resample(_ pixels: UnsafePointer<UInt8>, pitch: Int, channels: Int) -> PlanarImage {
    resample(channels: channels) { channel, y, line in
      let start = ((part.y + y) * pitch + part.x) * channels + channel
      sextant_take_bytes(pixels + start, channels, part.width, line.baseAddress)
    }
  }

  /// Both passes over lines that `fill` brings.
  private func resample(
    channels: Int,
    filling fill: (_ channel: Int, _ y: Int, UnsafeMutableBufferPointer<Int16>) -> Void
  ) -> PlanarImage {
    let plane = width * height
    let pitch = Self.padded(width)
    let resampled = [Float](unsafeUninitializedCapacity: channels * plane) { output, count in
      // Weights padded with zeros reach beyond a row's end, where numbers have to stand.
      let length = max(pitch, Self.padded(part.width) + (columns?.stride ?? 0))
      withUnsafeTemporaryAllocation(of: Int16.self, capacity: length + part.height * pitch) { buffer in
        buffer.initialize(repeating: 0)
        let line = buffer.extracting(..<length)
        let between = buffer.extracting(length...)
        for channel in 0..<channels {
          for y in 0..<part.height {
            fill(channel, y, line)
            Self.resample(line, by: columns, into: between.extracting(y * pitch..<(y + 1) * pitch), width: width)
          }
          resampleColumns(
            of: UnsafeBufferPointer(between),
            pitch: pitch,
            into: output.extracting(channel * plane..<(channel + 1) * plane)
          )
        }
      }
      count = channels * plane
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: resampled)
  }

  private static func padded(_ count: Int) -> Int {
    (count + ResampleTable.lanes - 1) / ResampleTable.lanes * ResampleTable.lanes
  }

  /// A row of samples as 8-bit numbers; what follows in `line` stays zero.
  private static func quantise(_ row: UnsafeBufferPointer<Float>, into line: UnsafeMutableBufferPointer<Int16>) {
    let bytes = UnsafeRawBufferPointer(row)
    let target = UnsafeMutableRawBufferPointer(line)
    let whole = row.count / 4 * 4
    for x in Swift.stride(from: 0, to: whole, by: 4) {
      let levels = PlanarImage.levels(bytes.loadUnaligned(fromByteOffset: x * 4, as: SIMD4<Float>.self))
      // Whole numbers stand in the last bits of a sum with 2^23: no conversion, which would look for numbers too large.
      let bits = unsafeBitCast(levels + 8_388_608, to: SIMD4<UInt32>.self)
      target.storeBytes(of: SIMD4<Int16>(truncatingIfNeeded: bits), toByteOffset: x * 2, as: SIMD4<Int16>.self)
    }
    for x in whole..<row.count { line[x] = Int16(PlanarImage.byte(row[x])) }
  }

  /// Makes a row as wide as the output.
  private static func resample(
    _ line: UnsafeMutableBufferPointer<Int16>,
    by table: ResampleTable?,
    into row: UnsafeMutableBufferPointer<Int16>,
    width: Int
  ) {
    guard let table else {
      for x in 0..<width { row[x] = line[x] }
      return
    }
    table.withWeights { sextant_resample_row(line.baseAddress, $0, row.baseAddress) }
  }

  /// Makes the columns as long as the output, and samples of numbers.
  private func resampleColumns(
    of input: UnsafeBufferPointer<Int16>,
    pitch: Int,
    into output: UnsafeMutableBufferPointer<Float>
  ) {
    guard let rows else {
      for y in 0..<height {
        for x in 0..<width { output[y * width + x] = Float(input[y * pitch + x]) / 255 }
      }
      return
    }
    rows.withWeights { weights in
      guard let target = output.baseAddress else { return }
      for y in 0..<height {
        sextant_resample_column_row(input.baseAddress, pitch, width, weights, y, target + y * width)
      }
    }
  }
}
