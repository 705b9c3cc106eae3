extension PlanarImage {
  /// The picture in another size, equal to Pillow's `Image.resize` of the same 8-bit picture.
  ///
  /// Models are trained on pictures that Pillow made smaller, so this does what Pillow does, step by step: samples are
  /// taken to 8 bits, rows are resampled first and columns then, and either result is rounded and clipped to 8 bits
  /// (which bounds Lanczos' rings beside hard edges). A direction that keeps its size is left alone; `nearest`, and a
  /// picture that keeps both sizes, keep their samples unrounded.
  ///
  /// - Parameters:
  ///   - width: The new width, at least 1.
  ///   - height: The new height, at least 1.
  ///   - filter: How pixels are weighed; all but `nearest` are antialiased when the picture shrinks.
  /// - Returns: A picture of the same channels, its samples whole numbers of 1 / 255.
  public func resized(width: Int, height: Int, filter: ResampleFilter) -> PlanarImage {
    precondition(width >= 1 && height >= 1, "a picture needs at least one sample")
    return resized(bounds, width: width, height: height, filter: filter)
  }

  /// A part of the picture in another size, equal to a crop that is resized, without the copy in between.
  func resized(_ part: PixelRectangle, width: Int, height: Int, filter: ResampleFilter) -> PlanarImage {
    if part.width == width && part.height == height { return cut(part) }
    if filter == .nearest { return cut(part).sampledNearest(width: width, height: height) }
    return Resampler(from: part, to: (width, height), filter: filter).resample(self)
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
