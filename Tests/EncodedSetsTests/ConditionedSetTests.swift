import Datasets
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Sets of models whose encoder takes a condition, which it takes away from the channels of a picture.
@Suite struct ConditionedSetTests {
  let place: SetPlace

  init() throws { place = try SetPlace() }

  private func model(_ name: String) throws -> GenerativeModel {
    try GenerativeModel(package: Repository.fixture("conditional/\(name)", of: "GenerativeModels"))
  }

  private func encode(
    _ indices: some Sequence<Int>,
    into name: String = "s",
    _ model: String = "one-hot",
    under condition: SetCondition? = nil,
    workers: Int = 2,
    _ change: (inout SetEncoder) -> Void = { _ in }
  ) throws {
    try place.encode(place.pictures(indices), into: name, with: self.model(model), workers: workers) {
      $0.condition = condition
      change(&$0)
    }
  }

  /// What was taken away from the channels of each picture.
  private func taken(_ indices: some Sequence<Int>, from name: String = "s") throws -> [[Float]] {
    let set = try EncodedSet(place.set(name))
    return try indices.enumerated().map { row, index in
      let (own, plain) = (set.latent(row).values, try place.latent(index))
      return (0..<3).map { ((plain[16 * $0] - own[16 * $0]) / 4 * 1024).rounded() / 1024 }
    }
  }

  private func green(_ count: Int) -> [[Float]] { [[Float]](repeating: [0, 1, 0], count: count) }

  @Test(arguments: [SetCondition.value(.text("green")), .value(.text("1")), .value(.numbers([0, 1, 0]))])
  func oneConditionIsForAllPictures(_ condition: SetCondition) throws {
    try encode(0..<12, under: condition)
    #expect(try taken(0..<12) == green(12))
    #expect(try SetDescription(place.set("s")).conditions == [condition])
    #expect(try SetVerification(place.set("s")).problems == [])
  }

  @Test func theModelsOwnIsRememberedToo() throws {
    try encode(0..<3)
    #expect(try taken(0..<3) == [[Float]](repeating: [1, 0, 0], count: 3))
    #expect(try SetDescription(place.set("s")).conditions == [.value(.text("red"))])
    // As is that of a model that was given one; sets of other models have none.
    try place.encode(into: "g", with: model("one-hot").with(condition: .text("green")))
    #expect(try SetDescription(place.set("g")).conditions == [.value(.text("green"))])
    try place.encode(into: "tiny")
    #expect(try SetDescription(place.set("tiny")).conditions == nil)
    #expect(try !String(decoding: place.files("tiny")["set.json"] ?? Data(), as: UTF8.self).contains("condition"))
  }

  // MARK: By labels

