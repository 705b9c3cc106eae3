/// The two passes of a change of size, over planes of 8-bit numbers kept as `Double`.
///
/// Numbers are read eight at a time; rows between the passes are padded to whole vectors.
struct Resampler {
  private typealias Vector = SIMD8<Double>

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
    let columns = part.width == width ? nil : ResampleTable(from: part.width, to: width, filter: filter)
    self.columns = columns
    // A square becomes a square by the same weights in both directions.
    if part.width == part.height && width == height {
      rows = columns
    } else {
      rows = part.height == height ? nil : ResampleTable(from: part.height, to: height, filter: filter)
    }
  }

  func resample(_ image: PlanarImage) -> PlanarImage {
    let plane = width * height
    let pitch = Self.padded(width)
    let resampled = [Float](unsafeUninitializedCapacity: image.channels * plane) { output, count in
      image.samples.withUnsafeBufferPointer { input in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: part.height * pitch) { between in
          between.initialize(repeating: 0)
          for channel in 0..<image.channels {
            let start = (channel * image.height + part.y) * image.width + part.x
            let source = input.extracting(start..<start + (part.height - 1) * image.width + part.width)
            resampleRows(of: source, pitch: image.width, into: between, pitch: pitch)
            let target = output.extracting(channel * plane..<(channel + 1) * plane)
            resampleColumns(of: UnsafeBufferPointer(between), pitch: pitch, into: target)
          }
        }
      }
      count = image.channels * plane
    }
    return PlanarImage(channels: image.channels, height: height, width: width, samples: resampled)
  }

  private static func padded(_ count: Int) -> Int {
    (count + ResampleTable.lanes - 1) / ResampleTable.lanes * ResampleTable.lanes
  }

  /// Makes every row as wide as the output, in numbers from 0 to 255.
  private func resampleRows(
    of input: UnsafeBufferPointer<Float>,
    pitch inputPitch: Int,
    into output: UnsafeMutableBufferPointer<Double>,
    pitch: Int
  ) {
    // Weights padded with zeros reach beyond a row's end, where zeros have to stand.
    let capacity = Self.padded(part.width) + (columns?.stride ?? 0)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { line in
      line.initialize(repeating: 0)
      for y in 0..<part.height {
        Self.quantise(input.extracting(y * inputPitch..<y * inputPitch + part.width), into: line)
        let row = output.extracting(y * pitch..<(y + 1) * pitch)
        if let columns {
          Self.resample(UnsafeBufferPointer(line), by: columns, into: row)
        } else {
          for x in 0..<part.width { row[x] = line[x] }
        }
      }
    }
  }

  /// A row of samples as 8-bit numbers; what follows in `line` stays zero.
  private static func quantise(_ row: UnsafeBufferPointer<Float>, into line: UnsafeMutableBufferPointer<Double>) {
    let bytes = UnsafeRawBufferPointer(row)
    let target = UnsafeMutableRawBufferPointer(line)
    let whole = row.count / 4 * 4
    for x in Swift.stride(from: 0, to: whole, by: 4) {
      let levels = PlanarImage.levels(bytes.loadUnaligned(fromByteOffset: x * 4, as: SIMD4<Float>.self))
      target.storeBytes(of: SIMD4<Double>(levels), toByteOffset: x * 8, as: SIMD4<Double>.self)
    }
    for x in whole..<row.count { line[x] = Double(PlanarImage.byte(row[x])) }
  }

  /// One row: dot products of weights with neighbouring numbers, eight weights at a time, then clipped.
  private static func resample(
    _ line: UnsafeBufferPointer<Double>,
    by table: ResampleTable,
    into row: UnsafeMutableBufferPointer<Double>
  ) {
    let numbers = UnsafeRawBufferPointer(line)
    table.weights.withUnsafeBytes { weights in
      var offset = 0
      for x in table.starts.indices {
        var sum = Vector.zero
        var position = table.starts[x] &* 8
        for _ in 0..<table.stride / ResampleTable.lanes {
          sum +=
            weights.loadUnaligned(fromByteOffset: offset, as: Vector.self)
            * numbers.loadUnaligned(fromByteOffset: position, as: Vector.self)
          offset &+= 64
          position &+= 64
        }
        row[x] = sum.sum()
      }
    }
    let sums = UnsafeMutableRawBufferPointer(row)
    for x in Swift.stride(from: 0, to: row.count, by: ResampleTable.lanes) {
      let sum = sums.loadUnaligned(fromByteOffset: x * 8, as: Vector.self)
      sums.storeBytes(of: ResampleTable.clipped(sum), toByteOffset: x * 8, as: Vector.self)
    }
  }

  /// Sums of weighted rows, eight columns at a time, as samples.
  private func resampleColumns(
    of input: UnsafeBufferPointer<Double>,
    pitch: Int,
    into output: UnsafeMutableBufferPointer<Float>
  ) {
    let numbers = UnsafeRawBufferPointer(input)
    for y in 0..<height {
      for x in Swift.stride(from: 0, to: width, by: ResampleTable.lanes) {
        let levels: Vector
        if let rows {
          var sum = Vector.zero
          var position = (rows.starts[y] &* pitch &+ x) &* 8
          for tap in 0..<rows.counts[y] {
            sum +=
              numbers.loadUnaligned(fromByteOffset: position, as: Vector.self) * rows.weights[y * rows.stride + tap]
            position &+= pitch &* 8
          }
          levels = ResampleTable.clipped(sum)
        } else {
          levels = numbers.loadUnaligned(fromByteOffset: (y * pitch + x) * 8, as: Vector.self)
        }
        let samples = SIMD8<Float>(levels) / 255
        let start = y * width + x
        for lane in 0..<min(ResampleTable.lanes, width - x) { output[start + lane] = samples[lane] }
      }
    }
  }
}
