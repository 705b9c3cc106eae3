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

@Suite struct ModelPackageTests {
  @Test func readsThePackage() throws {
    let package = try ModelPackage(folder: Repository.tinyModel)
    #expect(package.name == "tiny" && package.family == .other && package.license == "Apache-2.0")
    #expect(package.latent == ModelPackage.Latent(shape: [48], prior: .standardGaussian))
    #expect(package.image == ModelPackage.Image(width: 32, height: 32, channels: 3, range: .unit))
    #expect(package.encoder?.logvar == "logvar" && package.decoder.input == "z" && package.classifier == nil)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var package = try ModelPackage(folder: Repository.fixture("shaped", of: "GenerativeModels"))
    package.image.layout = .nhwc
    package.decoder.constants?["more"] = .numbers([1, 0.5])
    package.latent.prior = .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2)
    for classifier in [
      ClassifierSource.file(ModelPackage.Classifier(file: "c.onnx", sha256: "", labels: ["Smiling"])),
      .package("judge"),
    ] {
      package.classifier = classifier
      let bytes = try JSONEncoder().encode(package)
      #expect(try JSONDecoder().decode(ModelPackage.self, from: bytes) == package)
    }
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var key: String
    var word: String = ""
    var testDescription: String { "\(key) \(word)" }
  }

  @Test(arguments: [
    Mistake(old: "\"kind\": \"gaussian\"", new: "\"kind\": \"gausian\"", key: "latent.prior.kind: ", word: "gausian"),
    Mistake(old: "\"sd\": 1", new: "\"sd\": -1", key: "latent.prior: ", word: "sd"),
    Mistake(old: "\"sd\": 1", new: "\"sd\": [1, 2, 3, 4, 5]", key: "latent.prior: ", word: "latents of 5 numbers"),
    Mistake(old: "\"sd\": 1", new: "\"sd\": [1, -2]", key: "latent.prior: ", word: "sd"),
    Mistake(old: "\"sd\": 1", new: "\"sd\": \"one\"", key: "latent.prior.sd: ", word: "a number"),
    Mistake(old: "48\n", new: "0\n", key: "latent.shape: "),
    Mistake(old: "48\n", new: "\"48\"\n", key: "latent.shape[0]: ", word: "a number"),
    Mistake(old: "48\n", new: "4.5\n", key: "latent.shape: ", word: "whole numbers"),
    Mistake(old: "48\n", new: "\n", key: "latent.shape: "),
    Mistake(old: "48\n", new: "4000000000, 4000000000\n", key: "latent.shape: "),
    Mistake(old: "\"shape\": [", new: "\"shaped\": [", key: "latent.shape: ", word: "is missing"),
    Mistake(old: "\"width\": 32", new: "\"width\": 0", key: "image.width: "),
    Mistake(old: "\"width\": 32", new: "\"width\": null", key: "image.width: "),
    Mistake(old: "\"height\": 32", new: "\"height\": -3", key: "image.height: "),
    Mistake(old: "\"height\": 32", new: "\"height\": 2000000000", key: "image.width: "),
    Mistake(old: "\"channels\": 3", new: "\"channels\": 4", key: "image.channels: "),
    Mistake(old: "\"channels\": 3", new: "\"channels\": 1.5", key: "image.channels: "),
    Mistake(old: "0,\n      1\n", new: "0, 1e60\n", key: "image.range: "),
    Mistake(old: "\"channels\": 3", new: "\"channels\": 3, \"layout\": \"chw\"", key: "image.layout: ", word: "chw"),
    Mistake(old: "0,\n      1\n", new: "1,\n      1\n", key: "image.range: "),
    Mistake(old: "0,\n      1\n", new: "0\n", key: "image.range: "),
    Mistake(old: "\"family\": \"other\"", new: "\"family\": \"gan\"", key: "family: ", word: "vae, ali, dcgan, other"),
    Mistake(old: "\"name\": \"tiny\"", new: "\"name\": \"\"", key: "name: "),
    Mistake(old: "\"name\": \"tiny\"", new: "\"name\": \"a/b\"", key: "name: "),
    Mistake(old: "\"license\"", new: "\"licence\"", key: "license: ", word: "is missing"),
    Mistake(old: "\"file\": \"decoder.onnx\"", new: "\"file\": \"../decoder.onnx\"", key: "decoder.file: "),
    Mistake(old: "\"file\": \"decoder.onnx\"", new: "\"file\": \"/decoder.onnx\"", key: "decoder.file: "),
    Mistake(old: "\"file\": \"encoder.onnx\"", new: "\"file\": \"a/./b\"", key: "encoder.file: "),
    Mistake(old: "\"file\": \"encoder.onnx\"", new: "\"file\": \"\"", key: "encoder.file: "),
    Mistake(old: "\"sha256\": \"", new: "\"sha256\": \"X", key: "encoder.sha256: "),
    Mistake(old: "\"sha256\"", new: "\"sha\"", key: "encoder.sha256: ", word: "is missing"),
    Mistake(old: "\"output\": \"image\"", new: "\"output\": 3", key: "decoder.output: ", word: "a text"),
    Mistake(
      old: "\"output\": \"image\"",
      new: "\"output\": \"image\", \"constants\": {\"a\": \"b\"}",
      key: "decoder.constants.a: "
    ),
    Mistake(old: "\"crop\": \"none\"", new: "\"crop\": \"middle\"", key: "preprocess.crop: ", word: "middle"),
  ])
  func namesTheKeyOfAMistake(_ mistake: Mistake) throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder, replacing: mistake.old, with: mistake.new)
    expectExplained(.badData, naming: "package/model.json: \(mistake.key)", mistake.word) {
      _ = try GenerativeModel(package: package)
    }
  }

  @Test func namesThePlaceOfASlipOfThePen() throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder, replacing: "\"width\": 32,", with: "\"width\": 32")
    expectExplained(.badData, naming: "package/model.json: not valid JSON (line 18, column 5: ',' or '}' is expected)")
    {
      _ = try GenerativeModel(package: package)
    }
  }

  @Test func preparationMayBeLeftOut() throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder, replacing: "\"preprocess\"", with: "\"preprocessing\"")
    #expect(try ModelPackage(folder: package) == ModelPackage(folder: Repository.tinyModel))
  }

  @Test(arguments: ["", "{", "{\"name\": }", "[]", "not json", "\u{feff}{"])
  func descriptionsThatAreNotJSONAreRefused(_ text: String) throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder)
    try Data(text.utf8).write(to: package.appendingPathComponent("model.json"))
    expectExplained(.badData, naming: "package/model.json") { _ = try GenerativeModel(package: package) }
  }

  @Test(arguments: ["encoder.onnx", "decoder.onnx"])
  func missingFilesAreNamed(_ name: String) throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder)
    try FileManager.default.removeItem(at: package.appendingPathComponent(name))
    expectExplained(.missingInput, naming: "package/\(name)", "model.json") {
      _ = try GenerativeModel(package: package)
    }
  }

  @Test func missingDescriptionIsNamed() throws {
    let folder = try TemporaryFolder()
    expectExplained(.missingInput, naming: "model.json") { _ = try GenerativeModel(package: folder.url) }
  }

  @Test(arguments: ["encoder.onnx", "decoder.onnx"], [0, 700, -1])
  func aFlippedByteIsFound(_ name: String, place: Int) throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder)
    let file = package.appendingPathComponent(name)
    var bytes = Array(try Data(contentsOf: file))
    bytes[place < 0 ? bytes.count - 1 : place] ^= 1
    try Data(bytes).write(to: file)
    let model = try GenerativeModel(package: package)
    let digest = name == "encoder.onnx" ? model.package.encoder?.sha256 : model.package.decoder.sha256
    let expected = String(try #require(digest).prefix(12))
    expectExplained(.badData, naming: "package/\(name)", expected, "SHA-256", "copy the package again") {
      if name == "encoder.onnx" {
        _ = try model.encode(TinyModel.pictures(TinyModel.latents(count: 1)))
      } else {
        _ = try model.decode(TinyModel.latents(count: 1))
      }
    }
  }

  @Test func decodingDoesNotOpenTheEncoder() throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder)
    try Data("broken".utf8).write(to: package.appendingPathComponent("encoder.onnx"))
    let latents = TinyModel.latents(count: 2)
    #expect(try GenerativeModel(package: package).decode(latents) == TinyModel.pictures(latents))
  }

  // MARK: - Hash

  @Test(arguments: [
    ("\"sd\": 1", "\"sd\": 2"), ("\"resize\": \"lanczos3\"", "\"resize\": \"area\""),
    ("\"crop\": \"none\"", "\"crop\": {\"center\": 32}"), ("0,\n      1\n", "-1,\n      1\n"),
    ("\"output\": \"mean\"", "\"output\": \"logvar\""), ("\"width\": 32", "\"width\": 16"),
    ("48\n", "3, 16\n"), ("\"output\": \"image\"", "\"output\": \"image\", \"constants\": {\"a\": 1}"),
    ("\"logvar\": \"logvar\"", "\"other\": \"logvar\""), ("\"sha256\": \"", "\"sha256\": \"0"),
  ])
  func hashChangesWithWhatChangesPictures(_ old: String, new: String) throws {
    let tiny = try ModelPackage(folder: Repository.tinyModel)
    let text = String(decoding: try JSONData.tiny(), as: UTF8.self)
    #expect(text.contains(old))
    let changed = try JSONDecoder().decode(ModelPackage.self, from: Data(text.replacingOnce(old, with: new).utf8))
    #expect(JSONData.hash(of: changed) != JSONData.hash(of: tiny))
    #expect(JSONData.hash(of: changed).utf8.count == 64)
  }

  @Test(arguments: [
    ("\"name\": \"tiny\"", "\"name\": \"small\""), ("Apache-2.0", "MIT"),
    ("\"family\": \"other\"", "\"family\": \"vae\""),
    ("encoder.onnx", "e.onnx"), ("\"output\": \"image\"", "\"output\": \"image\", \"constants\": {}"),
  ])
  func hashDoesNotChangeWithNames(_ old: String, new: String) throws {
    let tiny = try ModelPackage(folder: Repository.tinyModel)
    let text = String(decoding: try JSONData.tiny(), as: UTF8.self)
    #expect(text.contains(old))
    let changed = try JSONDecoder().decode(ModelPackage.self, from: Data(text.replacingOnce(old, with: new).utf8))
    #expect(JSONData.hash(of: changed) == JSONData.hash(of: tiny))
  }
}
