extension PlanarImage {
  /// A rectangle of the picture.
  ///
  /// - Parameters:
  ///   - x: The left edge.
  ///   - y: The top edge.
  ///   - width: At least 1.
  ///   - height: At least 1.
  /// - Returns: A picture of the rectangle's size.
  /// - Throws: ``CropError`` when the rectangle is empty or leaves the picture.
  public func cropped(x: Int, y: Int, width: Int, height: Int) throws -> PlanarImage {
    // Compared by subtraction, since sums of numbers from a file may overflow.
    guard x >= 0, y >= 0, width >= 1, height >= 1, width <= self.width, height <= self.height,
      x <= self.width - width, y <= self.height - height
    else {
      throw CropError(
        width: self.width,
        height: self.height,
        crop: "the box at (\(x), \(y)) of \(width) x \(height) pixels"
      )
    }
    return rectangle(x: x, y: y, width: width, height: height)
  }

  /// The square in the middle of the picture.
  ///
  /// Its left edge is round((width - side) / 2), halves to the even number, and its top edge likewise, as
  /// torchvision's `CenterCrop` has it.
  ///
  /// - Parameter side: The square's side in pixels.
  /// - Returns: A picture of side × side.
  /// - Throws: ``CropError`` when the picture is narrower or lower than `side`; nothing is padded.
  public func centerCropped(to side: Int) throws -> PlanarImage {
    guard side >= 1, side <= width, side <= height else {
      throw CropError(width: width, height: height, crop: "a centre crop of \(side) x \(side) pixels")
    }
    func edge(_ length: Int) -> Int { Int((Double(length - side) / 2).rounded(.toNearestOrEven)) }
    return rectangle(x: edge(width), y: edge(height), width: side, height: side)
  }

  private func rectangle(x: Int, y: Int, width newWidth: Int, height newHeight: Int) -> PlanarImage {
    guard newWidth != width || newHeight != height else { return self }
    let cut = [Float](unsafeUninitializedCapacity: channels * newHeight * newWidth) { output, count in
      samples.withUnsafeBufferPointer { input in
        for channel in 0..<channels {
          for row in 0..<newHeight {
            let source = (channel * height + y + row) * width + x
            let target = (channel * newHeight + row) * newWidth
            for column in 0..<newWidth { output[target + column] = input[source + column] }
          }
        }
      }
      count = output.count
    }
    return PlanarImage(channels: channels, height: newHeight, width: newWidth, samples: cut)
  }
}
