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
    cut(try bounds.checked(PixelRectangle(x: x, y: y, width: width, height: height)))
  }

  /// The square in the middle of the picture.
  ///
  /// Its left edge is round((width - side) / 2), halves to the even number, and its top edge likewise, as
  /// torchvision's `CenterCrop` has it.
  ///
  /// - Parameter side: The square's side in pixels.
  /// - Returns: A picture of side × side.
  /// - Throws: ``CropError`` when the picture is narrower or lower than `side`; nothing is padded.
  public func centerCropped(to side: Int) throws -> PlanarImage { cut(try bounds.center(side)) }

  /// All of the picture.
  var bounds: PixelRectangle { PixelRectangle(x: 0, y: 0, width: width, height: height) }

  /// The pixels of a rectangle that lies inside.
  func cut(_ box: PixelRectangle) -> PlanarImage {
    guard box != bounds else { return self }
    let cut = [Float](unsafeUninitializedCapacity: channels * box.height * box.width) { output, count in
      samples.withUnsafeBufferPointer { input in
        for channel in 0..<channels {
          for row in 0..<box.height {
            let source = (channel * height + box.y + row) * width + box.x
            let target = (channel * box.height + row) * box.width
            _ = output.extracting(target..<target + box.width)
              .initialize(fromContentsOf: input.extracting(source..<source + box.width))
          }
        }
      }
      count = channels * box.height * box.width
    }
    return PlanarImage(channels: channels, height: box.height, width: box.width, samples: cut)
  }
}

/// Parts of a picture, of which the rectangle is the whole.
extension PixelRectangle {
  /// The rectangle itself when it lies inside.
  func checked(_ box: PixelRectangle) throws -> PixelRectangle {
    // Compared by subtraction, since sums of numbers from a file may overflow.
    guard box.x >= 0, box.y >= 0, box.width >= 1, box.height >= 1, box.width <= width, box.height <= height,
      box.x <= width - box.width, box.y <= height - box.height
    else {
      throw CropError(
        width: width,
        height: height,
        crop: "the box at (\(box.x), \(box.y)) of \(box.width) x \(box.height) pixels"
      )
    }
    return box
  }

  /// Where the square in the middle lies.
  func center(_ side: Int) throws -> PixelRectangle {
    guard side >= 1, side <= width, side <= height else {
      throw CropError(width: width, height: height, crop: "a centre crop of \(side) x \(side) pixels")
    }
    func edge(_ length: Int) -> Int { Int((Double(length - side) / 2).rounded(.toNearestOrEven)) }
    return PixelRectangle(x: edge(width), y: edge(height), width: side, height: side)
  }
}
