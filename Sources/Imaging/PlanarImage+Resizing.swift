extension PlanarImage {
  /// The picture in another size, equal to Pillow's `Image.resize` of the same 8-bit picture.
  ///
  /// Models are trained on pictures that Pillow made smaller, so this does what Pillow does, step by step: samples are
  /// taken to 8 bits, rows are resampled first and columns then, and either result is rounded and clipped to 8 bits
  /// (which bounds Lanczos' rings beside hard edges). A float resampler without these steps differs by up to 20 / 255
  /// there. A direction that keeps its size is left alone; `nearest`, and a picture that keeps both sizes, keep their
  /// samples unrounded.
  ///
  /// - Parameters:
  ///   - width: The new width, at least 1.
  ///   - height: The new height, at least 1.
  ///   - filter: How pixels are weighed; all but `nearest` are antialiased when the picture shrinks.
  /// - Returns: A picture of the same channels, its samples whole numbers of 1 / 255.
  public func resized(width: Int, height: Int, filter: ResampleFilter) -> PlanarImage {
    precondition(width >= 1 && height >= 1, "a picture needs at least one sample")
    guard width != self.width || height != self.height else { return self }
    guard filter != .nearest else { return sampledNearest(width: width, height: height) }
    let columns = width == self.width ? nil : ResampleTable(from: self.width, to: width, filter: filter)
    let rows = height == self.height ? nil : ResampleTable(from: self.height, to: height, filter: filter)
    let plane = width * height
    let resampled = [Float](unsafeUninitializedCapacity: channels * plane) { output, count in
      // Rows are padded to whole vectors.
      let pitch = (width + ResampleTable.lanes - 1) / ResampleTable.lanes * ResampleTable.lanes
      withUnsafeTemporaryAllocation(of: Double.self, capacity: self.height * pitch) { between in
        between.initialize(repeating: 0)
        for channel in 0..<channels {
          resampleRows(of: channel, by: columns, into: between, pitch: pitch)
          let target = UnsafeMutableBufferPointer(rebasing: output[channel * plane..<(channel + 1) * plane])
          Self.resampleColumns(of: between, pitch: pitch, by: rows, into: target, width: width)
        }
      }
      count = channels * plane
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: resampled)
  }

  /// Makes every row of a plane as wide as the output, in numbers from 0 to 255.
  private func resampleRows(
    of channel: Int,
    by table: ResampleTable?,
    into output: UnsafeMutableBufferPointer<Double>,
    pitch: Int
  ) {
    let padding = table?.stride ?? 0
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width + padding) { line in
      line.initialize(repeating: 0)
      samples.withUnsafeBufferPointer { input in
        for y in 0..<height {
          let start = (channel * height + y) * width
          for x in 0..<width { line[x] = Double(Self.byte(input[start + x])) }
          let row = UnsafeMutableBufferPointer(rebasing: output[y * pitch..<(y + 1) * pitch])
          if let table {
            Self.resample(UnsafeBufferPointer(line), by: table, into: row)
          } else {
            for x in 0..<width { row[x] = line[x] }
          }
        }
      }
    }
  }

  /// One row: dot products of weights with neighbouring samples.
  ///
  /// `line` ends in a stride of zeros.
  private static func resample(
    _ line: UnsafeBufferPointer<Double>,
    by table: ResampleTable,
    into row: UnsafeMutableBufferPointer<Double>
  ) {
    let bytes = UnsafeRawBufferPointer(line)
    let lanes = ResampleTable.lanes
    table.weights.withUnsafeBytes { weights in
      for (x, start) in table.starts.enumerated() {
        var sum = SIMD8<Double>.zero
        for tap in Swift.stride(from: 0, to: table.stride, by: lanes) {
          let weight = weights.loadUnaligned(fromByteOffset: (x * table.stride + tap) * 8, as: SIMD8<Double>.self)
          sum += weight * bytes.loadUnaligned(fromByteOffset: (start + tap) * 8, as: SIMD8<Double>.self)
        }
        row[x] = ResampleTable.clipped(sum.sum())
      }
    }
  }

  /// Sums of weighted rows, eight columns at a time.
  private static func resampleColumns(
    of input: UnsafeMutableBufferPointer<Double>,
    pitch: Int,
    by table: ResampleTable?,
    into output: UnsafeMutableBufferPointer<Float>,
    width: Int
  ) {
    guard let table else {
      for index in output.indices { output[index] = Float(input[index / width * pitch + index % width]) / 255 }
      return
    }
    let bytes = UnsafeRawBufferPointer(input)
    let lanes = ResampleTable.lanes
    table.weights.withUnsafeBufferPointer { weights in
      for (y, start) in table.starts.enumerated() {
        for x in Swift.stride(from: 0, to: width, by: lanes) {
          var sum = SIMD8<Double>.zero
          for tap in 0..<table.counts[y] {
            let row = bytes.loadUnaligned(fromByteOffset: ((start + tap) * pitch + x) * 8, as: SIMD8<Double>.self)
            sum += row * weights[y * table.stride + tap]
          }
          for lane in 0..<min(lanes, width - x) {
            output[y * width + x + lane] = Float(ResampleTable.clipped(sum[lane])) / 255
          }
        }
      }
    }
  }

  private func sampledNearest(width: Int, height: Int) -> PlanarImage {
    /// The input pixel of every output pixel. Pillow adds the scale up step by step, and so does this.
    func sources(from input: Int, to output: Int) -> [Int] {
      let scale = Double(input) / Double(output)
      var position = scale * 0.5
      return (0..<output).map { _ in
        defer { position += scale }
        return min(Int(position), input - 1)
      }
    }
    let columns = sources(from: self.width, to: width)
    let rows = sources(from: self.height, to: height)
    var sampled: [Float] = []
    sampled.reserveCapacity(channels * height * width)
    for channel in 0..<channels {
      for row in rows {
        let start = (channel * self.height + row) * self.width
        for column in columns { sampled.append(samples[start + column]) }
      }
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: sampled)
  }
}
