import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Against Pillow, SciPy and NumPy: `tools/make_augmentation_reference.py`.
@Suite struct AugmentationReferenceTests {
  private struct Reference: Decodable {
    struct Picture: Decodable {
      var channels: Int
      var height: Int
      var width: Int
      var levels: [Int]

      var image: PlanarImage {
        PlanarImage(channels: channels, height: height, width: width, samples: levels.map { Float($0) / 255 })
      }
    }

    struct Case: Decodable {
      var augmentation: Augmentation
      var picture: String
      var samples: [Float]
    }

    var pictures: [String: Picture]
    var cases: [Case]
  }

  private let reference: Reference

  init() throws {
    let data = try Data(contentsOf: Repository.fixture("augmentations.json", of: "Imaging"))
    reference = try JSONDecoder().decode(Reference.self, from: data)
  }

  /// The greatest difference of a sample: where Pillow works in 8 bits, it also rounds the mean and cuts fractions off.
  private func tolerance(_ augmentation: Augmentation) -> Float {
    switch augmentation.kind {
    case .grayscale: 1e-6
    case .saturation: 1.01 / 255
    case .contrast: Float(1.01 + 0.5 * abs(1 - augmentation.amounts[0])) / 255
    // Versions of libjpeg round the cosine transform differently.
    case .jpeg: 2.01 / 255
    default: 3e-6
    }
  }

  @Test(arguments: Augmentation.Kind.allCases.filter { $0 != .noise })
  func picturesAreChangedAsByTheReference(_ kind: Augmentation.Kind) throws {
    let cases = reference.cases.filter { $0.augmentation.kind == kind }
    #expect(cases.count >= 3)
    for entry in cases {
      let image = try #require(reference.pictures[entry.picture]).image
      let changed = try entry.augmentation.applied(to: image)
      try #require(changed.samples.count == entry.samples.count)
      let difference = zip(changed.samples, entry.samples).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(difference <= tolerance(entry.augmentation), "\(entry.augmentation) of \(entry.picture)")
    }
  }
}