  @Test func weightsAreTheLabels() throws {
    // Of every fifth nobody knows whether it is male.
    let indices = (0..<12).filter { $0 % 5 != 0 }
    try encode(indices, under: .labels(["Male", "5_o_Clock_Shadow", "Smiling"]))
    #expect(
      try taken(indices) == indices.map { [$0 < 6 ? 1 : 0, $0 == 7 ? 1 : 0, $0 % 2 == 0 ? 1 : 0] }
    )
    #expect(
      try SetDescription(place.set("s")).conditions == [.labels(["Male", "5_o_Clock_Shadow", "Smiling"])]
    )
  }

  @Test func aClassIsThePlaceOfTheOnlyYes() throws {
    let indices = [1, 3, 6, 7, 8]
    try encode(indices, "label", under: .labels(SetPlace.attributes))
    let rows: [[Float]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    #expect(try taken(indices) == [1, 1, 0, 2, 0].map { rows[$0] })
    expectExplained(.usage, naming: "9.png", "none of the labels Smiling, Male") {
      try encode([1, 9], into: "x", "label", under: .labels(SetPlace.attributes))
    }
    expectExplained(.usage, naming: "2.png", "2 of the labels") {
      try encode([1, 2], into: "x", "label", under: .labels(SetPlace.attributes))
    }
    #expect(!place.set("x").exists)
  }

  @Test(arguments: [
    (["Smiling", "Male"], ["takes 3 numbers", "2 labels are named"]), (["Smiling"], ["1 label is named"]),
    (["Smiling", "Hut", "Male"], ["no label Hut", "their labels are Smiling, Male, 5_o_Clock_Shadow"]),
    (["Smiling", "male", "Smilin"], ["no label male", "did you mean Male?"]),
    (["Smiling", "Smiling", "Male"], ["named twice"]),
    (SetPlace.attributes, ["0.png", "nobody knows the label Male", #"--where '"Male" IS NOT NULL'"#]),
  ])
  func labelsThatSayNothingAreRefused(_ labels: [String], words: [String]) throws {
    for word in words {
      expectExplained(.usage, naming: "--condition-labels", word) { try encode(0..<12, under: .labels(labels)) }
    }
    #expect(!place.set("s").exists)
  }

  @Test func encodersWithoutConditionsRefuseThem() throws {
    for model in [try SetPlace.model, try model("embedding")] where try model.encoderCondition() == nil {
      expectExplained(.usage, naming: model.name, "takes no condition") {
        try place.encode(with: model) { $0.condition = .value(.text("0")) }
      }
    }
    expectExplained(.usage, naming: "'label'", "--condition") { try encode(0..<3, "label") }
    #expect(!place.set("s").exists)
  }

  // MARK: Going on

  @Test func aSetGoesOnUnderItsConditionOnly() throws {
    try encode(0..<6, under: .value(.text("green")))
    let others: [SetCondition?] = [nil, .value(.text("red")), .labels(SetPlace.attributes)]
    for other in others {
      expectExplained(.usage, naming: "another condition (green)", "begin anew with --force") {
        try encode([1, 3, 6, 7], under: other) { $0.appends = true }
      }
    }
    // The number of a class is the same as its name.
    try encode(0..<9, under: .value(.text("1"))) { $0.appends = true }
    #expect(try taken(0..<9) == green(9))
    try encode(0..<3) { $0.overwrites = true }
    #expect(try SetDescription(place.set("s")).conditions == [.value(.text("red"))])
  }

  @Test func setsOfAnOlderSextantHaveTheModelsOwn() throws {
    try encode(0..<6)
    var description = try SetDescription(place.set("s"))
    description.conditions = nil
    try description.write(to: place.set("s"))
    try encode(0..<9, under: .value(.text("red"))) { $0.appends = true }
    expectExplained(.usage, naming: "another condition (red)") {
      try encode(0..<12, under: .value(.text("blue"))) { $0.appends = true }
    }
  }

  @Test(arguments: [1, 3])
  func interruptedSetsEndWithTheSameBytes(_ workers: Int) throws {
    let indices = [1, 3, 6, 7, 8]
    try encode(indices, into: "whole", "label", under: .labels(SetPlace.attributes), workers: workers)
    try place.spoil(8)
    #expect(throws: EncodedSetError.self) {
      try encode(indices, "label", under: .labels(SetPlace.attributes)) {
        ($0.isStrict, $0.batch) = (true, 2)
      }
    }
    try place.mend(8)
    expectExplained(.usage, naming: "another condition") { try encode(indices, "label", under: .value(.text("1"))) }
    try encode(indices, "label", under: .labels(SetPlace.attributes)) { $0.batch = 2 }
    #expect(try place.files("s")["vectors.npy"] == place.files("whole")["vectors.npy"])
  }

  // MARK: What items were encoded under

  @Test func itemsHaveTheConditionOfTheirSet() throws {
    let model = try model("one-hot")
    let input = try #require(try model.decoderCondition())
    try encode(0..<4, into: "green", under: .value(.text("green")))
    let set = try EncodedSet(place.set("green"))
    #expect(try set.conditions(of: [3, 1], for: input, in: model).rows == LatentBatch(rows: green(2)))
    // A model that was given one keeps it.
    let blue = try model.with(condition: .text("blue"))
    #expect(try set.conditions(of: [0], for: input, in: blue).rows == LatentBatch(rows: [[0, 0, 1]]))
    // An older Sextant did not say it.
    var description = try SetDescription(place.set("green"))
    description.conditions = nil
    try description.write(to: place.set("green"))
    let older = try EncodedSet(place.set("green"))
    #expect(try older.conditions(of: [0], for: input, in: model).rows == LatentBatch(rows: [[1, 0, 0]]))
  }

  @Test func itemsHaveTheConditionsOfTheirLabels() throws {
    let indices = [1, 3, 6, 7, 8]
    try encode(indices, into: "number", "label", under: .labels(SetPlace.attributes))
    try encode(indices, into: "weights", under: .labels(SetPlace.attributes))
    let (number, weights) = (try model("label"), try model("one-hot"))
    let (numbers, rows) = (
      try #require(try number.encoderCondition()), try #require(try weights.encoderCondition())
    )
    let numbered = try EncodedSet(place.set("number"))
    #expect(
      try numbered.conditions(of: [0, 1, 2, 3, 4], for: numbers, in: number).rows
        == LatentBatch(rows: [[1], [1], [0], [2], [0]])
    )
    let weighted = try EncodedSet(place.set("weights"))
    #expect(
      try weighted.conditions(of: [4, 0, 3], for: rows, in: weights).rows
        == LatentBatch(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    )
    // A decoder that takes something else is told one for all.
    let other = try #require(try model("embedding").decoderCondition())
    expectExplained(.usage, naming: "weights.encodings", "3 labels", "4 numbers", "--condition") {
      _ = try weighted.conditions(of: [0], for: other, in: weights)
    }
  }

  @Test func mergedSetsOfSeveralConditionsDoNotSayWhoseIsWhose() throws {
    let model = try model("one-hot")
    let input = try #require(try model.decoderCondition())
    try encode(0..<4, into: "red")
    try encode(4..<8, into: "green", under: .value(.text("green")))
    _ = try SetMerging.merge(["red", "green"].map(place.set), into: place.set("all"))
    let set = try EncodedSet(place.set("all"))
    expectExplained(.usage, naming: "all.encodings", "several conditions (red; green)", "--condition") {
      _ = try set.conditions(of: [0], for: input, in: model)
    }
    let given = try model.with(condition: .text("green"))
    #expect(try set.conditions(of: [0], for: input, in: given).rows == LatentBatch(rows: green(1)))
  }

  // MARK: Merging

  @Test func classesAreMerged() throws {
    try encode(0..<4, into: "red")
    try encode(4..<8, into: "green", under: .value(.text("green")))
    try encode(8..<12, into: "more", under: .value(.text("green")))
    _ = try SetMerging.merge(["red", "green", "more"].map(place.set), into: place.set("all"))
    let reds = [[Float]](repeating: [1, 0, 0], count: 4)
    #expect(try taken(0..<12, from: "all") == reds + green(8))
    #expect(
      try SetDescription(place.set("all")).conditions == [.value(.text("red")), .value(.text("green"))]
    )
    // Pictures that an earlier set has bring no condition along.
    try encode(0..<4, into: "blue", under: .value(.text("blue")))
    _ = try SetMerging.merge(["red", "blue"].map(place.set), into: place.set("reds"))
    #expect(try SetDescription(place.set("reds")).conditions == [.value(.text("red"))])
    expectExplained(.usage, naming: "several conditions", "merge them") {
      try encode(0..<12, into: "all") { $0.appends = true }
    }
    var description = try SetDescription(place.set("more"))
    description.conditions = nil
    try description.write(to: place.set("more"))
    expectExplained(.usage, naming: "more.encodings", "an older Sextant", "encode it again") {
      _ = try SetMerging.merge(["red", "more"].map(place.set), into: place.set("x"))
    }
  }
}
