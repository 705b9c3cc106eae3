extension PictureCanvas {
  /// The canvas over its background, three channels in [0, 1]; over white where that is transparent.
  public var picture: PlanarImage { seen(PixelRectangle(x: 0, y: 0, width: width, height: height)) }

  /// The canvas over its background, four channels in [0, 1]: the last is alpha, by which the colours are not multiplied.
  ///
  /// Alpha is min(A, 1) over a transparent background and 1 over others. PNG and WebP can hold it.
  public var pictureWithAlpha: PlanarImage {
    let plane = width * height
    guard case .transparent = background else {
      let samples = picture.samples + [Float](repeating: 1, count: plane)
      return PlanarImage(channels: 4, height: height, width: width, samples: samples)
    }
    var samples = [Float](repeating: 0, count: 4 * plane)
    samples.withUnsafeMutableBufferPointer { output in
      for index in 0..<plane {
        let alpha = coverage[index]
        output[3 * plane + index] = min(alpha, 1)
        guard alpha > 0 else { continue }
        for channel in 0..<3 {
          let place = channel * plane + index
          output[place] = min(colors[place] / alpha, 1)
        }
      }
    }
    return PlanarImage(channels: 4, height: height, width: width, samples: samples)
  }

  /// How much the tiles cover of every pixel, A: one channel, without the background; more than 1 where they were added up.
  public var coveragePicture: PlanarImage {
    PlanarImage(channels: 1, height: height, width: width, samples: coverage)
  }

  /// A rectangle over the background: C / max(A, 1) + b max(1 - A, 0), clamped to [0, 1].
  func seen(_ part: PixelRectangle) -> PlanarImage {
    let plane = part.width * part.height
    let samples = [Float](unsafeUninitializedCapacity: 3 * plane) { output, count in
      colors.withUnsafeBufferPointer { colors in
        coverage.withUnsafeBufferPointer { coverage in
          for channel in 0..<3 {
            for row in 0..<part.height {
              let start = (part.y + row) * width + part.x
              let target = output.extracting(
                channel * plane + row * part.width..<channel * plane + (row + 1) * part.width
              )
              fill(
                target,
                colors: colors.extracting(
                  channel * width * height + start..<channel * width * height + start + part.width
                ),
                coverage: coverage.extracting(start..<start + part.width),
                start: start,
                channel: channel
              )
            }
          }
        }
      }
      count = 3 * plane
    }
    return PlanarImage(channels: 3, height: part.height, width: part.width, samples: samples)
  }

  /// A row of one channel over the background.
  private func fill(
    _ row: UnsafeMutableBufferPointer<Float>,
    colors: UnsafeBufferPointer<Float>,
    coverage: UnsafeBufferPointer<Float>,
    start: Int,
    channel: Int
  ) {
    func fill(_ color: (Int) -> Float) {
      for index in row.indices {
        let seen = colors[index] / max(coverage[index], 1) + color(index) * max(1 - coverage[index], 0)
        row.initializeElement(at: index, to: min(max(seen, 0), 1))
      }
    }
    switch background {
    case .transparent: fill { _ in 1 }
    case .color(let red, let green, let blue):
      let color = [red, green, blue][channel]
      fill { _ in color }
    case .picture(let picture):
      let first = channel * width * height + start
      picture.samples.withUnsafeBufferPointer { samples in
        fill { samples[first + $0] }
      }
    }
  }
}

extension PlanarImage {
  /// The middle of the picture, as much of it as has the shape of a rectangle, resized to it.
  func filling(width: Int, height: Int) -> PlanarImage {
    let wide = Double(self.height) * Double(width) / Double(height)
    let high = Double(self.width) * Double(height) / Double(width)
    let part = (
      width: min(max(Int(wide.rounded()), 1), self.width), height: min(max(Int(high.rounded()), 1), self.height)
    )
    let middle = PixelRectangle(
      x: (self.width - part.width) / 2,
      y: (self.height - part.height) / 2,
      width: part.width,
      height: part.height
    )
    return resized(middle, width: width, height: height, filter: .bicubic)
  }
}
