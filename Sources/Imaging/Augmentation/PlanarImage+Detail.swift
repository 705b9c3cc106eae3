internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension PlanarImage {
  /// x + amount · (x - blurred x).
  func sharpened(by amount: Double, sd: Double) -> PlanarImage {
    let soft = blurred(sd: sd).samples
    let amount = Float(amount)
    return PlanarImage(
      channels: channels,
      height: height,
      width: width,
      samples: zip(samples, soft).map { $0 + amount * ($0 - $1) }
    )
  }

  /// Gaussian noise on every sample, which depends only on the seed, the picture's number and the sample's place.
  func withNoise(sd: Double, number: Int, seed: UInt64) -> PlanarImage {
    let noise = LatentGenerator(seed: seed).sample(
      .standardGaussian,
      count: 1,
      dimension: samples.count,
      startingAt: number,
      stream: .augmentations
    )
    let sd = Float(sd)
    return PlanarImage(
      channels: channels,
      height: height,
      width: width,
      samples: zip(samples, noise.values).map { $0 + sd * $1 }
    )
  }

  /// Squares of pixels filled with their mean; those at the right and lower edges are cut.
  func pixelated(block: Int) -> PlanarImage {
    var changed = self
    changed.samples.withUnsafeMutableBufferPointer { samples in
      for channel in 0..<channels {
        for top in stride(from: 0, to: height, by: block) {
          for left in stride(from: 0, to: width, by: block) {
            let (bottom, right) = (min(top + block, height), min(left + block, width))
            var sum = 0.0
            for y in top..<bottom {
              for x in left..<right { sum += Double(samples[(channel * height + y) * width + x]) }
            }
            let mean = Float(sum / Double((bottom - top) * (right - left)))
            for y in top..<bottom {
              for x in left..<right { samples[(channel * height + y) * width + x] = mean }
            }
          }
        }
      }
    }
    return changed
  }

  /// What the codec makes of the picture.
  func throughJPEG(quality: Int) throws -> PlanarImage {
    let bytes = try encoded(as: .jpeg, quality: quality)
    return try PlanarImage(decoding: bytes, name: URL(fileURLWithPath: "picture.jpg"), channels: channels)
  }
}
