#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import SafeFiles
import TestSupport
import Testing

/// Crops, and the `preprocess` object of model packages.
@Suite struct ImagePreparationTests {
  @Test(arguments: [
    (10, 4, 3), (9, 4, 2), (11, 4, 4), (7, 4, 2), (5, 4, 0), (4, 4, 0), (13, 10, 2),
  ])
  func centreCropRoundsHalvesToEven(_ length: Int, _ side: Int, _ edge: Int) throws {
    // torchvision: int(round((length - side) / 2.0)) in Python.
    let image = TestPictures.smooth(height: length, width: 20)
    let cropped = try image.centerCropped(to: side)
    #expect(cropped == (try image.cropped(x: (20 - side) / 2, y: edge, width: side, height: side)))
    #expect(cropped.pixel(0, 0) == image.pixel((20 - side) / 2, edge))
  }

  @Test func boxesKeepTheirPixels() throws {
    let image = TestPictures.smooth(height: 6, width: 8)
    let box = try image.cropped(x: 5, y: 1, width: 3, height: 5)
    #expect(box.width == 3 && box.height == 5 && box.channels == 3)
    for y in 0..<5 { for x in 0..<3 { #expect(box.pixel(x, y) == image.pixel(x + 5, y + 1)) } }
    #expect(try image.cropped(x: 0, y: 0, width: 8, height: 6) == image)
  }

  @Test(arguments: [
    (-1, 0, 2, 2), (0, -1, 2, 2), (0, 0, 9, 2), (0, 0, 2, 7), (7, 0, 2, 2), (0, 5, 2, 2), (0, 0, 0, 2), (0, 0, 2, 0),
    (.max, 0, 2, 2), (0, 0, .max, 2), (1, 1, .max, .max),
  ])
  func boxesOutsideAreRefused(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    #expect(throws: CropError.self) {
      try TestPictures.smooth(height: 6, width: 8).cropped(x: x, y: y, width: width, height: height)
    }
  }

  @Test func smallPicturesAreRefusedWithTheirSizes() throws {
    let error = try #require(throws: CropError.self) {
      try TestPictures.smooth(height: 6, width: 8).centerCropped(to: 7)
    }
    #expect(error.category == .badData)
    #expect(
      error.description
        == "a picture of 8 x 6 pixels is too small for a centre crop of 7 x 7 pixels; use a larger picture or another crop"
    )
  }

  /// What is decoded into the model's size is what the whole picture would become, whatever the file holds.
  @Test(arguments: [1, 3], ResampleFilter.allCases)
  func decodingSkipsOnlyWhatIsNotSeen(channels: Int, filter: ResampleFilter) throws {
    let folder = TestPictures.fixture("rgb.png").deletingLastPathComponent()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names.sorted() where !name.hasSuffix(".json") && name != "huge.png" {
      let url = folder.appendingPathComponent(name)
      let (bytes, whole) = (try Data(contentsOf: url), try PlanarImage(contentsOf: url, channels: channels))
      let crops: [ImagePreparation.Crop] = [.none, .center(2), .box(x: 1, y: 0, width: 1, height: 2)]
      for crop in crops where crop == .none || whole.height >= 2 {
        let preparation = ImagePreparation(crop: crop, filter: filter)
        for (width, height) in [(4, 4), (9, 2), (whole.width, whole.height), (3, 3)] {
          let found = try preparation.decode(bytes, name: url, channels: channels, width: width, height: height)
          #expect(found.image == (try preparation.apply(to: whole, width: width, height: height)), "\(name), \(crop)")
          #expect(found.width == whole.width && found.height == whole.height)
        }
      }
    }
  }

  @Test func readingNamesTheFileThatIsTooSmall() throws {
    let url = TestPictures.fixture("rgb.png")
    let error = try #require(throws: CropError.self) {
      let preparation = ImagePreparation(crop: .center(148))
      return try PlanarImage(contentsOf: url, preparation: preparation, channels: 3, width: 64, height: 64)
    }
    #expect(error.description.hasPrefix(url.shownPath + ": a picture of 7 x 5 pixels"))
  }

  @Test func readingPrepares() throws {
    let url = TestPictures.fixture("rgb.png")
    let preparation = ImagePreparation(crop: .box(x: 1, y: 1, width: 4, height: 3), filter: .bicubic)
    let prepared = try PlanarImage(contentsOf: url, preparation: preparation, channels: 1, width: 9, height: 2)
    let byHand = try PlanarImage(contentsOf: url, channels: 1).cropped(x: 1, y: 1, width: 4, height: 3)
    #expect(prepared == byHand.resized(width: 9, height: 2, filter: .bicubic))
  }

  @Test(arguments: [
    (#"{"crop":"none","resize":"lanczos3"}"#, ImagePreparation(crop: .none, filter: .lanczos3)),
    (#"{"crop":{"center":148},"resize":"bicubic"}"#, ImagePreparation(crop: .center(148), filter: .bicubic)),
    (
      #"{"crop":{"box":[1,2,3,4]},"resize":"area"}"#,
      ImagePreparation(crop: .box(x: 1, y: 2, width: 3, height: 4), filter: .box)
    ),
  ])
  func isWrittenAsModelPackagesHaveIt(_ json: String, _ preparation: ImagePreparation) throws {
    #expect(try JSONDecoder().decode(ImagePreparation.self, from: Data(json.utf8)) == preparation)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(preparation), as: UTF8.self) == json)
  }

  @Test func missingKeysHaveDefaults() throws {
    let preparation = try JSONDecoder().decode(ImagePreparation.self, from: Data("{}".utf8))
    #expect(preparation == ImagePreparation(crop: .none, filter: .lanczos3))
  }

  @Test(arguments: [
    #"{"crop":"all"}"#, #"{"crop":{"center":0}}"#, #"{"crop":{"center":"x"}}"#, #"{"crop":{"box":[1,2,3]}}"#,
    #"{"crop":{"box":[1,2,0,4]}}"#, #"{"crop":{"box":[-1,2,3,4]}}"#, #"{"crop":{}}"#, #"{"crop":7}"#,
    #"{"crop":{"center":1,"box":[0,0,1,1]}}"#, #"{"resize":"sinc"}"#, #"{"resize":3}"#, "[]",
  ])
  func otherObjectsAreRefused(_ json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(ImagePreparation.self, from: Data(json.utf8)) }
  }
}

@Suite struct ImagePreparationTextTests {
  @Test func cropAndFilterAreSaidInWords() {
    #expect(ImagePreparation().description == "the whole picture, resized with lanczos3")
    #expect(
      ImagePreparation(crop: .center(148), filter: .bicubic).description
        == "148 x 148 from the middle, resized with bicubic"
    )
    #expect(
      ImagePreparation(crop: .box(x: 1, y: 2, width: 3, height: 4), filter: .box).description
        == "3 x 4 from (1, 2), resized with area"
    )
  }
}
