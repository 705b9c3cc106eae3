import GenerativeModels
import SafeFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// ONNX files that are not what they should be.
@Suite struct GraphErrorTests {
  private let decoder = Repository.tinyModel.appendingPathComponent("decoder.onnx")

  private func decode(_ package: URL) throws {
    _ = try GenerativeModel(package: package).decode(TinyModel.latents(count: 1))
  }

  private func encode(_ package: URL) throws {
    _ = try GenerativeModel(package: package).encode(TinyModel.pictures(TinyModel.latents(count: 1)))
  }

  @Test(arguments: [1, 100, 700, 1300])
  func cutOffFilesAreRefused(_ size: Int) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("cut.onnx")
    try Data(try Data(contentsOf: decoder).prefix(size)).write(to: file)
    expectExplained(.badData, naming: "cut.onnx", "not an ONNX model", "export it again") {
      _ = try GenerativeModel(decoder: file, encoder: nil)
    }
    expectExplained(.badData, naming: "cut.onnx") {
      _ = try GenerativeModel(decoder: decoder, encoder: file)
    }
  }

  @Test func otherFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("text.onnx")
    try Data("this is not a model\n".utf8).write(to: file)
    expectExplained(.badData, naming: "text.onnx", "not an ONNX model") {
      _ = try GenerativeModel(decoder: file, encoder: nil)
    }
    let picture = Repository.tinyModel.appendingPathComponent("images/a.png")
    expectExplained(.badData, naming: "a.png", "not an ONNX model") {
      _ = try GenerativeModel(decoder: picture, encoder: nil)
    }
  }

  @Test func emptyMissingAndFolders() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: folder.file("empty.onnx"))
    expectExplained(.badData, naming: "empty.onnx") {
      _ = try GenerativeModel(decoder: folder.file("empty.onnx"), encoder: nil)
    }
    expectExplained(.missingInput, naming: "missing.onnx") {
      _ = try GenerativeModel(decoder: folder.file("missing.onnx"), encoder: nil)
    }
    expectExplained(.cannotRead, naming: folder.url.lastPathComponent) {
      _ = try GenerativeModel(decoder: folder.url, encoder: nil)
    }
  }

  @Test func weightsThatAreNotThereAreNamed() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("external.onnx")
    try Data(contentsOf: Repository.fixture("bare/external.onnx", of: "GenerativeModels")).write(to: file)
    expectExplained(.badData, naming: "external.onnx", "weights.bin") {
      _ = try GenerativeModel(decoder: file, encoder: nil)
    }
  }

  @Test func namesThatTheGraphDoesNotHaveAreAnsweredWithThoseItHas() throws {
    let cases: [(String, String, String, [String])] = [
      ("\"input\": \"z\"", "\"input\": \"latent\"", "decoder", ["'latent'", "'z'", "decoder.input in "]),
      ("\"output\": \"image\"", "\"output\": \"x\"", "decoder", ["'x'", "'image'", "decoder.output in "]),
      ("\"input\": \"image\"", "\"input\": \"x\"", "encoder", ["'x'", "'image'", "encoder.input in "]),
      ("\"output\": \"mean\"", "\"output\": \"m\"", "encoder", ["'m'", "'mean', 'logvar'", "encoder.output in "]),
      ("\"logvar\": \"logvar\"", "\"logvar\": \"v\"", "encoder", ["'v'", "'logvar'", "encoder.logvar in "]),
    ]
    for (old, new, graph, words) in cases {
      let folder = try TemporaryFolder()
      let package = try TinyModel.copy(in: folder, replacing: old, with: new)
      expectExplained(.badData, naming: "\(graph).onnx", words[0], words[1], words[2] + package.path) {
        if graph == "decoder" { try decode(package) } else { try encode(package) }
      }
    }
  }

  @Test(arguments: [
    ("48\n", "64\n", "latent.shape"), ("\"width\": 32", "\"width\": 64", "image.width"),
    ("\"channels\": 3", "\"channels\": 1", "image.width"),
    ("\"channels\": 3", "\"channels\": 3, \"layout\": \"nhwc\"", "image.width"),
  ])
  func sizesThatTheGraphDoesNotHaveAreRefused(_ old: String, new: String, key: String) throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder, replacing: old, with: new)
    let model = try GenerativeModel(package: package)
    expectExplained(.badData, naming: "decoder.onnx", key, "model.json") { _ = try model.decoderGraph() }
    expectExplained(.badData, naming: "encoder.onnx", key, "model.json") { _ = try model.encoderGraph() }
  }

  @Test func sizesThatOnlyRunningShowsAreRefused() throws {
    let folder = try TemporaryFolder()
    let package = try TinyModel.copy(in: folder, replacing: "\"width\": 32", with: "\"width\": 16")
    let hidden = Repository.fixture("bare/hidden-size.onnx", of: "GenerativeModels")
    try TinyModel.replace("decoder.onnx", with: hidden, in: package)
    expectExplained(.badData, naming: "decoder.onnx", "[1, 3, 32, 32]", "[1, 3, 32, 16]", "image.width") {
      try decode(package)
    }
  }

  @Test func inputsWithoutValueAreNamedWithTheFlag() throws {
    let folder = try TemporaryFolder()
    let shaped = Repository.fixture("shaped", of: "GenerativeModels")
    let package = try TinyModel.copy(of: shaped, in: folder, replacing: "\"strength\": 1", with: "")
    expectExplained(.usage, naming: "decoder.onnx", "strength", "--constant strength=VALUE") { try decode(package) }
  }

  @Test func constantsThatDoNotFitAreRefused() throws {
    let shaped = Repository.fixture("shaped", of: "GenerativeModels")
    expectExplained(.usage, naming: "--constant contrast", "strength") {
      _ = try GenerativeModel(package: shaped, constants: ["contrast": .number(1)]).decoderGraph()
    }
    expectExplained(.usage, naming: "decoder.onnx", "strength", "inf") {
      _ = try GenerativeModel(package: shaped, constants: ["strength": .number(.infinity)]).decoderGraph()
    }
  }
}
