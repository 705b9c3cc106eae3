#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import TestSupport

/// Pictures by formula.
enum TestPictures {
  /// Noise in the left half, black and white blocks in the right: `picture` of `tools/make_resize_goldens.py`.
  static func edges(width: Int, height: Int) -> PlanarImage {
    var samples: [Float] = []
    for c in 0..<3 {
      for y in 0..<height {
        for x in 0..<width {
          let mixed = UInt32(truncatingIfNeeded: (x * 73_856_093) ^ (y * 19_349_663) ^ (c * 83_492_791))
          let noise = (mixed &* 2_654_435_761) >> 24
          let block: UInt32 = (x / (c + 2) + y / 3) % 2 == 1 ? 255 : 0
          samples.append(Float(x * 2 < width ? noise : block) / 255)
        }
      }
    }
    return PlanarImage(channels: 3, height: height, width: width, samples: samples)
  }

  /// Smooth colours, no two pixels alike.
  static func smooth(channels: Int = 3, height: Int = 24, width: Int = 32) -> PlanarImage {
    var samples: [Float] = []
    for c in 0..<channels {
      for y in 0..<height {
        for x in 0..<width { samples.append(Float((x * 5 + y * 3 + c * 40) % 256) / 255) }
      }
    }
    return PlanarImage(channels: channels, height: height, width: width, samples: samples)
  }

  static func fixture(_ name: String) -> URL { Repository.fixture("pictures/\(name)", of: "Imaging") }
}

extension PlanarImage {
  /// The largest difference between two pictures' samples; infinite when their shapes differ.
  func distance(to other: PlanarImage) -> Float {
    guard channels == other.channels, height == other.height, width == other.width else { return .infinity }
    return zip(samples, other.samples).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// The samples of one pixel.
  func pixel(_ x: Int, _ y: Int) -> [Float] {
    (0..<channels).map { samples[($0 * height + y) * width + x] }
  }

  /// The smallest sample of a rectangle.
  func darkest(in rectangle: PixelRectangle) -> Float {
    var darkest = Float.infinity
    for y in rectangle.y..<rectangle.y + rectangle.height {
      for x in rectangle.x..<rectangle.x + rectangle.width { darkest = min(darkest, pixel(x, y).min() ?? darkest) }
    }
    return darkest
  }
}
