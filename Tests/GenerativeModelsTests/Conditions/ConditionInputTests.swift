import GenerativeModels
import LatentGeometry
import SafeFiles
import Testing

@Suite struct ConditionInputTests {
  private func input(_ name: String) throws -> ConditionInput {
    try #require(try ConditionalModel.open(name).decoderCondition())
  }

  private static let classes = ["red", "green", "blue"]

  @Test(
    arguments: [
      ("one-hot", 3, classes, 3, true), ("label", 1, [], 3, false), ("label-pairs", 1, classes, 3, false),
      ("binary", 1, ["off", "on"], 2, true), ("embedding", 4, ["warm", "cold", "plain"], nil, true),
    ] as [(String, Int, [String], Int?, Bool)]
  )
  func isWhatPackageAndGraphSay(_ name: String, width: Int, names: [String], count: Int?, mixes: Bool) throws {
    let input = try input(name)
    #expect(input.width == width && input.names == names && input.classCount == count && input.canBeMixed == mixes)
    #expect(input.tensor.name == "c" && input.kind == (name == "embedding" ? .embedding : .label))
    #expect(input.all.map(\.shown) == (name == "label" ? ["0", "1", "2"] : names))
  }

  struct Value: Sendable, CustomTestStringConvertible {
    var model: String
    var value: ConditionValue
    var row: [Float]
    var testDescription: String { "\(model): \(value.shown)" }

    init(_ model: String, _ text: String, _ row: [Float]) { self.init(model, .text(text), row) }

    init(_ model: String, _ value: ConditionValue, _ row: [Float]) {
      (self.model, self.value, self.row) = (model, value, row)
    }
  }

  @Test(arguments: [
    Value("one-hot", "green", [0, 1, 0]), Value("one-hot", "2", [0, 0, 1]), Value("one-hot", "1,0.5,-1", [1, 0.5, -1]),
    Value("one-hot", "red=0.75+blue=0.25", [0.75, 0, 0.25]), Value("one-hot", "1=2 + 0=-1", [-1, 2, 0]),
    Value("one-hot", "red=1", [1, 0, 0]), Value("one-hot", .numbers([0, 0.5, 0]), [0, 0.5, 0]),
    Value("one-hot", .numbers([2]), [0, 0, 1]), Value("label", "2", [2]), Value("label", .numbers([0]), [0]),
    Value("label-pairs", "green", [1]), Value("binary", "on", [1]), Value("binary", "off=0.25+on=0.75", [0.75]),
    Value("binary", "0.5", [0.5]), Value("embedding", "cold", [0, 0, 0.5, 0.5]),
    Value("embedding", "warm=0.5+cold=0.5", [0.5, 0, 0.25, 0.25]), Value("embedding", "1,2,3,4", [1, 2, 3, 4]),
    Value("embedding", .numbers([4, 3, 2, 1]), [4, 3, 2, 1]),
  ])
  func valuesAreTheirNumbers(_ value: Value) throws {
    #expect(try input(value.model).row(for: value.value) == value.row)
  }

  @Test(arguments: [
    Value("one-hot", "gren", []), Value("one-hot", "Green", []), Value("one-hot", "gren=1", []),
    Value("one-hot", "purple", []), Value("embedding", "warmer", []), Value("label", "red", []),
  ])
  func unknownNamesAreExplained(_ value: Value) throws {
    let words: [String] =
      switch value.value.shown {
      case "purple": ["choose one of red, green, blue"]
      case "warmer": ["did you mean warm?"]
      case "red": ["have no names", "number of a class"]
      default: ["did you mean green?"]
      }
    let input = try input(value.model)
    for word in words {
      expectExplained(.usage, naming: "'\(value.model)'", "'\(value.value.shown.split(separator: "=")[0])'", word) {
        _ = try input.row(for: value.value)
      }
    }
  }

  @Test(arguments: [
    (Value("one-hot", "3", []), "0 to 2"), (Value("one-hot", "-1", []), "0 to 2"), (Value("label", "3", []), "0 to 2"),
    (Value("label-pairs", .numbers([7]), []), "0 to 2"), (Value("binary", "2", []), "0 to 1"),
    (Value("one-hot", "1,2", []), "3 numbers"), (Value("embedding", "1", []), "4 numbers"),
    (Value("one-hot", .numbers([1, 2, 3, 4]), []), "4 were given"), (Value("one-hot", "0.5", []), "3 numbers"),
    (Value("label", "0.5", []), "whole classes"), (Value("label-pairs", "red=0.5+blue=0.5", []), "one-hot"),
    (Value("label", .numbers([0.5]), []), "whole classes"), (Value("one-hot", "red=much", []), "'red=much'"),
    (Value("one-hot", "red=0.5+", []), "''"), (Value("one-hot", "red=inf", []), "no finite number"),
    (Value("one-hot", "red=1+green", []), "'green'"), (Value("embedding", .numbers([1, 2, 3, .nan]), []), "finite"),
  ])
  func impossibleValuesAreExplained(_ value: Value, word: String) throws {
    let input = try input(value.model)
    expectExplained(.usage, naming: "'\(value.model)'", word) { _ = try input.row(for: value.value) }
  }

  @Test func mixturesAreWeightedSums() throws {
    let input = try input("one-hot")
    let rows = try input.batch(of: [.text("red"), .text("blue")])
    let weights = LatentBatch(rows: [[1, 0], [0.25, 0.75], [-1, 2], [0.9999999, 1e-8]])
    let expected: [[Float]] = [[1, 0, 0], [0.25, 0, 0.75], [-1, 0, 2], [1, 0, 0]]
    #expect(input.mixed(rows, weights: weights) == ConditionBatch(LatentBatch(rows: expected)))
  }

  @Test func ofClassesThatCannotBeMixedTheHeaviestCountsAndOfEqualOnesTheFirst() throws {
    let input = try input("label")
    let rows = try input.batch(of: [.text("2"), .text("0"), .text("1")])
    let weights = LatentBatch(rows: [[0.4, 0.6, 0], [0.5, 0.5, 0], [0.3333333, 0.3333334, 0.3333333], [-1, 0, 1]])
    #expect(input.mixed(rows, weights: weights).rows.values == [0, 2, 2, 1])
  }

  @Test func mixturesOfTwoClassesStayBetweenThem() throws {
    let input = try input("binary")
    let rows = try input.batch(of: [.text("off"), .text("on")])
    let weights = LatentBatch(rows: [[0.25, 0.75], [-1, 2], [2, -1]])
    #expect(input.mixed(rows, weights: weights).rows.values == [0.75, 1, 0])
  }

  @Test func valuesSurviveJSON() throws {
    for value in [ConditionValue.text("red"), .text("1"), .numbers([1, 0.5]), .numbers([2])] {
      #expect(try JSONData.copy(of: value) == value)
    }
  }
}
