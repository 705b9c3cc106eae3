internal import Datasets
internal import Imaging
internal import SafeFiles
internal import TestSupport
internal import Testing

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Pictures and labels of one file.
@Suite struct IDXFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func write(_ bytes: [UInt8], as name: String = "file") throws -> URL {
    let url = folder.file(name)
    try Data(bytes).write(to: url)
    return url
  }

  @Test func samplesAreTheBytesOver255() throws {
    let images = try IDXImages(contentsOf: write(IDXBytes.file(5, 3, 4)))
    #expect(images.count == 5 && images.height == 3 && images.width == 4 && images.channels == 1)
    for index in 0..<5 {
      let samples = (0..<12).map { Float((37 * (12 * index + $0) + 11) % 256) / 255 }
      #expect(images[index] == PlanarImage(channels: 1, height: 3, width: 4, samples: samples))
    }
  }

  @Test func everyByteHasItsSample() throws {
    let images = try IDXImages(contentsOf: write(IDXBytes.header([1, 16, 16]) + (0...255)))
    #expect(images[0].samples == (0...255).map { Float($0) / 255 })
  }

  @Test(arguments: [1, 3]) func channelsComeLastInTheFileAndFirstInThePicture(channels: Int) throws {
    let images = try IDXImages(contentsOf: write(IDXBytes.file(2, 3, 4, channels)))
    #expect(images.channels == channels)
    let picture = images[1]
    for channel in 0..<channels {
      for place in 0..<12 {
        let byte = (37 * ((12 + place) * channels + channel) + 11) % 256
        #expect(picture.samples[channel * 12 + place] == Float(byte) / 255)
      }
    }
  }

  @Test(arguments: [[2, 3, 4], [2, 3, 4, 3]]) func transposingExchangesRowsAndColumns(shape: [Int]) throws {
    let bytes = (0..<shape.reduce(1, *)).map { UInt8(truncatingIfNeeded: 91 * $0 + 5) }
    let url = try write(IDXBytes.header(shape) + bytes)
    let (plain, turned) = (try IDXImages(contentsOf: url), try IDXImages(contentsOf: url, isTransposed: true))
    #expect(!plain.isTransposed && turned.isTransposed)
    #expect(turned.height == plain.width && turned.width == plain.height)
    let (one, other) = (plain[1], turned[1])
    for channel in 0..<plain.channels {
      for row in 0..<3 {
        for column in 0..<4 {
          #expect(one.samples[(channel * 3 + row) * 4 + column] == other.samples[(channel * 4 + column) * 3 + row])
        }
      }
    }
  }

  /// gzip is known by its first bytes, whatever the file is called.
  @Test(arguments: ["images.gz", "joined.gz"], ["file", "file.gz"])
  func aPackedFileIsTheUnpackedOne(fixture: String, name: String) throws {
    let packed = try IDXImages(contentsOf: write(IDXBytes.fixture(fixture), as: name))
    let plain = try IDXImages(contentsOf: write(IDXBytes.file(5, 3, 4), as: "plain.gz"))
    #expect(packed.count == 5 && packed.height == 3 && packed.width == 4)
    for index in 0..<5 { #expect(packed[index] == plain[index]) }
  }

  @Test func labelsAreTheBytes() throws {
    #expect(try IDXLabels(contentsOf: write(IDXBytes.labels([7, 0, 255]))).labels == [7, 0, 255])
    #expect(try IDXLabels(contentsOf: write(IDXBytes.fixture("labels.gz"))).labels == [7, 0, 7, 3, 9])
  }
}
