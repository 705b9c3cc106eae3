import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// Written by: python3 tools/make_conditional_models.py

/// The tiny model with a condition that brightens its channels: X = 1/2 + A Z A' / 16 + s.
enum ConditionalModel {
  static func folder(_ name: String) -> URL { Repository.fixture("conditional/\(name)", of: "GenerativeModels") }

  static func open(_ name: String) throws -> GenerativeModel { try GenerativeModel(package: folder(name)) }

  /// The pictures of latents whose channels are brightened by quarters.
  static func pictures(_ latents: LatentBatch, quarters: [[Float]]) -> ImageBatch {
    let plain = TinyModel.pictures(latents)
    let plane = plain.height * plain.width
    let samples = plain.samples.enumerated().map { index, sample in
      sample + quarters[index / (3 * plane)][index / plane % 3] / 4
    }
    return ImageBatch(count: plain.count, channels: 3, height: plain.height, width: plain.width, samples: samples)
  }

  /// A bare decoder of the fixtures.
  static func bare(_ name: String, _ overrides: BareModelOptions, encodes: Bool = false) throws -> GenerativeModel {
    try GenerativeModel(
      decoder: folder(name).appendingPathComponent("decoder.onnx"),
      encoder: encodes ? folder(name).appendingPathComponent("encoder.onnx") : nil,
      overrides: overrides
    )
  }
}

extension BareModelOptions {
  /// What is said of a fixture beside its condition.
  static func conditional(
    _ kind: ModelPackage.Condition.Kind? = nil,
    classes: [String]? = nil,
    shape: [Int]? = nil
  ) -> BareModelOptions {
    BareModelOptions(
      prior: .standardGaussian,
      imageRange: .unit,
      conditionInput: "c",
      conditionKind: kind,
      conditionShape: shape,
      conditionClasses: classes
    )
  }
}
