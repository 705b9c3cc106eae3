import Imaging
import SafeFiles
import TestSupport
import Testing

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct AttributeClassifierTests {
  private let folder: TemporaryFolder
  private let package: URL

  /// A copy of the bundled classifier that a test may spoil.
  init() throws {
    folder = try TemporaryFolder()
    package = folder.file("judge")
    try FileManager.default.copyItem(at: ModelLibrary().package(named: "portraits-classifier"), to: package)
  }

  /// Replaces a text in `model.json`.
  private func correct(_ old: String, _ new: String) throws {
    let file = package.appendingPathComponent("model.json")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try #require(text.contains(old))
    try Data(text.replacingOnce(old, with: new).utf8).write(to: file)
  }

  private func grey(_ count: Int, side: Int = 64) -> ImageBatch {
    let samples = (0..<count * 3 * side * side).map { Float($0 % 251) / 250 }
    return ImageBatch(count: count, channels: 3, height: side, width: side, samples: samples)
  }

  @Test func rowsDoNotDependOnTheBatch() throws {
    let classifier = try AttributeClassifier(package: package)
    #expect(classifier.labels.count == 20 && classifier.labels[15] == "Smiling")
    let all = try classifier.probabilities(of: grey(7))
    let pieces = try classifier.probabilities(of: grey(7), batch: 3)
    #expect(all.count == 7 && all.labels == classifier.labels)
    #expect(zip(all.values, pieces.values).allSatisfy { abs($0 - $1) < 1e-4 })
    let smiling = try #require(all["Smiling"])
    #expect(smiling.count == 7 && smiling[3] == all[3, 15])
    #expect(all["Frowning"] == nil)
  }

  @Test func picturesOfAnotherSizeAreRefused() throws {
    let classifier = try AttributeClassifier(package: package)
    expectExplained(.badData, naming: "portraits-classifier", "3x32x32") {
      _ = try classifier.probabilities(of: grey(1, side: 32))
    }
  }

  @Test func namesOfPortsMayBeLeftOut() throws {
    try correct("\"input\": \"image\",", "")
    try correct("\"output\": \"probability\",", "")
    _ = try AttributeClassifier(package: package).probabilities(of: grey(1))
  }

  @Test func descriptionsAreChecked() throws {
    try correct("\"output\": \"probability\"", "\"output\": \"odds\"")
    expectExplained(.badData, naming: "'odds'", "'probability'", "classifier.output") {
      _ = try AttributeClassifier(package: package)
    }
  }

  @Test func aLabelTooFewIsNoticed() throws {
    try correct("\"Bangs\",", "")
    expectExplained(.badData, naming: "classifier.onnx", "classifier.labels") {
      _ = try AttributeClassifier(package: package)
    }
  }

  @Test func aLabelTwiceIsNoticed() throws {
    try correct("\"Bangs\"", "\"Young\"")
    expectExplained(.badData, naming: "model.json", "classifier.labels", "once") {
      _ = try AttributeClassifier(package: package)
    }
  }

  @Test func aMissingFileIsNamed() throws {
    try FileManager.default.removeItem(at: package.appendingPathComponent("classifier.onnx"))
    expectExplained(.missingInput, naming: "classifier.onnx") { _ = try AttributeClassifier(package: package) }
  }

  @Test func theTwoKindsOfPackagesAreNotConfused() throws {
    expectExplained(.usage, naming: "judge: ", "a classifier", "decoder") {
      _ = try GenerativeModel(package: package)
    }
    expectExplained(.badData, naming: "model.json", "family") {
      _ = try AttributeClassifier(package: Repository.tinyModel)
    }
    guard case .classifier = try PackageDescription(folder: package) else {
      Issue.record("this is a classifier")
      return
    }
    let tiny = try PackageDescription(folder: Repository.tinyModel)
    #expect(tiny.family == "other" && tiny.latent?.shape == [48] && tiny.name == "tiny")
    #expect(try PackageDescription(folder: package).latent == nil)
  }

  /// An encoder gives numbers of any size, as a classifier without its sigmoid would.
  @Test func whatIsNoProbabilityIsRefused() throws {
    let labels = (0..<TinyModel.dimension).map { "\"a\($0)\"" }.joined(separator: ", ")
    let encoder = Repository.tinyModel.appendingPathComponent("encoder.onnx")
    try FileManager.default.copyItem(at: encoder, to: package.appendingPathComponent("logits.onnx"))
    let description = """
      {"name": "judge", "family": "classifier", "license": "", "source": "",
       "image": {"width": 32, "height": 32, "channels": 3, "range": [0, 1]},
       "classifier": {"file": "logits.onnx", "sha256": "\(try FileDigest.sha256(of: encoder))", "output": "mean",
                      "labels": [\(labels)]}}
      """
    try Data(description.utf8).write(to: package.appendingPathComponent("model.json"))
    let classifier = try AttributeClassifier(package: package)
    expectExplained(.badData, naming: "'judge'", "no probability", "picture 0") {
      _ = try classifier.probabilities(of: grey(2, side: 32))
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let description = try ClassifierPackage(folder: package)
    let bytes = try JSONEncoder().encode(description)
    #expect(try JSONDecoder().decode(ClassifierPackage.self, from: bytes) == description)
  }

  // MARK: The classifier of a generative model

  @Test func aModelNamesAClassifierBesideIt() throws {
    let model = try TinyModel.copy(
      in: folder,
      replacing: "\"name\":",
      with: "\"classifier\": {\"package\": \"judge\"}, \"name\":"
    )
    // It is found, and takes pictures of another size than the tiny model draws.
    expectExplained(.badData, naming: "'judge'", "3x64x64", "3x32x32") {
      _ = try GenerativeModel(package: model).classifier()
    }
    try GenerativeModel(package: model).verifyFiles()
    try FileManager.default.removeItem(at: package)
    expectExplained(.missingInput, naming: "'judge'") { _ = try GenerativeModel(package: model).classifier() }
    #expect(try GenerativeModel(package: Repository.tinyModel).classifier() === nil)
  }

  @Test func aClassifierIsNamedAndNoPath() throws {
    let model = try TinyModel.copy(
      in: folder,
      replacing: "\"name\":",
      with: "\"classifier\": {\"package\": \"../judge\"}, \"name\":"
    )
    expectExplained(.badData, naming: "classifier.package", "without '/'") {
      _ = try GenerativeModel(package: model)
    }
  }
}
