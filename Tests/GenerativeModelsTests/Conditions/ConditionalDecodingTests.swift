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

@Suite struct ConditionalDecodingTests {
  /// What each model makes of these conditions, in quarters of each channel.
  static let conditions: [(model: String, values: [String], quarters: [[Float]])] = [
    (
      "one-hot", ["green", "red=0.5+blue=1", "2", "red", "1,1,1"],
      [[0, 1, 0], [0.5, 0, 1], [0, 0, 1], [1, 0, 0], [1, 1, 1]]
    ),
    ("label", ["1", "2", "0", "0", "1"], [[0, 1, 0], [0, 0, 1], [1, 0, 0], [1, 0, 0], [0, 1, 0]]),
    (
      "label-pairs", ["red", "blue", "green", "2", "0"],
      [[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
    ),
    ("binary", ["on", "off", "0.5", "1", "0"], [[1, 0, 0], [0, 0, 0], [0.5, 0, 0], [1, 0, 0], [0, 0, 0]]),
    (
      "embedding", ["warm", "cold", "plain", "warm=2+cold=-1", "0,1,0,1"],
      [[1, 0, 0], [0, 0, 1], [0, 0, 0], [2, 0, -1], [0, 1, 1]]
    ),
  ]

  /// Five rows are no multiple of two, which `label-pairs` takes at a time.
  @Test(arguments: conditions.indices, [nil, 1, 2, 3])
  func everyRowHasItsOwnCondition(_ index: Int, batch: Int?) throws {
    let (name, values, quarters) = Self.conditions[index]
    let model = try ConditionalModel.open(name)
    let latents = TinyModel.latents(count: values.count)
    let batchOfConditions = try #require(try model.decoderCondition()).batch(of: values.map { .text($0) })
    let expected = ConditionalModel.pictures(latents, quarters: quarters)
    #expect(try model.decode(latents, conditions: batchOfConditions, batch: batch) == expected)
    var samples: [Float] = []
    try model.decode(latents, conditions: batchOfConditions, batch: batch) { samples += $1.samples }
    #expect(samples == expected.samples)
  }

  @Test(
    arguments: [
      ("one-hot", [1, 0, 0]), ("label-pairs", [0, 1, 0]), ("binary", [0, 0, 0]), ("embedding", [0, 0, 0]),
    ] as [(String, [Float])]
  )
  func withoutConditionsThePackagesOwnCounts(_ name: String, quarters: [Float]) throws {
    let latents = TinyModel.latents(count: 3)
    let expected = ConditionalModel.pictures(latents, quarters: [[Float]](repeating: quarters, count: 3))
    #expect(try ConditionalModel.open(name).decode(latents) == expected)
  }

  @Test func aModelCanBeGivenAnotherConditionForAll() throws {
    let model = try ConditionalModel.open("one-hot")
    let green = try model.with(condition: .text("green"))
    let latents = TinyModel.latents(count: 2)
    let pictures = ConditionalModel.pictures(latents, quarters: [[0, 1, 0], [0, 1, 0]])
    #expect(try green.decode(latents) == pictures)
    #expect(try green.with(prior: .uniform(low: -1, high: 1)).decode(latents) == pictures)
    // Recipes and sets go by hashes: the condition is the request's.
    #expect(green.hash == model.hash && green.encodingHash == model.encodingHash)
    // Its encoder takes the same.
    #expect(try green.encode(pictures) == latents)
  }

  @Test func encodersTakeTheConditionsOfTheirPictures() throws {
    let model = try ConditionalModel.open("one-hot")
    let latents = TinyModel.latents(count: 3)
    let values: [ConditionValue] = [.text("blue"), .text("red"), .text("green=0.5")]
    let conditions = try #require(try model.encoderCondition()).batch(of: values)
    let pictures = ConditionalModel.pictures(latents, quarters: [[0, 0, 1], [1, 0, 0], [0, 0.5, 0]])
    #expect(try model.encode(pictures, conditions: conditions, batch: 2) == latents)
    #expect(try model.encode(pictures) != latents)
    #expect(try model.encodeDistribution(pictures, conditions: conditions).mean == latents)
    #expect(try ConditionalModel.open("label-pairs").encoderCondition() == nil)
  }

  /// The decoder takes weights of classes and the encoder their numbers.
  @Test func theGraphsOfAModelMayTakeOneConditionInTwoForms() throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(of: ConditionalModel.folder("one-hot"), in: folder)
    let encoder = ConditionalModel.folder("label").appendingPathComponent("encoder.onnx")
    try TinyModel.replace("encoder.onnx", with: encoder, in: package)
    let model = try GenerativeModel(package: package)
    #expect(try model.decoderCondition()?.width == 3 && model.encoderCondition()?.width == 1)
    // Names and default are those of the decoder's.
    #expect(try model.encoderCondition()?.row(for: .text("blue")) == [2])
    let latents = TinyModel.latents(count: 2)
    #expect(try model.encode(model.decode(latents)) == latents)
    let blue = try model.with(condition: .text("blue"))
    #expect(try blue.encode(blue.decode(latents)) == latents)
    expectExplained(.usage, naming: "whole classes") {
      _ = try model.with(condition: .text("red=0.5+blue=0.5")).encode(TinyModel.pictures(latents))
    }
  }

  // MARK: Errors

  @Test func aConditionThatIsNeededIsAskedFor() throws {
    let model = try ConditionalModel.open("label")
    expectExplained(.usage, naming: "'label'", "c int64", "--condition", "0, 1, 2") {
      _ = try model.decode(TinyModel.latents(count: 1))
    }
  }

  @Test func modelsWithoutConditionsTakeNone() throws {
    let model = try GenerativeModel(package: Repository.tinyModel)
    let latents = TinyModel.latents(count: 1)
    let conditions = ConditionBatch(LatentBatch(rows: [[1]]))
    expectExplained(.usage, naming: "'tiny'", "takes no condition") {
      _ = try model.decode(latents, conditions: conditions)
    }
    expectExplained(.usage, naming: "'tiny'") { _ = try model.with(condition: .text("1")) }
    expectExplained(.usage, naming: "'tiny'") {
      _ = try model.encode(TinyModel.pictures(latents), conditions: conditions)
    }
    #expect(try !model.hasCondition && model.decoderCondition() == nil)
  }

  @Test(arguments: [
    (LatentBatch(rows: [[1, 0]]), "takes conditions of 3 numbers"),
    (LatentBatch(count: 2, dimension: 3), "2 conditions"),
    (LatentBatch(rows: [[.nan, 0, 0]]), "finite"),
  ])
  func wrongBatchesAreRefused(_ rows: LatentBatch, word: String) throws {
    let model = try ConditionalModel.open("one-hot")
    expectExplained(.usage, naming: "'one-hot'", word) {
      _ = try model.decode(TinyModel.latents(count: 1), conditions: ConditionBatch(rows))
    }
  }

  @Test func labelsOutOfRangeAreRefusedInBatchesToo() throws {
    let model = try ConditionalModel.open("label")
    for value: Float in [-1, 3, 0.5] {
      expectExplained(.usage, naming: "'label'") {
        let conditions = ConditionBatch(LatentBatch(rows: [[value]]))
        _ = try model.decode(TinyModel.latents(count: 1), conditions: conditions)
      }
    }
  }
}
