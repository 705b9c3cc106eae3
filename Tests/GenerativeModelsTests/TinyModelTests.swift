import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct TinyModelTests {
  static let variants = ["tiny", "fixed-batch", "float16", "float64", "nhwc", "signed", "shaped"]

  static func model(_ variant: String) throws -> GenerativeModel {
    let folder = variant == "tiny" ? Repository.tinyModel : Repository.fixture(variant, of: "GenerativeModels")
    return try GenerativeModel(package: folder)
  }

  @Test(arguments: variants, [1, 3, 64])
  func decodesExactly(_ variant: String, count: Int) throws {
    let model = try Self.model(variant)
    let latents = TinyModel.latents(count: count)
    #expect(try model.decode(latents) == TinyModel.pictures(latents))
  }

  @Test(arguments: variants, [1, 2, 5, 7, 32])
  func batchesDoNotMatter(_ variant: String, batch: Int) throws {
    let model = try Self.model(variant)
    let latents = TinyModel.latents(count: 7)
    let pictures = TinyModel.pictures(latents)
    #expect(try model.decode(latents, batch: batch) == pictures)
    #expect(try model.encode(pictures, batch: batch) == latents)
  }

  @Test(arguments: variants, [1, 3, 64])
  func encodesWhatItDecoded(_ variant: String, count: Int) throws {
    let model = try Self.model(variant)
    let latents = TinyModel.latents(count: count)
    let distribution = try model.encodeDistribution(try model.decode(latents))
    #expect(distribution.mean == latents)
    let logVariance = try #require(distribution.logVariance)
    #expect(logVariance.count == count && logVariance.dimension == 48)
    // -4.1589 is log(1/64); binary16 has 2 to 3 digits after the point there.
    #expect(logVariance.values.allSatisfy { abs($0 + 4.158883) < 0.002 })
  }

  @Test func noRowsGiveNoRows() throws {
    let model = try Self.model("tiny")
    #expect(try model.decode(TinyModel.latents(count: 0)).count == 0)
    #expect(try model.encode(TinyModel.pictures(TinyModel.latents(count: 0))).count == 0)
  }

  @Test func streamsInOrderAndInBatches() throws {
    let model = try Self.model("tiny")
    let latents = TinyModel.latents(count: 11)
    var next = 0
    try model.decode(latents, batch: 4) { rows, images in
      #expect(rows == next..<min(next + 4, 11))
      #expect(images == TinyModel.pictures(latents[rows]))
      next = rows.upperBound
    }
    #expect(next == 11)
  }

  @Test func streamingStopsWithTheBodysError() throws {
    struct Enough: Error {}
    let model = try Self.model("tiny")
    #expect(throws: Enough.self) {
      try model.decode(TinyModel.latents(count: 3), batch: 1) { _, _ in throw Enough() }
    }
  }

  @Test func describesItself() throws {
    let model = try Self.model("shaped")
    #expect(model.name == "shaped" && model.family == .other)
    #expect(model.latentShape == [3, 4, 4] && model.latentDimension == 48)
    #expect(model.imageShape == ImageShape(channels: 3, height: 32, width: 32))
    #expect(model.prior == .standardGaussian)
    #expect(model.hasEncoder && model.hasLogVariance && model.assumptions.isEmpty)
    #expect(model.defaultBatch == 32)
    let graph = try model.decoderGraph()
    #expect(graph.inputs.map(\.description) == ["z float32 [?, 3, 4, 4]", "strength float32 [?, 1]"])
    #expect(try model.encoderGraph()?.outputs.map(\.name) == ["mean", "logvar"])
  }

  @Test func constantsOfThePackageCanBeReplaced() throws {
    let folder = Repository.fixture("shaped", of: "GenerativeModels")
    let latents = TinyModel.latents(count: 5)
    let model = try GenerativeModel(package: folder, constants: ["strength": .number(0.5)])
    #expect(try model.decode(latents) == TinyModel.pictures(latents, contrast: 0.5))
    #expect(try model.hash != Self.model("shaped").hash)
  }

  @Test func threadsMayShareAModel() async throws {
    let model = try Self.model("tiny")
    let latents = TinyModel.latents(count: 16)
    let expected = TinyModel.pictures(latents)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for row in 0..<16 {
        group.addTask { try model.decode(latents[row])[0] == expected[row] }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }

  // MARK: - Posterior

  @Test func meanIsTheDefaultPosterior() throws {
    let model = try Self.model("tiny")
    let pictures = TinyModel.pictures(TinyModel.latents(count: 3))
    #expect(try model.encode(pictures, posterior: .mean) == model.encode(pictures))
  }

  @Test func drawsAreMeanPlusScaledNoise() throws {
    let model = try Self.model("tiny")
    let latents = TinyModel.latents(count: 4)
    let drawn = try model.encode(TinyModel.pictures(latents), posterior: .sample(seed: 9), startingAt: 6)
    let noise = LatentGenerator(seed: 9)
      .sample(.standardGaussian, count: 4, dimension: 48, startingAt: 6, stream: .posterior)
    for index in drawn.values.indices {
      #expect(abs(drawn.values[index] - latents.values[index] - noise.values[index] / 8) < 1e-6)
    }
  }

  @Test func drawsDoNotDependOnBatches() throws {
    let model = try Self.model("tiny")
    let pictures = TinyModel.pictures(TinyModel.latents(count: 7))
    let whole = try model.encode(pictures, posterior: .sample(seed: 3))
    #expect(try model.encode(pictures, posterior: .sample(seed: 3), batch: 2) == whole)
    let later = ImageBatch((4..<7).map { pictures[$0] })
    #expect(try model.encode(later, posterior: .sample(seed: 3), startingAt: 4) == whole[4..<7])
    #expect(try model.encode(pictures, posterior: .sample(seed: 4)) != whole)
  }

  // MARK: - Pictures from files

  @Test func readsPicturesAsTheModelTakesThem() throws {
    let model = try Self.model("tiny")
    let urls = ["a", "b", "c"].map { Repository.tinyModel.appendingPathComponent("images/\($0).png") }
    let pictures = try ImageBatch(contentsOf: urls, for: model)
    #expect(pictures.count == 3 && pictures.channels == 3 && pictures.height == 32 && pictures.width == 32)
    // What the demo shows must be told apart after 4 × 4 squares are all that is left of it.
    let decoded = try model.decode(try model.encode(pictures))
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      let differences = zip(decoded[first].samples, decoded[second].samples).map { abs($0 - $1) }
      #expect(differences.reduce(0, +) / Float(differences.count) > 0.1)
    }
    // The model keeps the mean of each square.
    for corner in [0, 8 + 8 * 32, 24 + 16 * 32] {
      let square = (0..<64).map { pictures[0].samples[corner + $0 / 8 * 32 + $0 % 8] }
      #expect(abs(decoded[0].samples[corner] - square.reduce(0, +) / 64) < 1e-5)
    }
  }

  @Test func missingPicturesAreNamed() throws {
    let model = try Self.model("tiny")
    expectExplained(.missingInput, naming: "nobody.png") {
      _ = try ImageBatch(contentsOf: [Repository.tinyModel.appendingPathComponent("nobody.png")], for: model)
    }
  }

  // MARK: - Wrong requests

  @Test func wrongLatentWidthIsRefused() throws {
    let model = try Self.model("tiny")
    expectExplained(.badData, naming: "'tiny'", "48", "100") {
      _ = try model.decode(LatentBatch(count: 2, dimension: 100))
    }
    expectExplained(.badData, naming: "'tiny'", "48", "100") {
      try model.decode(LatentBatch(count: 2, dimension: 100)) { _, _ in }
    }
  }

  @Test func wrongImageSizeIsRefused() throws {
    let model = try Self.model("tiny")
    let picture = PlanarImage(channels: 3, height: 32, width: 48, repeating: 0)
    expectExplained(.badData, naming: "'tiny'", "3x32x32", "3x32x48") {
      _ = try model.encode(ImageBatch([picture]))
    }
  }

  @Test func modelsWithoutEncoderOrVarianceSaySo() throws {
    let folder = try TemporaryFolder()
    let picture = ImageBatch([PlanarImage(channels: 3, height: 32, width: 32, repeating: 0.5)])
    let package = try TinyModel.copy(in: folder, replacing: "\"output\": \"mean\",", with: "\"output\": \"mean\"")
    let description = package.appendingPathComponent("model.json")
    let text = String(decoding: try Data(contentsOf: description), as: UTF8.self)
    try Data(text.replacingOnce("\"logvar\": \"logvar\"", with: "").utf8).write(to: description)
    let meanOnly = try GenerativeModel(package: package)
    #expect(!meanOnly.hasLogVariance)
    #expect(try meanOnly.encodeDistribution(picture).logVariance == nil)
    expectExplained(.usage, naming: "'tiny'", "--posterior mean") {
      _ = try meanOnly.encode(picture, posterior: .sample(seed: 1))
    }

    let decoder = Repository.tinyModel.appendingPathComponent("decoder.onnx")
    let decoderOnly = try GenerativeModel(decoder: decoder, encoder: nil)
    #expect(!decoderOnly.hasEncoder)
    for posterior in [Posterior.mean, .sample(seed: 1)] {
      expectExplained(.usage, naming: "'decoder'", "no encoder") {
        _ = try decoderOnly.encode(picture, posterior: posterior)
      }
    }
  }

  @Test func numbersThatAreNotFiniteAreRefusedWithTheirRow() throws {
    let decoder = Repository.fixture("bare/square-root.onnx", of: "GenerativeModels")
    let model = try GenerativeModel(
      decoder: decoder,
      encoder: nil,
      overrides: BareModelOptions(imageRange: .unit)
    )
    var latents = LatentBatch(count: 9, dimension: 48, repeating: 0.25)
    #expect(try model.decode(latents).samples.allSatisfy { $0 == 0.5 })
    latents.setRow(5, to: [Float](repeating: 0.25, count: 47) + [-1])
    for batch in [1, 4, 9] {
      expectExplained(.badData, naming: "'square-root'", "picture 5") {
        _ = try model.decode(latents, batch: batch)
      }
    }
    expectExplained(.badData, naming: "square-root.onnx") {
      _ = try GenerativeModel(decoder: decoder, encoder: nil)
    }
  }
}
