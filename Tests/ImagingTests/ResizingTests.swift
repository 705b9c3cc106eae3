#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import TestSupport
import Testing

/// References by `python3 tools/make_resize_goldens.py`.
@Suite struct ResizingTests {
  private static let sizes = [(61, 50), (13, 11), (20, 45), (5, 29), (37, 7), (1, 1), (74, 58), (3, 2)]

  private func golden(_ name: String) throws -> PlanarImage {
    try PlanarImage(contentsOf: Repository.fixture("resize/\(name).png", of: "Imaging"))
  }

  /// Not to 1 / 255 only: the same steps in exact arithmetic give the same numbers.
  @Test(arguments: ResampleFilter.allCases, sizes)
  func equalsPillow(_ filter: ResampleFilter, _ size: (Int, Int)) throws {
    let resized = TestPictures.edges(width: 37, height: 29).resized(width: size.0, height: size.1, filter: filter)
    #expect(resized == (try golden("\(filter.rawValue)-\(size.0)x\(size.1)")))
  }

  @Test(arguments: [ResampleFilter.lanczos3, .bilinear])
  func preparedFaceEqualsPillow(_ filter: ResampleFilter) throws {
    let preparation = ImagePreparation(crop: .center(148), filter: filter)
    let face = TestPictures.edges(width: 178, height: 218)
    let prepared = try preparation.apply(to: face, width: 64, height: 64)
    #expect(prepared == (try golden("face-\(filter.rawValue)")))
  }

  @Test(arguments: ResampleFilter.allCases)
  func oneColourStaysOneColour(_ filter: ResampleFilter) {
    for byte in [0, 1, 127, 128, 254, 255] {
      let image = PlanarImage(channels: 1, height: 9, width: 31, repeating: Float(byte) / 255)
      for (width, height) in [(4, 4), (31, 20), (100, 1), (7, 9)] {
        let resized = image.resized(width: width, height: height, filter: filter)
        #expect(resized == PlanarImage(channels: 1, height: height, width: width, repeating: Float(byte) / 255))
      }
    }
  }

  @Test(arguments: ResampleFilter.allCases)
  func sameSizeChangesNothing(_ filter: ResampleFilter) {
    let image = PlanarImage(channels: 1, height: 1, width: 2, samples: [0.123456, 1.5])
    #expect(image.resized(width: 2, height: 1, filter: filter) == image)
  }

  @Test(arguments: ResampleFilter.allCases)
  func channelsDoNotMix(_ filter: ResampleFilter) {
    let image = TestPictures.edges(width: 20, height: 10)
    let resized = image.resized(width: 7, height: 13, filter: filter)
    for channel in 0..<3 {
      let plane = PlanarImage(
        channels: 1,
        height: 10,
        width: 20,
        samples: Array(image.samples[channel * 200..<(channel + 1) * 200])
      )
      let alone = plane.resized(width: 7, height: 13, filter: filter)
      #expect(alone.samples == Array(resized.samples[channel * 91..<(channel + 1) * 91]))
    }
  }

  @Test func samplesOutsideAreClampedFirst() {
    let wild = PlanarImage(channels: 1, height: 1, width: 4, samples: [-3, .nan, 7, .infinity])
    let tame = PlanarImage(channels: 1, height: 1, width: 4, samples: [0, 0, 1, 1])
    for filter in [ResampleFilter.box, .bilinear, .bicubic, .lanczos3] {
      #expect(wild.resized(width: 3, height: 5, filter: filter) == tame.resized(width: 3, height: 5, filter: filter))
    }
  }

  @Test func filterNames() throws {
    #expect(ResampleFilter(name: "box") == .box && ResampleFilter(name: "area") == .box)
    #expect(ResampleFilter(name: "lanczos3") == .lanczos3 && ResampleFilter(name: "sinc") == nil)
    let decoded = try JSONDecoder().decode([ResampleFilter].self, from: Data(#"["box", "area", "bicubic"]"#.utf8))
    #expect(decoded == [.box, .box, .bicubic])
    #expect(String(decoding: try JSONEncoder().encode([ResampleFilter.box]), as: UTF8.self) == #"["area"]"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ResampleFilter].self, from: Data(#"["sinc"]"#.utf8))
    }
  }
}
