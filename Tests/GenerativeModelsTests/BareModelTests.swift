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

@Suite struct BareModelTests {
  private func files(_ variant: String) -> (decoder: URL, encoder: URL) {
    let folder = variant == "tiny" ? Repository.tinyModel : Repository.fixture(variant, of: "GenerativeModels")
    return (folder.appendingPathComponent("decoder.onnx"), folder.appendingPathComponent("encoder.onnx"))
  }

  @Test(arguments: ["tiny", "fixed-batch", "float16", "float64", "nhwc", "signed", "shaped"])
  func worksLikeThePackage(_ variant: String) throws {
    let (decoder, encoder) = files(variant)
    var overrides = BareModelOptions()
    if variant == "signed" { overrides.imageRange = ValueRange(low: -1, high: 1) }
    if variant == "shaped" { overrides.constants["strength"] = .number(1) }
    let model = try GenerativeModel(decoder: decoder, encoder: encoder, overrides: overrides)
    let latents = TinyModel.latents(count: 5)
    let pictures = TinyModel.pictures(latents)
    #expect(try model.decode(latents) == pictures)
    #expect(try model.encode(pictures) == latents)
    #expect(model.hasLogVariance)
    #expect(model.latentShape == (variant == "shaped" ? [3, 4, 4] : [48]))
    #expect(model.imageShape == ImageShape(channels: 3, height: 32, width: 32))
    let folder = decoder.deletingLastPathComponent()
    #expect(try model.hash == GenerativeModel(package: folder).hash)
  }

  @Test func priorsOfAnotherWidthAreRefused() throws {
    let law = try CorrelatedGaussian(mean: [0, 1], standardDeviations: [1, 2])
    for range in [nil, ValueRange.unit] {
      let overrides = BareModelOptions(prior: .correlatedGaussian(law), imageRange: range)
      expectExplained(.usage, naming: "48 numbers", "for 2", "--prior") {
        _ = try GenerativeModel(decoder: files("tiny").decoder, encoder: nil, overrides: overrides)
      }
    }
  }

  @Test func weightsBesideTheGraphAreFound() throws {
    let file = Repository.fixture("bare/external.onnx", of: "GenerativeModels")
    let latents = TinyModel.latents(count: 3)
    let model = try GenerativeModel(decoder: file, encoder: nil)
    #expect(try model.decode(latents) == TinyModel.pictures(latents))
  }

  @Test func sizesThatTheGraphHidesAreLearned() throws {
    let latents = TinyModel.latents(count: 5)
    let pictures = TinyModel.pictures(latents)
    let size = Repository.fixture("bare/hidden-size.onnx", of: "GenerativeModels")
    for overrides in [BareModelOptions(), BareModelOptions(imageRange: .unit), BareModelOptions(layout: .nchw)] {
      let model = try GenerativeModel(decoder: size, encoder: nil, overrides: overrides)
      #expect(model.imageShape == ImageShape(channels: 3, height: 32, width: 32))
      #expect(try model.decode(latents, batch: 2) == pictures)
    }
    let planes = Repository.fixture("bare/hidden-planes.onnx", of: "GenerativeModels")
    expectExplained(.usage, naming: "hidden-planes.onnx", "[1, 96, 32]", "--image-shape") {
      _ = try GenerativeModel(decoder: planes, encoder: nil)
    }
    let shape = ImageShape(channels: 3, height: 32, width: 32)
    let model = try GenerativeModel(decoder: planes, encoder: nil, overrides: BareModelOptions(imageShape: shape))
    #expect(try model.decode(latents, batch: 2) == pictures)
    expectExplained(.usage, naming: "hidden-planes.onnx", "[1, 96, 32]", "--image-shape") {
      let wrong = BareModelOptions(imageShape: ImageShape(channels: 1, height: 32, width: 32))
      _ = try GenerativeModel(decoder: planes, encoder: nil, overrides: wrong).decode(latents[0])
    }
  }

  @Test func saysWhatItAssumes() throws {
    let model = try GenerativeModel(decoder: files("tiny").decoder, encoder: nil)
    #expect(model.name == "decoder" && model.prior == .standardGaussian)
    #expect(model.assumptions.count == 2)
    #expect(model.assumptions[0].contains("--prior") && model.assumptions[1].contains("--image-range"))
    let told = BareModelOptions(name: "mine", prior: .uniform(low: -1, high: 1), imageRange: .unit)
    let second = try GenerativeModel(decoder: files("tiny").decoder, encoder: nil, overrides: told)
    #expect(second.name == "mine" && second.prior == .uniform(low: -1, high: 1) && second.assumptions.isEmpty)
  }

