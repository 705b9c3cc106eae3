/// The order of a picture's samples in a model's tensors.
public enum ImageLayout: String, Sendable, Codable, CaseIterable {
  /// Plane after plane: [n, channels, height, width].
  case nchw
  /// Pixel after pixel: [n, height, width, channels].
  case nhwc

  /// The extents of one picture in this order.
  func sample(_ shape: ImageShape) -> [Int] {
    switch self {
    case .nchw: [shape.channels, shape.height, shape.width]
    case .nhwc: [shape.height, shape.width, shape.channels]
    }
  }

  /// The order that a tensor's extents show for pictures of a known size.
  ///
  /// - Parameters:
  ///   - dimensions: The tensor's extents with the batch axis; nil for an open one.
  ///   - shape: The size of the pictures.
  /// - Returns: The order; nil where the extents fit neither.
  static func detected(in dimensions: [Int?], for shape: ImageShape) -> ImageLayout? {
    guard dimensions.count == 4 else { return .nchw }
    // Where both fit, as for one grey pixel or where all is open, planes are what nearly every model uses.
    return allCases.first { layout in
      zip(dimensions.dropFirst(), layout.sample(shape)).allSatisfy { $0 == nil || $0 == $1 }
    }
  }

  /// Puts pictures from this order into planes.
  ///
  /// - Parameters:
  ///   - source: n pictures in this order.
  ///   - target: Room for n pictures, which will be plane after plane.
  ///   - shape: The size of a picture.
  func unpack(
    _ source: UnsafeBufferPointer<Float>,
    into target: UnsafeMutableBufferPointer<Float>,
    shape: ImageShape
  ) {
    transpose(source, target, shape, toPlanes: true)
  }

  /// Puts pictures from planes into this order.
  ///
  /// - Parameters:
  ///   - source: n pictures, plane after plane.
  ///   - target: Room for n pictures, which will be in this order.
  ///   - shape: The size of a picture.
  func pack(
    _ source: UnsafeBufferPointer<Float>,
    into target: UnsafeMutableBufferPointer<Float>,
    shape: ImageShape
  ) {
    transpose(source, target, shape, toPlanes: false)
  }

  private func transpose(
    _ source: UnsafeBufferPointer<Float>,
    _ target: UnsafeMutableBufferPointer<Float>,
    _ shape: ImageShape,
    toPlanes: Bool
  ) {
    precondition(source.count == target.count && source.count.isMultiple(of: shape.count), "whole pictures are needed")
    guard self == .nhwc else {
      _ = target.update(from: source)
      return
    }
    let (channels, pixels) = (shape.channels, shape.height * shape.width)
    for image in stride(from: 0, to: source.count, by: shape.count) {
      for channel in 0..<channels {
        for pixel in 0..<pixels {
          let planar = image + channel * pixels + pixel
          let interleaved = image + pixel * channels + channel
          if toPlanes { target[planar] = source[interleaved] } else { target[interleaved] = source[planar] }
        }
      }
    }
  }
}
