import GenerativeModels
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ConstantTests {
  /// Contrast = label + step[0] · step[1] + gain, negated where `flip`.
  private let file = Repository.fixture("bare/conditioned.onnx", of: "GenerativeModels")
  private let plain: [String: ConstantValue] = [
    "label": .number(1), "step": .numbers([2, 3]), "gain": .number(0.5), "flip": .number(0),
  ]

  private func model(_ constants: [String: ConstantValue]) throws -> GenerativeModel {
    let overrides = BareModelOptions(imageRange: .unit, imageOutput: "image", constants: constants)
    return try GenerativeModel(decoder: file, encoder: nil, overrides: overrides)
  }

  @Test(arguments: [1, 4])
  func everyTypeReachesTheGraph(_ count: Int) throws {
    let latents = TinyModel.latents(count: count)
    #expect(try model(plain).decode(latents) == TinyModel.pictures(latents, contrast: 7.5))
    let flipped = plain.merging(["flip": .number(1)]) { $1 }
    #expect(try model(flipped).decode(latents) == TinyModel.pictures(latents, contrast: -7.5))
    let filled = plain.merging(["step": .number(2), "label": .numbers([-3])]) { $1 }
    #expect(try model(filled).decode(latents) == TinyModel.pictures(latents, contrast: 1.5))
  }

  @Test(arguments: [
    ("step", ConstantValue.numbers([1, 2, 3]), "3 numbers"), ("step", .numbers([1, 2.5]), "2.5"),
    ("step", .number(3e9), "int32"), ("label", .number(0.5), "int64"), ("label", .number(1e19), "int64"),
    ("flip", .number(2), "bool"), ("gain", .numbers([1, 2]), "2 numbers"), ("gain", .number(.nan), "nan"),
  ])
  func wrongConstantsAreRefused(_ name: String, value: ConstantValue, word: String) throws {
    expectExplained(.usage, naming: "conditioned.onnx", "--constant \(name)=VALUE", word) {
      _ = try model(plain.merging([name: value]) { $1 })
    }
  }

  @Test(arguments: ["label", "step", "gain", "flip"])
  func missingConstantsAreNamed(_ name: String) throws {
    var constants = plain
    constants[name] = nil
    // The scalar of doubles could also be meant as the latents.
    let word = name == "gain" ? "--latent-input" : "--constant \(name)=VALUE"
    expectExplained(.usage, naming: "conditioned.onnx", word) { _ = try model(constants) }
  }

  @Test func unknownConstantsAreNamed() throws {
    expectExplained(.usage, naming: "--constant speed", "conditioned.onnx", "label, step, gain, flip") {
      _ = try model(plain.merging(["speed": .number(1)]) { $1 })
    }
  }

  @Test func parsesWhatPeopleType() {
    #expect(ConstantValue(parsing: "0.7") == .number(0.7))
    #expect(ConstantValue(parsing: "1,0,-2e3") == .numbers([1, 0, -2000]))
    for text in ["", "a", "1,", ",1", "nan", "1,inf"] { #expect(ConstantValue(parsing: text) == nil, "\(text)") }
  }
}
