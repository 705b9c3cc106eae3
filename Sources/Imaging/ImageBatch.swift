/// n pictures of one size: shape [n, c, h, w], row-major, `Float32`, nominally in [0, 1].
public struct ImageBatch: Sendable, Equatable {
  /// The number of pictures, n ≥ 0.
  public let count: Int
  /// The number of channels, c ≥ 1.
  public let channels: Int
  /// The height in pixels, h ≥ 1.
  public let height: Int
  /// The width in pixels, w ≥ 1.
  public let width: Int
  /// The n × c × h × w samples, picture after picture.
  public let samples: [Float]

  /// A batch over samples that are laid out already.
  ///
  /// - Parameters:
  ///   - count: n ≥ 0.
  ///   - channels: c ≥ 1.
  ///   - height: h ≥ 1.
  ///   - width: w ≥ 1.
  ///   - samples: n × c × h × w numbers.
  public init(count: Int, channels: Int, height: Int, width: Int, samples: [Float]) {
    precondition(count >= 0 && channels >= 1 && height >= 1 && width >= 1, "a picture needs at least one sample")
    precondition(samples.count == count * channels * height * width, "n × c × h × w samples are needed")
    self.count = count
    self.channels = channels
    self.height = height
    self.width = width
    self.samples = samples
  }

  /// The given pictures, which must be equally large and at least one.
  ///
  /// - Parameter images: n ≥ 1 pictures of one shape.
  public init(_ images: [PlanarImage]) {
    precondition(!images.isEmpty, "at least one picture is needed")
    let first = images[0]
    precondition(
      images.allSatisfy {
        $0.channels == first.channels && $0.height == first.height && $0.width == first.width
      },
      "pictures must be equally large"
    )
    // The room is known: an array that grows would copy megabytes again and again.
    let size = first.samples.count
    let samples = [Float](unsafeUninitializedCapacity: images.count * size) { output, count in
      for (index, image) in images.enumerated() {
        _ = output.extracting(index * size..<(index + 1) * size).update(fromContentsOf: image.samples)
      }
      count = images.count * size
    }
    self.init(
      count: images.count,
      channels: first.channels,
      height: first.height,
      width: first.width,
      samples: samples
    )
  }

  /// One picture.
  ///
  /// - Parameter index: 0 ..< n.
  public subscript(index: Int) -> PlanarImage {
    precondition((0..<count).contains(index), "picture \(index) is outside 0 ..< \(count)")
    let size = channels * height * width
    return PlanarImage(
      channels: channels,
      height: height,
      width: width,
      samples: Array(samples[index * size..<(index + 1) * size])
    )
  }
}
