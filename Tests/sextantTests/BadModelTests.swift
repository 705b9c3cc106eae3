import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Every kind of bad model once through the program.
@Suite struct BadModelTests {
  @Test(arguments: models)
  func isExplainedInOneSentence(_ bad: BadInput) async throws { try await bad.isExplainedInOneSentence() }

  private static let model = ["--model", Workplace.model]

  /// A copy of the tiny model as `model`, with one of its files changed.
  private static func package(
    _ place: Workplace,
    changing name: String,
    _ change: (Data) throws -> Data
  ) throws {
    try FileManager.default.copyItem(at: Repository.tinyModel, to: place.file("model"))
    let file = place.file("model/\(name)")
    let changed = try change(try Data(contentsOf: file))
    try FileManager.default.removeItem(at: file)
    try changed.write(to: file)
  }

  private static func replacing(_ old: String, by new: String) -> @Sendable (Data) throws -> Data {
    { data in
      let text = String(decoding: data, as: UTF8.self)
      try #require(text.contains(old))
      return Data(text.replacing(old, with: new).utf8)
    }
  }

  /// A case of a package `model`, through the verb that needs only its decoder, or the one that needs the encoder too.
  private static func package(
    _ description: String,
    _ words: [String],
    code: Int32 = 65,
    encodes: Bool = false,
    changing name: String,
    _ change: @escaping @Sendable (Data) throws -> Data
  ) -> BadInput {
    let command = encodes ? ["encode", Workplace.picture("a"), "--out", "z.npy"] : ["sample", "--out", "s.png"]
    let seed = encodes ? [] : ["--seed", "1"]
    return BadInput(description, command + seed + ["--model", "model"], code, words) { place in
      try Self.package(place, changing: name, change)
    }
  }

  private static func bare(
    _ description: String,
    _ words: [String],
    code: Int32 = 65,
    prepare: @escaping @Sendable (Workplace) throws -> Void
  ) -> BadInput {
    let command = ["sample", "--decoder", "d.onnx", "--prior", "gaussian", "--image-range", "0,1"]
    return BadInput(description, command + ["--seed", "1", "--out", "s.png"], code, words, prepare: prepare)
  }

  static let models = [
    BadInput(
      "a model that is not there",
      ["sample", "--model", "none", "--seed", "1", "--out", "s.png"],
      66,
      ["'none'"]
    ),
    BadInput(
      "a folder that is no model",
      ["sample", "--model", "empty", "--seed", "1", "--out", "s.png"],
      66,
      [
        "empty", "model.json",
      ]
    ) { place in
      try FileManager.default.createDirectory(at: place.file("empty"), withIntermediateDirectories: false)
    },
    BadInput(
      "a classifier where a model is needed",
      ["sample", "--model", "portraits-classifier", "--seed", "1", "--out", "s.png"],
      64,
      ["portraits-classifier: ", "draws nothing", "decoder"]
    ),
    BadInput(
      "a picture for the bundled model without an encoder",
      ["encode", Workplace.picture("a"), "--model", "portraits-dcgan", "--out", "z.npy"],
      64,
      ["portraits-dcgan", "no encoder"]
    ),
    BadInput(
      "two models where one is needed",
      ["encode", Workplace.picture("a"), "--out", "z.npy"] + model + model,
      64,
      [
        "--model", "2 were named",
      ]
    ),
    bare("a missing ONNX file", ["d.onnx", "no such file"], code: 66) { _ in },
    bare("an empty ONNX file", ["d.onnx", "empty"]) { try $0.write([], to: "d.onnx") },
    bare("an ONNX file that is cut off", ["d.onnx", "end is missing"]) { place in
      try place.write(
        Data(contentsOf: Repository.tinyModel.appendingPathComponent("decoder.onnx")).dropLast(200),
        to: "d.onnx"
      )
    },
    bare("a file that is not ONNX", ["d.onnx", "not an ONNX model"]) { place in
      try place.write("This is no model.\n".utf8, to: "d.onnx")
    },
    package("a package whose ONNX file is cut off", ["decoder.onnx", "SHA-256"], changing: "decoder.onnx") {
      $0.dropLast(200)
    },
    package(
      "a package whose encoder is not ONNX",
      ["encoder.onnx", "SHA-256"],
      encodes: true,
      changing: "encoder.onnx"
    ) {
      _ in Data("no graph".utf8)
    },
    package(
      "a package that names another input",
      ["decoder.onnx", "'latent'", "'z'"],
      changing: "model.json",
      replacing("\"input\": \"z\"", by: "\"input\": \"latent\"")
    ),
    package(
      "a package that names another output",
      ["encoder.onnx", "'average'", "'mean'"],
      encodes: true,
      changing: "model.json",
      replacing("\"output\": \"mean\"", by: "\"output\": \"average\"")
    ),
    package(
      "a package of another latent shape",
      ["decoder.onnx", "[?, 48]", "[47]"],
      changing: "model.json",
      replacing("48\n", by: "47\n")
    ),
    package(
      "a package of another picture size",
      ["decoder.onnx", "image", "[3, 32, 33]"],
      changing: "model.json",
      replacing("\"width\": 32", by: "\"width\": 33")
    ),
    package("a package that is not JSON", ["model.json", "JSON"], changing: "model.json") { $0.dropLast(20) },
    package(
      "a package of an unknown prior",
      ["model.json", "cauchy"],
      changing: "model.json",
      replacing("gaussian", by: "cauchy")
    ),
    package(
      "a package whose decoder is missing",
      ["nowhere.onnx"],
      code: 66,
      changing: "model.json",
      replacing("\"decoder.onnx\"", by: "\"nowhere.onnx\"")
    ),
  ]
}
