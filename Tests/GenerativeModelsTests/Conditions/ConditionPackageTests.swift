import GenerativeModels
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ConditionPackageTests {
  @Test func readsConditions() throws {
    let oneHot = try ModelPackage(folder: ConditionalModel.folder("one-hot"))
    let expected = ModelPackage.Condition(
      input: "c",
      kind: .label,
      classes: ["red", "green", "blue"],
      standard: .text("red")
    )
    #expect(oneHot.decoder.condition == expected)
    #expect(oneHot.encoder?.condition == ModelPackage.Condition(input: "c", kind: .label))
    let embedding = try ModelPackage(folder: ConditionalModel.folder("embedding")).decoder.condition
    #expect(embedding?.shape == [2, 2] && embedding?.standard == .text("plain"))
    guard case .file("values.npy", _, ["warm", "cold", "plain"]) = embedding?.values else {
      Issue.record("\(String(describing: embedding?.values))")
      return
    }
  }

  @Test(arguments: ["one-hot", "label", "label-pairs", "binary", "embedding"])
  func whatIsWrittenIsReadBack(_ name: String) throws {
    var package = try ModelPackage(folder: ConditionalModel.folder(name))
    let bytes = try JSONEncoder().encode(package)
    #expect(try JSONDecoder().decode(ModelPackage.self, from: bytes) == package)
    package.decoder.condition = ModelPackage.Condition(
      input: "c",
      kind: .embedding,
      values: .inline(["a": [1, 2], "b": [0.5, -1]]),
      standard: .numbers([1, 0])
    )
    #expect(try JSONDecoder().decode(ModelPackage.self, from: JSONEncoder().encode(package)) == package)
  }

  @Test func theHashChangesWithWhatAConditionMeans() throws {
    let package = try ModelPackage(folder: ConditionalModel.folder("embedding"))
    let hash = JSONData.hash(of: package)
    for change: @Sendable (inout ModelPackage.Condition) -> Void in [
      { $0.standard = .text("warm") }, { $0.input = "d" }, { $0.values = .inline(["warm": [1, 2, 3, 4]]) },
    ] {
      var other = package
      if var condition = other.decoder.condition {
        change(&condition)
        other.decoder.condition = condition
      }
      #expect(JSONData.hash(of: other) != hash)
    }
    var moved = package
    if case .file(_, let digest, let names) = package.decoder.condition?.values {
      moved.decoder.condition?.values = .file("elsewhere.npy", sha256: digest, names: names)
    }
    #expect(JSONData.hash(of: moved) == hash)
    // Models without conditions keep the hashes that sets and recipes hold.
    let tiny = try ModelPackage(folder: Repository.tinyModel)
    #expect(JSONData.hash(of: tiny).hasPrefix(Self.hashOfTiny))
  }

  /// As of the last version that knew no conditions.
  static let hashOfTiny = "f1c8dd8eb2b8"

  /// A package with parts of its description replaced.
  private func copy(_ name: String, _ old: String, _ new: String, in folder: TemporaryFolder) throws -> URL {
    let copy = try TinyModel.copy(
      of: ConditionalModel.folder(name),
      in: folder,
      replacing: old,
      with: new
    )
    let values = ConditionalModel.folder(name).appendingPathComponent("values.npy")
    if FileManager.default.fileExists(atPath: values.path) {
      try FileManager.default.copyItem(at: values, to: copy.appendingPathComponent("values.npy"))
    }
    return copy
  }

  @Test func inlineValuesAreInAlphabeticalOrder() throws {
    let folder = try TemporaryFolder()
    let table = #""values": {"b": [0, 1, 0, 0], "a": [1, 0, 0, 0]}, "old": {"#
    let package = try copy("embedding", #""values": {"#, table, in: folder)
    let input = try #require(try GenerativeModel(package: package).decoderCondition())
    #expect(input.names == ["a", "b"])
    #expect(try input.row(for: .text("b")) == [0, 1, 0, 0])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var model: String
    var old: String
    var new: String
    var word: String
    var testDescription: String { word }
  }

  @Test(arguments: [
    Mistake(model: "label", old: #""kind": "label""#, new: #""kind": "class""#, word: "condition.kind: 'class'"),
    Mistake(model: "label", old: #""count": 3"#, new: #""count": 0"#, word: "condition.count: must be a whole"),
    Mistake(model: "label", old: #""count": 3"#, new: #""count": 3, "shape": [1]"#, word: "condition.shape: is for"),
    Mistake(model: "label", old: #""count": 3"#, new: #""values": {"a": [1]}"#, word: "condition.values: are for"),
    Mistake(model: "one-hot", old: #""red","#, new: #""green","#, word: "condition.classes: must be"),
    Mistake(model: "one-hot", old: #""default": "red""#, new: #""default": {}"#, word: "condition.default: must be"),
    Mistake(model: "one-hot", old: #""default": "red""#, new: #""count": 4"#, word: "condition.count: must be that"),
    Mistake(
      model: "embedding",
      old: #""kind": "embedding","#,
      new: #""kind": "embedding", "count": 2,"#,
      word: "condition.count: is for"
    ),
    Mistake(model: "embedding", old: #""warm","#, new: #""cold","#, word: "condition.values.names: must be"),
    Mistake(model: "embedding", old: #""warm","#, new: "", word: "condition.values.names: has 2 names"),
    Mistake(
      model: "embedding",
      old: #""file": "values.npy""#,
      new: #""file": "../values.npy""#,
      word: "condition.values.file: '../values.npy'"
    ),
    Mistake(
      model: "embedding",
      old: #""file": "values.npy""#,
      new: #""a": [1], "b": [1, 2]"#,
      word: "condition.values"
    ),
  ])
  func namesTheKeyOfAMistake(_ mistake: Mistake) throws {
    let folder = try TemporaryFolder()
    let package = try copy(mistake.model, mistake.old, mistake.new, in: folder)
    expectExplained(.badData, naming: "package/model.json", mistake.word) {
      _ = try GenerativeModel(package: package)
    }
  }

  @Test func valuesThatWereChangedAreNoticed() throws {
    let folder = try TemporaryFolder()
    let package = try copy("embedding", "", "", in: folder)
    let values = package.appendingPathComponent("values.npy")
    var bytes = try Data(contentsOf: values)
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: values)
    expectExplained(.badData, naming: "values.npy", "SHA-256") { _ = try GenerativeModel(package: package) }
    try FileManager.default.removeItem(at: values)
    expectExplained(.missingInput, naming: "values.npy") { _ = try GenerativeModel(package: package) }
  }

  @Test(arguments: [
    Mistake(model: "one-hot", old: #""input": "c""#, new: #""input": "d""#, word: "correct encoder.condition.input"),
    Mistake(model: "one-hot", old: #""blue""#, new: #""blue", "pink""#, word: "correct decoder.condition.classes"),
    Mistake(model: "embedding", old: "\"shape\": [\n        2", new: "\"form\": [\n        2", word: ""),
    Mistake(
      model: "label",
      old: "\"kind\": \"label\",\n      \"count\"",
      new: #""kind": "embedding", "shape": [1], "x""#,
      word: "float32, float16 or float64"
    ),
  ])
  func conditionsThatTheGraphContradictsAreExplained(_ mistake: Mistake) throws {
    let folder = try TemporaryFolder()
    let package = try copy(mistake.model, mistake.old, mistake.new, in: folder)
    guard !mistake.word.isEmpty else {
      // The values tell the shape as well.
      #expect(try GenerativeModel(package: package).decoderCondition()?.width == 4)
      return
    }
    expectExplained(.badData, naming: mistake.word) { try GenerativeModel(package: package).verifyFiles() }
  }

  @Test func aConstantForAConditionIsRefused() throws {
    let model = try GenerativeModel(package: ConditionalModel.folder("one-hot"), constants: ["c": .numbers([1, 0, 0])])
    expectExplained(.usage, naming: "--constant c", "--condition") { try model.verifyFiles() }
  }
}