  @Test func otherRangesAreNoticed() throws {
    expectExplained(.usage, naming: "signed/decoder.onnx", "--image-range -1,1", "from -1.") {
      _ = try GenerativeModel(decoder: files("signed").decoder, encoder: nil)
    }
  }

  @Test func severalInputsAreAskedFor() throws {
    let decoder = files("shaped").decoder
    expectExplained(.usage, naming: "decoder.onnx", "z float32 [?, 3, 4, 4]", "strength", "--latent-input") {
      _ = try GenerativeModel(decoder: decoder, encoder: nil)
    }
    expectExplained(.usage, naming: "decoder.onnx", "--constant strength=VALUE") {
      _ = try GenerativeModel(decoder: decoder, encoder: nil, overrides: BareModelOptions(latentInput: "z"))
    }
  }

  @Test func severalPicturesAreAskedFor() throws {
    let file = Repository.fixture("bare/conditioned.onnx", of: "GenerativeModels")
    let constants = ["label": 1, "step": 1, "gain": 1, "flip": 0].mapValues { ConstantValue.number($0) }
    var overrides = BareModelOptions(imageRange: .unit, constants: constants)
    expectExplained(.usage, naming: "conditioned.onnx", "image", "contrast", "--image-output") {
      _ = try GenerativeModel(decoder: file, encoder: nil, overrides: overrides)
    }
    overrides.imageOutput = "contrast"
    let latents = TinyModel.latents(count: 2)
    let decoded = try GenerativeModel(decoder: file, encoder: nil, overrides: overrides).decode(latents)
    #expect(decoded.samples == TinyModel.pictures(latents).samples.map { $0 - 0.5 })
  }

  @Test func outputsWithoutTellingNamesAreAskedFor() throws {
    let encoder = Repository.fixture("bare/unnamed-outputs.onnx", of: "GenerativeModels")
    let decoder = files("tiny").decoder
    expectExplained(.usage, naming: "unnamed-outputs.onnx", "first", "second", "--mean-output") {
      _ = try GenerativeModel(decoder: decoder, encoder: encoder)
    }
    var overrides = BareModelOptions(meanOutput: "first")
    let latents = TinyModel.latents(count: 2)
    let model = try GenerativeModel(decoder: decoder, encoder: encoder, overrides: overrides)
    #expect(try model.encode(TinyModel.pictures(latents)) == latents)
    #expect(!model.hasLogVariance)
    overrides.logVarianceOutput = "second"
    #expect(try GenerativeModel(decoder: decoder, encoder: encoder, overrides: overrides).hasLogVariance)
  }

  @Test func namesThatAreNotThereAreAnswered() throws {
    let (decoder, encoder) = files("tiny")
    let cases: [(BareModelOptions, String, String)] = [
      (BareModelOptions(latentInput: "x"), "decoder.onnx", "--latent-input"),
      (BareModelOptions(imageOutput: "x"), "decoder.onnx", "--image-output"),
      (BareModelOptions(imageInput: "x"), "encoder.onnx", "--image-input"),
      (BareModelOptions(meanOutput: "x"), "encoder.onnx", "--mean-output"),
      (BareModelOptions(logVarianceOutput: "x"), "encoder.onnx", "--logvar-output"),
    ]
    for (overrides, file, flag) in cases {
      expectExplained(.usage, naming: file, "'x'", flag) {
        _ = try GenerativeModel(decoder: decoder, encoder: encoder, overrides: overrides)
      }
    }
  }

  @Test func latentShapesCanBeGiven() throws {
    let overrides = BareModelOptions(latentShape: [3, 16])
    let model = try GenerativeModel(decoder: files("tiny").decoder, encoder: nil, overrides: overrides)
    #expect(model.latentShape == [3, 16] && model.latentDimension == 48)
    expectExplained(.usage, naming: "decoder.onnx", "--latent-shape") {
      let wrong = BareModelOptions(latentShape: [50])
      _ = try GenerativeModel(decoder: files("tiny").decoder, encoder: nil, overrides: wrong)
    }
  }

  @Test func anEncoderOfAnotherModelIsRefused() throws {
    let decoder = Repository.fixture("bare/square-root.onnx", of: "GenerativeModels")
    let overrides = BareModelOptions(imageRange: .unit)
    expectExplained(.usage, naming: "encoder.onnx", "--encoder") {
      _ = try GenerativeModel(decoder: decoder, encoder: files("tiny").encoder, overrides: overrides)
    }
  }

  @Test func anEncoderIsNoDecoder() throws {
    let encoder = files("tiny").encoder
    expectExplained(.usage, naming: "encoder.onnx", "--image-output") {
      _ = try GenerativeModel(decoder: encoder, encoder: nil)
    }
  }
}
